import type { Random } from '#lib/random.ts';
import { makeId } from '#lib/ids.ts';
import { fingerprint, makeToken } from '#platform/crypto.server.ts';
import type { Database, Tx } from '#platform/db/database.server.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import { absoluteLimit, describeDevice } from './session.ts';

/**
 * Opens a session for a member who has just proved who they are: a new id and token each time.
 *
 * @returns the raw token for the cookie; only its fingerprint is stored
 */
export async function startSession(
  tx: Tx,
  {
    memberId,
    userAgent,
    now,
    random,
  }: { memberId: string; userAgent: string; now: number; random: Random },
): Promise<string> {
  const token = makeToken(random);
  await tx
    .insertInto('sessions')
    .values({
      id: makeId(now, random),
      token_hash: fingerprint(token),
      member_id: memberId,
      device: describeDevice(userAgent),
      created_at: now,
      seen_at: now,
      expires_at: now + absoluteLimit,
    })
    .execute();
  return token;
}

/** Notes that a session was used, for its idle limit and for the list of sign-ins. */
export async function touchSession(
  db: Database,
  { id, now }: { id: string; now: number },
): Promise<void> {
  await db.transact((tx) =>
    tx.updateTable('sessions').set({ seen_at: now }).where('id', '=', id).execute(),
  );
}

/** Ends one of a member's own sessions; ending one that is gone is a quiet success. */
export async function endSession(
  db: Database,
  { id, memberId }: { id: string; memberId: string },
): Promise<void> {
  await db.transact((tx) =>
    tx.deleteFrom('sessions').where('id', '=', id).where('member_id', '=', memberId).execute(),
  );
}

/** Ends all of a member's sessions but one, or all of them. */
export async function endOtherSessions(
  tx: Tx,
  { memberId, exceptId }: { memberId: string; exceptId: string | null },
): Promise<void> {
  await tx
    .deleteFrom('sessions')
    .where('member_id', '=', memberId)
    .$if(exceptId !== null, (query) => query.where('id', '!=', exceptId ?? ''))
    .execute();
}

/** Ends all of a member's own sessions but the one they are using. */
export async function endOthers(
  { db, log }: Pick<Runtime, 'db' | 'log'>,
  { memberId, exceptId }: { memberId: string; exceptId: string },
): Promise<void> {
  await db.transact((tx) => endOtherSessions(tx, { memberId, exceptId }));
  log.info({ security: 'sessions_ended', member: memberId }, 'all other sign-ins were ended');
}
