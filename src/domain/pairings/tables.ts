/** Requests and what becomes of them: pairings, agreements, goals, check-ins and endings. */
import type { Generated } from 'kysely';
import type { Flag } from '#lib/flag.ts';

declare module '#platform/db/tables.ts' {
  interface Tables {
    requests: RequestsTable;
    request_changes: RequestChangesTable;
    waiting_places: WaitingPlacesTable;
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
  }
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
  told_at: number | null;
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
