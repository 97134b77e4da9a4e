import { makeId } from '#lib/ids.ts';
import { sign } from '#platform/crypto.server.ts';
import type { Runtime } from '#platform/runtime.server.ts';

/**
 * Makes an invite that lets whoever holds its link join.
 *
 * @param expiresAt epoch milliseconds, null for an invite that stays open until it is ended
 * @returns its id and the token for `/join/[token]`
 */
export async function makeInvite(
  { db, clock, random, secret }: Pick<Runtime, 'db' | 'clock' | 'random' | 'secret'>,
  { actorId, expiresAt }: { actorId: string; expiresAt: number | null },
): Promise<{ id: string; token: string }> {
  const now = clock.now();
  const id = makeId(now, random);
  await db.transact((tx) =>
    tx
      .insertInto('invites')
      .values({ id, created_by: actorId, created_at: now, expires_at: expiresAt, ended_at: null, uses: 0 })
      .execute(),
  );
  return { id, token: inviteToken(secret, id) };
}

/**
 * The token of an invite. It is signed rather than stored, so that an organiser can be shown it
 * again and a copy of the database does not hold it.
 */
export function inviteToken(secret: string, inviteId: string): string {
  return `${inviteId}.${sign({ secret, purpose: 'invite', text: inviteId })}`;
}
