import type { Selectable } from 'kysely';
import { fingerprint } from '#platform/crypto.server.ts';
import type { Reader } from '#platform/db/database.server.ts';
import type { EmailChangesTable } from './tables.ts';
import { useOf, type Side } from './email-change.ts';

type Row = Selectable<EmailChangesTable>;

export interface FoundChange {
  row: Row;
  link: Side | 'undo';
  use: 'confirm' | 'undo' | 'over';
}

/** The change a link belongs to and what the link is good for now. */
export async function findChange(
  db: Reader,
  { token, now }: { token: string; now: number },
): Promise<FoundChange | undefined> {
  const hash = fingerprint(token);
  const row = await db
    .selectFrom('email_changes')
    .selectAll()
    .where((eb) =>
      eb.or([
        eb('old_token_hash', '=', hash),
        eb('new_token_hash', '=', hash),
        eb('undo_token_hash', '=', hash),
      ]),
    )
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const link = linkOf(row, hash);
  return { row, link, use: useOf(stateOf(row), { link, now }) };
}

function linkOf(row: Row, hash: string): Side | 'undo' {
  if (row.undo_token_hash === hash) return 'undo';
  return row.old_token_hash === hash ? 'old' : 'new';
}

/** The state the rules look at. */
export const stateOf = (row: Row) => ({
  oldConfirmedAt: row.old_confirmed_at,
  newConfirmedAt: row.new_confirmed_at,
  changedAt: row.changed_at,
  undoneAt: row.undone_at,
  expiresAt: row.expires_at,
});

/** Whether a member has a change under way, and which mailboxes have said yes. */
export async function pendingChange(
  db: Reader,
  { memberId, now }: { memberId: string; now: number },
): Promise<{ address: string; isOldConfirmed: boolean; isNewConfirmed: boolean } | undefined> {
  const row = await db
    .selectFrom('email_changes')
    .selectAll()
    .where('member_id', '=', memberId)
    .where('changed_at', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('created_at', 'desc')
    .executeTakeFirst();
  return row === undefined
    ? undefined
    : {
        address: row.new_address,
        isOldConfirmed: row.old_confirmed_at !== null,
        isNewConfirmed: row.new_confirmed_at !== null,
      };
}
