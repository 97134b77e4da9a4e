import { command, type Act } from '#platform/act.server.ts';
import { post, type Letter } from '#platform/mail.server.ts';
import { maySendSecurityLetter } from './email-addresses.queries.server.ts';

/**
 * Posts a letter about signing in, unless the address has had enough of them for now.
 * The one way a security letter leaves, so that its limit holds for all of them together.
 *
 * @returns whether it was posted
 */
export async function postSecurityLetter(
  act: Act,
  { secret, letter }: { secret: string; letter: Omit<Letter, 'category'> },
): Promise<boolean> {
  const key = letter.to.address.toLowerCase();
  if (!(await maySendSecurityLetter(act.tx, { key, now: act.now }))) return false;
  await post(act, { letter: { ...letter, category: 'security' }, secret });
  return true;
}

/** Letters to an address come back for good: nothing but security letters goes there from now on. */
export async function closeAddress(
  { tx, now }: Act,
  { address, reason }: { address: string; reason: string },
): Promise<void> {
  await tx
    .updateTable('emails')
    .set({ bounced_at: now, bounce_reason: reason.slice(0, 200) })
    .where('address_key', '=', address.toLowerCase())
    .where('bounced_at', 'is', null)
    .execute();
}

/** Letters go to a member's address again: they asked for it, or proved that they read it. */
export async function openAddress({ tx }: Act, { memberId }: { memberId: string }): Promise<void> {
  await tx
    .updateTable('emails')
    .set({ bounced_at: null, bounce_reason: '' })
    .where('member_id', '=', memberId)
    .where('bounced_at', 'is not', null)
    .execute();
}

/** {@link openAddress} for a member who asks for it. */
export const takeLettersAgain = command((act, whose: { memberId: string }) =>
  openAddress(act, whose),
);
