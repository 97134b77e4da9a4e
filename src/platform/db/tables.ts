import type { Generated } from 'kysely';

/**
 * Every table as the program sees it. Times are epoch milliseconds UTC; flags are 0 or 1
 * (smallint on both engines, so no engine maps them); lists and records are JSON text.
 * `Generated` marks columns the database fills when an insert leaves them out.
 */
export type Flag = 0 | 1;

export interface CommunityTable {
  id: 'here';
  name: string;
  join_policy: 'open' | 'invite' | 'approval';
  list_visibility: 'members' | 'everyone';
  /** JSON array of BCP 47 language codes. */
  languages: string;
  locale: string;
  minimum_age: number;
  /** Days a tick stays fresh without being confirmed. */
  tick_days: number;
  /** How many open requests one member may have at a time. */
  open_requests: Generated<number>;
  /** Where rooms for video calls are made, such as https://meet.example/; '' for none. */
  meeting_base: Generated<string>;
  /** Whether a question may go to members nobody knows yet. */
  asks_around: Generated<Flag>;
  set_up_at: number;
  version: number;
}

export interface CommunityPagesTable {
  slug: string;
  version: number;
  title: string;
  body: string;
  saved_at: number;
  saved_by: string | null;
}

export interface MembersTable {
  id: string;
  status: 'invited' | 'waiting' | 'active';
  name: string;
  name_key: string;
  pronouns: Generated<string>;
  own_words: Generated<string>;
  place: Generated<string>;
  /** IANA zone, '' where not said. */
  time_zone: Generated<string>;
  locale: Generated<string>;
  theme: Generated<string>;
  /** 168 characters of 0 and 1, Monday 00:00 first, in the member's own zone; '' where not said. */
  week_hours: Generated<string>;
  avatar_id: string | null;
  public_card_at: number | null;
  external_id: string | null;
  /** The invite they joined with, so that invites can be traced (requirement E13). */
  invite_id: string | null;
  age_confirmed_at: number | null;
  conduct_version: number | null;
  conduct_agreed_at: number | null;
  joined_at: number | null;
  created_at: number;
  updated_at: number;
  version: Generated<number>;
}

export interface MemberLanguagesTable {
  member_id: string;
  language: string;
}

export interface MemberLinksTable {
  member_id: string;
  position: number;
  url: string;
}

export interface OrganisersTable {
  member_id: string;
  appointed_by: string | null;
  appointed_at: number;
}

export interface OrganiserActsTable {
  id: string;
  member_id: string;
  act: string;
  about: string;
  at: number;
}

export interface OffersTable {
  member_id: string;
  /** When the box was ticked; null while it is not. */
  available_at: number | null;
  confirmed_at: number | null;
  reminded_at: number | null;
  /** When the tick went off by itself; null when the member unticked it. */
  lapsed_at: number | null;
  capacity: number;
  /** Places taken now. */
  held: Generated<number>;
  meet: Flag;
  review: Flag;
  answer: Flag;
  swap: Flag;
  reply_days: number;
  terms: 'free' | 'charges' | 'pay_what_feels_right';
  /** Minor units of the currency an hour; null unless terms is 'charges'. */
  amount: number | null;
  currency: Generated<string>;
  terms_note: Generated<string>;
  first_chat_free: Generated<Flag>;
  who_may_write: 'everyone' | 'learners';
}

export interface AvatarsTable {
  id: string;
  member_id: string;
  /** 256 × 256 WebP, base64. */
  webp: string;
  created_at: number;
}

export interface FavouritesTable {
  member_id: string;
  other_id: string;
  since: number;
}

export interface SkillsTable {
  id: string;
  name: string;
  skill_key: string;
  added_by: string | null;
  added_at: number;
  merged_into: string | null;
  merged_by: string | null;
  merged_at: number | null;
}

export interface SkillAliasesTable {
  alias_key: string;
  skill_id: string;
}

export interface SharedSkillsTable {
  member_id: string;
  skill_id: string;
  confidence: 1 | 2 | 3;
}

export interface WantedSkillsTable {
  member_id: string;
  skill_id: string;
  priority: 1 | 2 | 3;
}

export interface ListingsTable {
  member_id: string;
  revision: number;
  listed: Flag;
  /** Last instant at which the tick is still fresh. */
  fresh_until: number;
  card: string;
}

export interface ListingRevisionTable {
  id: 'here';
  revision: number;
}

export interface EmailsTable {
  member_id: string;
  address: string;
  address_key: string;
  verified_at: number | null;
  /** When a letter came back for good; nothing but security letters is sent there until it is mended. */
  bounced_at: number | null;
  bounce_reason: Generated<string>;
}

export interface InvitesTable {
  id: string;
  created_by: string;
  created_at: number;
  expires_at: number | null;
  ended_at: number | null;
  uses: Generated<number>;
}

export interface SignInLinksTable {
  id: string;
  token_hash: string;
  purpose: 'sign_in' | 'first_run' | 'invitation' | 'handed';
  address: string;
  address_key: string;
  member_id: string | null;
  invite_id: string | null;
  return_to: Generated<string>;
  /** Fingerprint of the asking browser's cookie; null for a link made for someone else's browser. */
  browser_hash: string | null;
  code_hash: string | null;
  code_tries: Generated<number>;
  asked_from: Generated<string>;
  created_at: number;
  expires_at: number;
  used_at: number | null;
}

export interface EmailChangesTable {
  id: string;
  member_id: string;
  new_address: string;
  new_address_key: string;
  old_address: string;
  old_token_hash: string;
  new_token_hash: string;
  old_confirmed_at: number | null;
  new_confirmed_at: number | null;
  /** When both had confirmed and the address was changed. */
  changed_at: number | null;
  undo_token_hash: string | null;
  undone_at: number | null;
  created_at: number;
  expires_at: number;
}

export interface SessionsTable {
  id: string;
  token_hash: string;
  member_id: string;
  device: string;
  created_at: number;
  seen_at: number;
  expires_at: number;
}

export interface PasskeysTable {
  id: string;
  member_id: string;
  public_key: string;
  counter: number;
  transports: string;
  name: string;
  created_at: number;
  used_at: number | null;
}

export interface PasskeyChallengesTable {
  id: string;
  challenge: string;
  member_id: string | null;
  expires_at: number;
}

export interface IdentitiesTable {
  provider: string;
  subject: string;
  member_id: string;
  linked_at: number;
}

export interface ProviderFlowsTable {
  state_hash: string;
  provider: string;
  verifier: string;
  nonce: string;
  browser_hash: string;
  member_id: string | null;
  invite_id: string | null;
  return_to: string;
  expires_at: number;
}

export interface JobsTable {
  id: string;
  kind: string;
  /** One waiting job for a kind and key, whoever asks and how often. */
  job_key: string;
  payload: string;
  due_at: number;
  attempts: Generated<number>;
  locked_until: Generated<number>;
  done_at: number | null;
  given_up_at: number | null;
  last_error: string | null;
  created_at: number;
}

export interface MailsTable {
  id: string;
  mail_key: string;
  category: string;
  to_address: string;
  to_name: string;
  subject: string;
  /** Text and HTML, sealed with the instance's secret: it may hold a sign-in link. '' once sent. */
  sealed_body: string;
  /** JSON record of further headers. */
  headers: Generated<string>;
  created_at: number;
  sent_at: number | null;
  given_up_at: number | null;
  /** When sending it first failed for now; from then on it is tried for two days. */
  held_up_at: number | null;
}

export interface OnceKeysTable {
  once_key: string;
  started_at: number;
  outcome: string | null;
}

export interface RateCountsTable {
  bucket: string;
  window_ends: number;
  count: number;
}

export interface BlocksTable {
  member_id: string;
  other_id: string;
  since: number;
}

export interface ConversationsTable {
  id: string;
  created_at: number;
  closed_at: number | null;
}

export interface ConversationMembersTable {
  conversation_id: string;
  member_id: string;
  read_at: Generated<number>;
  muted_at: number | null;
}

export interface MessagesTable {
  id: string;
  conversation_id: string;
  from_id: string;
  body: string;
  written_at: number;
  removed_at: number | null;
}

export interface RequestsTable {
  id: string;
  from_id: string;
  to_id: string;
  pair_key: string;
  state: 'open' | 'accepted' | 'declined' | 'withdrawn' | 'passed_on' | 'expired';
  note: string;
  terms: string;
  recommended: Generated<Flag>;
  holds_place: Generated<Flag>;
  conversation_id: string;
  sent_at: number;
  remind_at: number;
  reminded_at: number | null;
  due_at: number;
  latest_at: number;
  ended_at: number | null;
  reply: Generated<string>;
  passed_to_id: string | null;
  pass_answer: Generated<'' | 'yes' | 'no'>;
  next_id: string | null;
}

export interface RequestChangesTable {
  id: string;
  request_id: string;
  state: string;
  by_id: string | null;
  at: number;
}

export interface WaitingPlacesTable {
  id: string;
  mentor_id: string;
  member_id: string;
  state: 'waiting' | 'offered' | 'taken' | 'let_go';
  promised: Generated<Flag>;
  note: string;
  terms: string;
  request_id: string | null;
  conversation_id: string | null;
  joined_at: number;
  offered_at: number | null;
  offer_ends_at: number | null;
  ended_at: number | null;
}

export interface DraftsTable {
  member_id: string;
  about: string;
  body: string;
  saved_at: number;
}

export interface KeptFormsTable {
  token_hash: string;
  browser_hash: string;
  path: string;
  sealed_fields: string;
  kept_at: number;
  expires_at: number;
}

export interface PairingsTable {
  id: string;
  kind: 'mentoring' | 'swap';
  mentor_id: string;
  mentee_id: string;
  pair_key: string;
  request_id: string | null;
  conversation_id: string;
  state: 'trying_out' | 'going' | 'resting' | 'wrapped_up';
  before_rest: 'trying_out' | 'going' | null;
  resting_since: number | null;
  resting_until: number | null;
  began_at: number;
  chat_at: number | null;
  asked_at: number | null;
  ask_ends_at: number | null;
  going_since: number | null;
  review_at: number | null;
  check_in_at: number | null;
  wrapped_up_at: number | null;
  version: Generated<number>;
}

export interface PairingTopicsTable {
  pairing_id: string;
  member_id: string;
  words: string;
}

export interface PairingAnswersTable {
  pairing_id: string;
  member_id: string;
  about: 'after_chat' | 'renewal' | 'again';
  round: number;
  says: 'yes' | 'no';
  answered_at: number;
}

export interface AgreementsTable {
  id: string;
  pairing_id: string;
  number: number;
  state: 'suggested' | 'agreed' | 'replaced';
  lines: string;
  suggested_by: string | null;
  suggested_at: number;
  answered_at: number | null;
}

export interface AgreementOksTable {
  agreement_id: string;
  member_id: string;
  at: number;
}

export interface GoalsTable {
  id: string;
  pairing_id: string;
  for_id: string;
  words: string;
  added_by: string | null;
  added_at: number;
  done_at: number | null;
  removed_at: number | null;
}

export interface GoalStepsTable {
  id: string;
  goal_id: string;
  words: string;
  added_at: number;
  done_at: number | null;
  removed_at: number | null;
}

export interface SharedContactsTable {
  id: string;
  pairing_id: string;
  owner_id: string;
  label: string;
  value: string;
  shared_at: number;
}

export interface PartingWordsTable {
  pairing_id: string;
  from_id: string;
  kind: 'goodbye' | 'picked_up';
  words: string;
  written_at: number;
}

export interface ThanksTable {
  id: string;
  pairing_id: string;
  from_id: string;
  to_id: string;
  words: string;
  written_at: number;
  shown_at: number | null;
}

export interface HandOffsTable {
  id: string;
  pairing_id: string;
  suggested_by: string;
  mentee_id: string;
  to_id: string;
  words: string;
  notes: string;
  state: 'suggested' | 'agreed' | 'not_now';
  suggested_at: number;
  answered_at: number | null;
  request_id: string | null;
}

export interface CheckInsTable {
  id: string;
  pairing_id: string;
  opened_at: number;
  closes_at: number;
  closed_at: number | null;
  revealed: Generated<string>;
}

export interface CheckInAnswersTable {
  check_in_id: string;
  member_id: string;
  feels: '' | 'good' | 'okay' | 'off';
  pace: '' | 'too_much' | 'right' | 'too_little';
  change_words: string;
  skipped: Generated<Flag>;
  suggestion_done_at: number | null;
  answered_at: number;
}

export interface ReportsTable {
  id: string;
  reporter_id: string | null;
  about_id: string | null;
  thing: 'member' | 'message' | 'request' | 'comment' | 'question' | 'post' | 'shared_answer';
  thing_id: string;
  reason: string;
  words: string;
  sealed_evidence: string;
  reported_at: number;
  readers: number;
}

export interface NoticesTable {
  id: string;
  notice_key: string;
  member_id: string;
  /** Whom it tells of; null where it is about nobody in particular. */
  other_id: string | null;
  kind: string;
  facts: string;
  href: string;
  told_at: number;
  seen_at: number | null;
  /** When a letter about it may go; null when none waits any more. */
  letter_due_at: number | null;
  mailed_at: number | null;
  /** In a letter that could not wait, or in the one calm letter of a day. */
  mailed_how: Generated<'' | 'at_once' | 'calm'>;
}

export interface NotificationChoicesTable {
  member_id: string;
  kind: string;
  how: 'each' | 'digest' | 'never';
  chosen_at: number;
}

export interface QuietHoursTable {
  member_id: string;
  from_minute: number;
  until_minute: number;
}

export interface SeriesTable {
  id: string;
  pairing_id: string;
  zone: string;
  start_date: string;
  minute: number;
  minutes: number;
  rhythm: string;
  until_date: string | null;
  count: number | null;
  place_kind: string;
  place: Generated<string>;
  sequence: Generated<number>;
  follows_id: string | null;
  /** When both were last asked whether fewer meetings would suit. */
  asked_fewer_at: number | null;
  /** Up to when its meetings have been written as rows. */
  seen_until: number;
  began_at: number;
  changed_at: number;
  ended_at: number | null;
}

export interface SeriesChangesTable {
  id: string;
  series_id: string;
  kind: 'skip' | 'move' | 'pause';
  date: string;
  to_date: string | null;
  to_minute: number | null;
  to_zone: string | null;
  made_at: number;
}

export interface MeetingsTable {
  id: string;
  pairing_id: string;
  series_id: string | null;
  date: string;
  at: number;
  ends_at: number;
  state: 'planned' | 'called_off' | 'happened' | 'did_not_happen';
  place_kind: string;
  place: Generated<string>;
  sequence: Generated<number>;
  /** Stands elsewhere than its rhythm alone would put it. */
  moved: Generated<Flag>;
  logged: Generated<Flag>;
  changed_at: number;
  /** The beginning both were reminded of a day before, and an hour before; null for none yet. */
  reminded_day: number | null;
  reminded_hour: number | null;
}

export interface BookedQuartersTable {
  member_id: string;
  quarter: number;
  meeting_id: string;
}

export interface MeetingSuggestionsTable {
  id: string;
  pairing_id: string;
  subject: string;
  kind: 'times' | 'rhythm' | 'move' | 'skip' | 'move_all' | 'pause';
  details: string;
  suggested_by: string | null;
  suggested_at: number;
  state: 'open' | 'agreed' | 'replaced' | 'withdrawn' | 'gone';
  answered_at: number | null;
}

export interface AgendaItemsTable {
  id: string;
  pairing_id: string;
  meeting_id: string | null;
  from_id: string;
  words: string;
  added_at: number;
  done_at: number | null;
  removed_at: number | null;
}

export interface MeetingNotesTable {
  meeting_id: string;
  version: number;
  body: string;
  saved_by: string | null;
  saved_at: number;
}

export interface PrivateNotesTable {
  meeting_id: string;
  member_id: string;
  body: string;
  saved_at: number;
}

export interface ActionItemsTable {
  id: string;
  pairing_id: string;
  meeting_id: string | null;
  for_id: string;
  words: string;
  added_at: number;
  done_at: number | null;
  removed_at: number | null;
}

export interface ReminderChoicesTable {
  member_id: string;
  day_before: Flag;
  hour_before: Flag;
}

export interface DaysOffTable {
  id: string;
  member_id: string;
  from_date: string;
  to_date: string;
}

export interface FeedsTable {
  id: string;
  member_id: string;
  token_hash: string;
  sealed_token: string;
  mode: 'details' | 'busy';
  made_at: number;
  used_at: number | null;
  warned_at: number | null;
  ended_at: number | null;
}

export interface SentInvitationsTable {
  /** A series, or a meeting that stands alone. */
  about_id: string;
  member_id: string;
  pairing_id: string;
  kind: 'series' | 'meeting';
  sequence: number;
  sent_at: number;
}

export interface BusyCalendarsTable {
  id: string;
  member_id: string;
  sealed_address: string;
  host: string;
  added_at: number;
  fetched_at: number | null;
  problem: Generated<string>;
}

export interface BusyTimesTable {
  calendar_id: string;
  starts_at: number;
  ends_at: number;
}

export interface ReviewsTable {
  id: string;
  pairing_id: string;
  author_id: string;
  title: string;
  look_at: Generated<string>;
  leave_out: Generated<string>;
  link: Generated<string>;
  state: 'drafted' | 'open' | 'wrapped_up';
  turn: 'author' | 'reviewer';
  turn_since: number;
  drafted_at: number;
  asked_at: number | null;
  changed_at: number;
  wrapped_up_at: number | null;
}

/** One text of code, kept once for a review however many revisions hold it. */
export interface TextsTable {
  id: string;
  review_id: string;
  /** SHA-256 of language-free content and spans, hex. */
  hash: string;
  /** The known lines, joined by \n. */
  body: string;
  /** JSON of a KnownText without its lines: which line numbers they have, and whether they are all. */
  spans: string;
  bytes: number;
  line_count: number;
}

export interface RevisionsTable {
  id: string;
  review_id: string;
  number: number;
  note: Generated<string>;
  drafted_at: number;
  sent_at: number | null;
}

export interface RevisionFilesTable {
  id: string;
  revision_id: string;
  position: number;
  path: string;
  old_path: string | null;
  change: 'added' | 'changed' | 'removed' | 'renamed' | 'same';
  is_binary: Generated<Flag>;
  language: Generated<string>;
  before_id: string | null;
  after_id: string | null;
  /** Lines, against the original. */
  added: Generated<number>;
  removed: Generated<number>;
}

export interface CommentsTable {
  id: string;
  review_id: string;
  revision_id: string;
  reply_to: string | null;
  path: string | null;
  side: 'before' | 'after' | null;
  from_line: number | null;
  to_line: number | null;
  kind: 'nice' | 'question' | 'idea' | 'worth_fixing' | null;
  body: string;
  suggestion: string | null;
  version: Generated<number>;
  from_id: string;
  drafted_at: number;
  sent_at: number | null;
  sorted_at: number | null;
  taken_at: number | null;
  removed_at: number | null;
}

export interface LooksTable {
  id: string;
  review_id: string;
  revision_id: string;
  member_id: string;
  words: Generated<string>;
  looked_at: number;
}

export interface PickedUpTable {
  review_id: string;
  member_id: string;
  words: string;
  written_at: number;
}

/** `promised_by`: when an answer was agreed on; `offered_at`: when the asker was offered to ask around. */
export interface QuestionsTable {
  id: string;
  asker_id: string;
  pairing_id: string | null;
  skill_id: string | null;
  title: string;
  body: string;
  tried: Generated<string>;
  tried_for: Generated<string>;
  about_kind: 'meeting' | 'review' | null;
  about_id: string | null;
  state: 'open' | 'helped' | 'closed';
  turn: 'asker' | 'answerer';
  asked_at: number;
  changed_at: number;
  promised_by: number | null;
  offered_at: number | null;
  widened_at: number | null;
  rounds: Generated<number>;
  round_at: number | null;
}

export interface QuestionPeopleTable {
  question_id: string;
  member_id: string;
  came: 'partner' | 'asked_around';
  invited_at: number;
  passed_at: number | null;
}

export interface PostsTable {
  id: string;
  question_id: string;
  from_id: string;
  seen_by: 'partners' | 'everyone_asked';
  body: string;
  written_at: number;
  helped_at: number | null;
  thanks: Generated<string>;
  removed_at: number | null;
}

export interface AskedAroundChoicesTable {
  member_id: string;
  is_willing: Flag;
}

export interface SharedAnswersTable {
  id: string;
  question_id: string | null;
  skill_id: string | null;
  edition: number;
  title: string;
  question: string;
  answer: string;
  state: 'suggested' | 'shared' | 'taken_back';
  /** How many people's words it holds; all of them agree before anybody else reads it. */
  voices: Generated<number>;
  suggested_at: number;
  shared_at: number | null;
  changed_at: number;
}

export interface SharedAnswerPeopleTable {
  shared_answer_id: string;
  member_id: string;
  part: 'asked' | 'answered';
  agreed_edition: number | null;
  agreed_at: number | null;
  is_named: Generated<Flag>;
}

export interface SharedAnswerTermsTable {
  term: string;
  shared_answer_id: string;
  weight: number;
}

export interface MigrationsTable {
  name: string;
  ran_at: number;
}

export interface Tables {
  community: CommunityTable;
  community_pages: CommunityPagesTable;
  members: MembersTable;
  member_languages: MemberLanguagesTable;
  member_links: MemberLinksTable;
  organisers: OrganisersTable;
  organiser_acts: OrganiserActsTable;
  offers: OffersTable;
  avatars: AvatarsTable;
  favourites: FavouritesTable;
  not_for_me: FavouritesTable;
  skills: SkillsTable;
  skill_aliases: SkillAliasesTable;
  shared_skills: SharedSkillsTable;
  wanted_skills: WantedSkillsTable;
  listings: ListingsTable;
  listing_revision: ListingRevisionTable;
  emails: EmailsTable;
  invites: InvitesTable;
  sign_in_links: SignInLinksTable;
  email_changes: EmailChangesTable;
  sessions: SessionsTable;
  passkeys: PasskeysTable;
  passkey_challenges: PasskeyChallengesTable;
  identities: IdentitiesTable;
  provider_flows: ProviderFlowsTable;
  jobs: JobsTable;
  mails: MailsTable;
  once_keys: OnceKeysTable;
  rate_counts: RateCountsTable;
  blocks: BlocksTable;
  conversations: ConversationsTable;
  conversation_members: ConversationMembersTable;
  messages: MessagesTable;
  requests: RequestsTable;
  request_changes: RequestChangesTable;
  waiting_places: WaitingPlacesTable;
  drafts: DraftsTable;
  kept_forms: KeptFormsTable;
  pairings: PairingsTable;
  pairing_topics: PairingTopicsTable;
  pairing_answers: PairingAnswersTable;
  agreements: AgreementsTable;
  agreement_oks: AgreementOksTable;
  goals: GoalsTable;
  goal_steps: GoalStepsTable;
  shared_contacts: SharedContactsTable;
  parting_words: PartingWordsTable;
  thanks: ThanksTable;
  hand_offs: HandOffsTable;
  check_ins: CheckInsTable;
  check_in_answers: CheckInAnswersTable;
  reports: ReportsTable;
  notices: NoticesTable;
  notification_choices: NotificationChoicesTable;
  quiet_hours: QuietHoursTable;
  series: SeriesTable;
  series_changes: SeriesChangesTable;
  meetings: MeetingsTable;
  booked_quarters: BookedQuartersTable;
  meeting_suggestions: MeetingSuggestionsTable;
  agenda_items: AgendaItemsTable;
  meeting_notes: MeetingNotesTable;
  private_notes: PrivateNotesTable;
  action_items: ActionItemsTable;
  reminder_choices: ReminderChoicesTable;
  days_off: DaysOffTable;
  feeds: FeedsTable;
  sent_invitations: SentInvitationsTable;
  busy_calendars: BusyCalendarsTable;
  busy_times: BusyTimesTable;
  reviews: ReviewsTable;
  texts: TextsTable;
  revisions: RevisionsTable;
  revision_files: RevisionFilesTable;
  comments: CommentsTable;
  looks: LooksTable;
  picked_up: PickedUpTable;
  questions: QuestionsTable;
  question_people: QuestionPeopleTable;
  posts: PostsTable;
  asked_around_choices: AskedAroundChoicesTable;
  shared_answers: SharedAnswersTable;
  shared_answer_people: SharedAnswerPeopleTable;
  shared_answer_terms: SharedAnswerTermsTable;
  migrations: MigrationsTable;
}
