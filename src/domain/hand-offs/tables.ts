/** Suggestions that somebody else may fit better. */
declare module '#platform/db/tables.ts' {
  interface Tables {
    hand_offs: HandOffsTable;
  }
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
