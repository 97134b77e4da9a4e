import { command, inAct, type Act, type ActRuntime } from '#platform/act.server.ts';
import { fingerprint, makeToken } from '#platform/crypto.server.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import { absoluteLimit, describeDevice } from './session.ts';

/**
 * Opens a session for a member who has just proved who they are: a new id and token each time.
 *
 * @returns the raw token for the cookie; only its fingerprint is stored
 */
export async function startSession(
  act: Act,
  { memberId, userAgent }: { memberId: string; userAgent: string },
): Promise<string> {
  const { tx, now } = act;
  const token = makeToken(act.random);
  await tx
    .insertInto('sessions')
    .values({
      id: act.id(),
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

/** Saves that a session was used, for its idle limit and for the list of sign-ins. */
export const touchSession = command(async ({ tx, now }, { id }: { id: string }) => {
  await tx.updateTable('sessions').set({ seen_at: now }).where('id', '=', id).execute();
});

/** Ends one of a member's own sessions; ending one that is gone is a quiet success. */
export const endSession = command(
  async ({ tx }, { id, memberId }: { id: string; memberId: string }) => {
    await tx
      .deleteFrom('sessions')
      .where('id', '=', id)
      .where('member_id', '=', memberId)
      .execute();
  },
);

/** Ends all of a member's sessions but one, or all of them. */
export async function endOtherSessions(
  { tx }: Act,
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
  runtime: ActRuntime & Pick<Runtime, 'log'>,
  { memberId, exceptId }: { memberId: string; exceptId: string },
): Promise<void> {
  await inAct(runtime, (act) => endOtherSessions(act, { memberId, exceptId }));
  runtime.log.info(
    { security: 'sessions_ended', member: memberId },
    'all other sign-ins were ended',
  );
}
