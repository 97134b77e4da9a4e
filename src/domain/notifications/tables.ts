/** What members are told of. */
import type { Generated } from 'kysely';

declare module '#platform/db/tables.ts' {
  interface Tables {
    notices: NoticesTable;
  }
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
