/** Notes, pairings and what belongs to them: from a first line to a kind ending. */
export const statements = [
  `alter table community add column open_requests integer not null default 5`,
  `alter table emails add column bounced_at bigint`,
  `alter table emails add column bounce_reason text not null default ''`,
  `alter table mails add column headers text not null default '{}'`,
  `alter table mails add column given_up_at bigint`,
  `alter table mails add column held_up_at bigint`,

  `create table blocks (
    member_id text not null references members (id) on delete cascade,
    other_id text not null references members (id) on delete cascade,
    since bigint not null,
    primary key (member_id, other_id)
  )`,
  `create index blocks_other on blocks (other_id)`,

  `create table conversations (
    id text primary key,
    created_at bigint not null,
    closed_at bigint
  )`,
  `create table conversation_members (
    conversation_id text not null references conversations (id) on delete cascade,
    member_id text not null references members (id) on delete cascade,
    read_at bigint not null default 0,
    muted_at bigint,
    primary key (conversation_id, member_id)
  )`,
  `create index conversation_members_member on conversation_members (member_id)`,
  `create table messages (
    id text primary key,
    conversation_id text not null references conversations (id) on delete cascade,
    from_id text not null references members (id) on delete cascade,
    body text not null,
    written_at bigint not null,
    removed_at bigint
  )`,
  `create index messages_conversation on messages (conversation_id, written_at, id)`,

  `create table requests (
    id text primary key,
    from_id text not null references members (id) on delete cascade,
    to_id text not null references members (id) on delete cascade,
    pair_key text not null,
    state text not null check (state in ('open', 'accepted', 'declined', 'withdrawn', 'passed_on', 'expired')),
    note text not null,
    terms text not null,
    recommended smallint not null default 0,
    holds_place smallint not null default 0,
    conversation_id text not null references conversations (id) on delete cascade,
    sent_at bigint not null,
    remind_at bigint not null,
    reminded_at bigint,
    due_at bigint not null,
    latest_at bigint not null,
    ended_at bigint,
    reply text not null default '',
    passed_to_id text references members (id) on delete set null,
    pass_answer text not null default '',
    next_id text references requests (id) on delete set null
  )`,
  `create unique index requests_one_open on requests (pair_key) where state = 'open'`,
  `create index requests_from on requests (from_id, state, sent_at)`,
  `create index requests_to on requests (to_id, state, sent_at)`,
  `create table request_changes (
    id text primary key,
    request_id text not null references requests (id) on delete cascade,
    state text not null,
    by_id text references members (id) on delete set null,
    at bigint not null
  )`,
  `create index request_changes_request on request_changes (request_id, at)`,
  `create table waiting_places (
    id text primary key,
    mentor_id text not null references members (id) on delete cascade,
    member_id text not null references members (id) on delete cascade,
    state text not null check (state in ('waiting', 'offered', 'taken', 'let_go')),
    promised smallint not null default 0,
    note text not null,
    terms text not null,
    request_id text references requests (id) on delete set null,
    conversation_id text references conversations (id) on delete set null,
    joined_at bigint not null,
    offered_at bigint,
    offer_ends_at bigint,
    ended_at bigint
  )`,
  `create unique index waiting_places_one on waiting_places (mentor_id, member_id) where state in ('waiting', 'offered')`,
  `create index waiting_places_line on waiting_places (mentor_id, state, joined_at, id)`,
  `create index waiting_places_member on waiting_places (member_id, state)`,

  `create table drafts (
    member_id text not null references members (id) on delete cascade,
    about text not null,
    body text not null,
    saved_at bigint not null,
    primary key (member_id, about)
  )`,
  `create table kept_forms (
    token_hash text primary key,
    browser_hash text not null,
    path text not null,
    sealed_fields text not null,
    kept_at bigint not null,
    expires_at bigint not null
  )`,
  `create index kept_forms_expires on kept_forms (expires_at)`,

  `create table pairings (
    id text primary key,
    kind text not null check (kind in ('mentoring', 'swap')),
    mentor_id text not null references members (id) on delete cascade,
    mentee_id text not null references members (id) on delete cascade,
    pair_key text not null,
    request_id text references requests (id) on delete set null,
    conversation_id text not null references conversations (id) on delete cascade,
    state text not null check (state in ('trying_out', 'going', 'resting', 'wrapped_up')),
    before_rest text check (before_rest in ('trying_out', 'going')),
    resting_since bigint,
    resting_until bigint,
    began_at bigint not null,
    chat_at bigint,
    asked_at bigint,
    ask_ends_at bigint,
    going_since bigint,
    review_at bigint,
    check_in_at bigint,
    wrapped_up_at bigint,
    version integer not null default 1
  )`,
  `create unique index pairings_one_living on pairings (pair_key) where state <> 'wrapped_up'`,
  `create index pairings_mentor on pairings (mentor_id, state)`,
  `create index pairings_mentee on pairings (mentee_id, state)`,
  `create table pairing_topics (
    pairing_id text not null references pairings (id) on delete cascade,
    member_id text not null references members (id) on delete cascade,
    words text not null,
    primary key (pairing_id, member_id)
  )`,
  `create table pairing_answers (
    pairing_id text not null references pairings (id) on delete cascade,
    member_id text not null references members (id) on delete cascade,
    about text not null check (about in ('after_chat', 'renewal', 'again')),
    round bigint not null,
    says text not null check (says in ('yes', 'no')),
    answered_at bigint not null,
    primary key (pairing_id, member_id, about, round)
  )`,
  `create table agreements (
    id text primary key,
    pairing_id text not null references pairings (id) on delete cascade,
    number integer not null,
    state text not null check (state in ('suggested', 'agreed', 'replaced')),
    lines text not null,
    suggested_by text references members (id) on delete set null,
    suggested_at bigint not null,
    answered_at bigint
  )`,
  `create unique index agreements_one_suggested on agreements (pairing_id) where state = 'suggested'`,
  `create unique index agreements_number on agreements (pairing_id, number)`,
  `create table agreement_oks (
    agreement_id text not null references agreements (id) on delete cascade,
    member_id text not null references members (id) on delete cascade,
    at bigint not null,
    primary key (agreement_id, member_id)
  )`,
  `create table goals (
    id text primary key,
    pairing_id text not null references pairings (id) on delete cascade,
    for_id text not null references members (id) on delete cascade,
    words text not null,
    added_by text references members (id) on delete set null,
    added_at bigint not null,
    done_at bigint,
    removed_at bigint
  )`,
  `create index goals_pairing on goals (pairing_id, added_at)`,
  `create table goal_steps (
    id text primary key,
    goal_id text not null references goals (id) on delete cascade,
    words text not null,
    added_at bigint not null,
    done_at bigint,
    removed_at bigint
  )`,
  `create index goal_steps_goal on goal_steps (goal_id, added_at)`,
  `create table shared_contacts (
    id text primary key,
    pairing_id text not null references pairings (id) on delete cascade,
    owner_id text not null references members (id) on delete cascade,
    label text not null,
    value text not null,
    shared_at bigint not null
  )`,
  `create index shared_contacts_pairing on shared_contacts (pairing_id)`,
  `create table parting_words (
    pairing_id text not null references pairings (id) on delete cascade,
    from_id text not null references members (id) on delete cascade,
    kind text not null check (kind in ('goodbye', 'picked_up')),
    words text not null,
    written_at bigint not null,
    primary key (pairing_id, from_id, kind)
  )`,
  `create table thanks (
    id text primary key,
    pairing_id text not null references pairings (id) on delete cascade,
    from_id text not null references members (id) on delete cascade,
    to_id text not null references members (id) on delete cascade,
    words text not null,
    written_at bigint not null,
    shown_at bigint
  )`,
  `create unique index thanks_one on thanks (pairing_id, from_id)`,
  `create index thanks_to on thanks (to_id, shown_at)`,
  `create table hand_offs (
    id text primary key,
    pairing_id text not null references pairings (id) on delete cascade,
    suggested_by text not null references members (id) on delete cascade,
    mentee_id text not null references members (id) on delete cascade,
    to_id text not null references members (id) on delete cascade,
    words text not null,
    notes text not null,
    state text not null check (state in ('suggested', 'agreed', 'not_now')),
    suggested_at bigint not null,
    answered_at bigint,
    request_id text references requests (id) on delete set null
  )`,
  `create index hand_offs_pairing on hand_offs (pairing_id)`,
  `create index hand_offs_mentee on hand_offs (mentee_id, state)`,

  `create table check_ins (
    id text primary key,
    pairing_id text not null references pairings (id) on delete cascade,
    opened_at bigint not null,
    closes_at bigint not null,
    closed_at bigint,
    revealed text not null default ''
  )`,
  `create unique index check_ins_one_open on check_ins (pairing_id) where closed_at is null`,
  `create table check_in_answers (
    check_in_id text not null references check_ins (id) on delete cascade,
    member_id text not null references members (id) on delete cascade,
    feels text not null check (feels in ('', 'good', 'okay', 'off')),
    pace text not null check (pace in ('', 'too_much', 'right', 'too_little')),
    change_words text not null,
    skipped smallint not null default 0,
    suggestion_done_at bigint,
    answered_at bigint not null,
    primary key (check_in_id, member_id)
  )`,

  `create table reports (
    id text primary key,
    reporter_id text references members (id) on delete set null,
    about_id text references members (id) on delete set null,
    thing text not null check (thing in ('member', 'message', 'request', 'comment', 'question', 'post', 'shared_answer')),
    thing_id text not null,
    reason text not null,
    words text not null,
    sealed_evidence text not null,
    reported_at bigint not null,
    readers integer not null
  )`,
  `create index reports_at on reports (reported_at)`,

  `create table notices (
    id text primary key,
    notice_key text not null unique,
    member_id text not null references members (id) on delete cascade,
    other_id text references members (id) on delete cascade,
    kind text not null,
    facts text not null,
    href text not null,
    told_at bigint not null,
    seen_at bigint,
    letter_due_at bigint,
    mailed_at bigint,
    mailed_how text not null default ''
  )`,
  `create index notices_member on notices (member_id, told_at)`,
  `create index notices_other on notices (other_id)`,
  `create index notices_unseen on notices (member_id) where seen_at is null`,
  `create index notices_letters on notices (member_id, letter_due_at) where letter_due_at is not null`,
  `create table notification_choices (
    member_id text not null references members (id) on delete cascade,
    kind text not null,
    how text not null check (how in ('each', 'digest', 'never')),
    chosen_at bigint not null,
    primary key (member_id, kind)
  )`,
  `create table quiet_hours (
    member_id text primary key references members (id) on delete cascade,
    from_minute integer not null,
    until_minute integer not null
  )`,
] as const;
