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
