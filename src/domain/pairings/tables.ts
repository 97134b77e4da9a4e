/** Pairings: agreements, goals, contacts, endings and hand-offs. */
import type { Generated } from 'kysely';

declare module '#platform/db/tables.ts' {
  interface Tables {
    pairings: PairingsTable;
    pairing_topics: PairingTopicsTable;
    pairing_answers: PairingAnswersTable;
    agreements: AgreementsTable;
    agreement_oks: AgreementOksTable;
    goals: GoalsTable;
    goal_steps: GoalStepsTable;
    shared_contacts: SharedContactsTable;
    parting_words: LastWordsTable;
    thanks: ThanksTable;
  }
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

export interface LastWordsTable {
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
