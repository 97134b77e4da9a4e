/** Addresses of calendar feeds, and invitations sent by mail. */
declare module '#platform/db/tables.ts' {
  interface Tables {
    feeds: FeedsTable;
    sent_invitations: SentInvitationsTable;
  }
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
