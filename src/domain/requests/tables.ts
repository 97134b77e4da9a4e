/** Requests, each change of their state, and the waiting lists of mentors who have no place free. */
import type { Generated } from 'kysely';
import type { Flag } from '#lib/flag.ts';

declare module '#platform/db/tables.ts' {
  interface Tables {
    requests: RequestsTable;
    request_changes: RequestChangesTable;
    waiting_places: WaitingPlacesTable;
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
