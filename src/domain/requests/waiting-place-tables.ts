/** Waiting lists of mentors who have no place free. */
import type { Generated } from 'kysely';
import type { Flag } from '#lib/flag.ts';

declare module '#platform/db/tables.ts' {
  interface Tables {
    waiting_places: WaitingPlacesTable;
  }
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
