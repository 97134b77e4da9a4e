import type { Tx } from '#platform/db/database.server.ts';
import { post, type Letter } from '#platform/mail.server.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import { maySendSecurityLetter } from './queries.server.ts';

/**
 * Posts a letter about signing in, unless the address has had enough of them for now.
 * The one way a security letter leaves, so that its limit holds for all of them together.
 *
 * @returns whether it was posted
 */
export async function postSecurityLetter(
  tx: Tx,
  {
    runtime,
    letter,
    now,
  }: { runtime: Pick<Runtime, 'secret' | 'random'>; letter: Omit<Letter, 'category'>; now: number },
): Promise<boolean> {
  const key = letter.to.address.toLowerCase();
  if (!(await maySendSecurityLetter(tx, { key, now }))) return false;
  const { secret, random } = runtime;
  await post(tx, { letter: { ...letter, category: 'security' }, secret, now, random });
  return true;
}

/** Writes to an address come back for good: nothing but security letters goes there from now on. */
export async function closeAddress(
  tx: Tx,
  { address, reason, now }: { address: string; reason: string; now: number },
): Promise<void> {
  await tx
    .updateTable('emails')
    .set({ bounced_at: now, bounce_reason: reason.slice(0, 200) })
    .where('address_key', '=', address.toLowerCase())
    .where('bounced_at', 'is', null)
    .execute();
}

/** Letters go to a member's address again: they asked for it, or proved that they read it. */
export async function openAddress(tx: Tx, { memberId }: { memberId: string }): Promise<void> {
  await tx
    .updateTable('emails')
    .set({ bounced_at: null, bounce_reason: '' })
    .where('member_id', '=', memberId)
    .where('bounced_at', 'is not', null)
    .execute();
}
