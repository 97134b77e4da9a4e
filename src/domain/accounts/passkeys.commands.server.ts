import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/server';
import { done, type Outcome, refused } from '#lib/outcome.ts';
import { hour, minute } from '#lib/duration.ts';
import { findCommunity } from '#domain/community/community.queries.server.ts';
import { type ActRuntime, command, inAct } from '#platform/act.server.ts';
import { take } from '#platform/rate-limit.server.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import { startSession } from './sessions.commands.server.ts';
import { describeDevice } from './session.ts';
import { knownTransports, type Registered, type SignedIn } from './passkey.input.ts';

const challengeLifetime = 5 * minute;

interface Begun<Options> {
  challengeId: string;
  options: Options;
}

/** Begins adding a passkey: what the browser hands to the authenticator, with a challenge for five minutes. */
export async function beginAdding(
  runtime: Runtime,
  { member }: { member: { id: string; name: string } },
): Promise<Begun<PublicKeyCredentialCreationOptionsJSON>> {
  const { db, random, config } = runtime;
  const community = await findCommunity(db.read);
  const known = await db.read
    .selectFrom('passkeys')
    .select(['id', 'transports'])
    .where('member_id', '=', member.id)
    .execute();
  const options = await generateRegistrationOptions({
    rpName: community?.name ?? 'Bothways',
    rpID: new URL(config.publicUrl).hostname,
    userName: member.name,
    userDisplayName: member.name,
    userID: new TextEncoder().encode(member.id),
    challenge: new Uint8Array(random.bytes(32)),
    excludeCredentials: known.map(({ id, transports }) => ({
      id,
      transports: transportsIn(transports),
    })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'preferred' },
  });
  const challengeId = await keepChallenge(runtime, {
    challenge: options.challenge,
    memberId: member.id,
  });
  return { challengeId, options };
}

function transportsIn(text: string) {
  const parsed: unknown = JSON.parse(text);
  return knownTransports(Array.isArray(parsed) ? parsed.map(String) : []);
}

/** Saves the passkey that was made, when it answers the challenge that this member was given. */
export async function finishAdding(
  runtime: Runtime,
  { memberId, answer, userAgent }: { memberId: string; answer: Registered; userAgent: string },
): Promise<Outcome<unknown, 'not_verified'>> {
  const challenge = await useChallenge(runtime, { id: answer.challengeId, memberId });
  const verified = challenge === null ? null : await verifyAdded(runtime, { answer, challenge });
  if (verified === null) return refused('not_verified');
  const { id, publicKey, counter } = verified;
  const passkey = {
    id,
    member_id: memberId,
    public_key: Buffer.from(publicKey).toString('base64url'),
    counter,
    transports: JSON.stringify(knownTransports(answer.credential.response.transports)),
    name: describeDevice(userAgent),
    used_at: null,
  };
  const saved = await inAct(runtime, ({ tx, now }) =>
    tx
      .insertInto('passkeys')
      .values({ ...passkey, created_at: now })
      .onConflict((conflict) => conflict.column('id').doNothing())
      .returning('id')
      .execute(),
  );
  if (saved.length === 0) return refused('not_verified');
  runtime.log.info({ security: 'passkey_added', member: memberId }, 'a passkey was added');
  return done();
}

async function verifyAdded(
  runtime: Runtime,
  { answer, challenge }: { answer: Registered; challenge: string },
) {
  try {
    const { response, ...credential } = answer.credential;
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: {
        ...present(credential),
        response: { ...response, transports: knownTransports(response.transports) },
      },
      ...expectations(runtime, challenge),
    });
    return verified ? registrationInfo.credential : null;
  } catch (error) {
    return noteRefusal(runtime, error);
  }
}

/** Begins signing in with whichever passkey the person picks; null when there were too many tries. */
export async function beginSigningIn(
  runtime: Runtime,
  { network }: { network: string },
): Promise<Begun<PublicKeyCredentialRequestOptionsJSON> | null> {
  const limit = { bucket: `passkey:network:${network}`, allowed: 60, window: hour };
  const verdict = await take(runtime.db, { limit, now: runtime.clock.now() });
  if (!verdict.isAllowed) return null;
  const options = await generateAuthenticationOptions({
    rpID: new URL(runtime.config.publicUrl).hostname,
    challenge: new Uint8Array(runtime.random.bytes(32)),
    userVerification: 'preferred',
  });
  const challengeId = await keepChallenge(runtime, {
    challenge: options.challenge,
    memberId: null,
  });
  return { challengeId, options };
}

/** Signs in the member whose passkey answers the challenge. */
export async function finishSigningIn(
  runtime: Runtime,
  { answer, userAgent }: { answer: SignedIn; userAgent: string },
): Promise<Outcome<{ sessionToken: string }, 'not_verified'>> {
  const { db, log } = runtime;
  const challenge = await useChallenge(runtime, { id: answer.challengeId, memberId: null });
  const passkey = await db.read
    .selectFrom('passkeys')
    .selectAll()
    .where('id', '=', answer.credential.id)
    .executeTakeFirst();
  const counter =
    challenge === null || passkey === undefined
      ? null
      : await verifyUse(runtime, { answer, challenge, passkey });
  if (passkey === undefined || counter === null) {
    log.info({ security: 'passkey_refused' }, 'a passkey was refused');
    return refused('not_verified');
  }
  const { member_id: memberId } = passkey;
  const sessionToken = await inAct(runtime, async (act) => {
    await act.tx
      .updateTable('passkeys')
      .set({ counter, used_at: act.now })
      .where('id', '=', passkey.id)
      .execute();
    return startSession(act, { memberId, userAgent });
  });
  log.info({ security: 'passkey_used', member: memberId }, 'somebody signed in with a passkey');
  return done({ sessionToken });
}

async function verifyUse(
  runtime: Runtime,
  {
    answer,
    challenge,
    passkey,
  }: {
    answer: SignedIn;
    challenge: string;
    passkey: { id: string; public_key: string; counter: number };
  },
): Promise<number | null> {
  try {
    const { response, ...credential } = answer.credential;
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: { ...present(credential), response: present(response) },
      credential: {
        id: passkey.id,
        publicKey: new Uint8Array(Buffer.from(passkey.public_key, 'base64url')),
        counter: passkey.counter,
      },
      ...expectations(runtime, challenge),
    });
    return verified ? authenticationInfo.newCounter : null;
  } catch (error) {
    return noteRefusal(runtime, error);
  }
}

const expectations = ({ config }: Runtime, challenge: string) => ({
  expectedChallenge: challenge,
  expectedOrigin: config.publicUrl,
  expectedRPID: new URL(config.publicUrl).hostname,
  requireUserVerification: false,
});

/** The library says why by throwing; a person is told only that it didn't work. */
function noteRefusal({ log }: Runtime, error: unknown): null {
  const reason = error instanceof Error ? error.name : 'unknown';
  log.info({ security: 'passkey_unverified', reason }, 'an answer of a passkey did not fit');
  return null;
}

type Present<Fields> = { [Name in keyof Fields]: Exclude<Fields[Name], undefined> };

/** The fields that have a value: the library's types leave no room for an explicit undefined. */
function present<Fields extends object>(fields: Fields): Present<Fields> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as Present<Fields>;
}

async function keepChallenge(
  runtime: ActRuntime,
  { challenge, memberId }: { challenge: string; memberId: string | null },
): Promise<string> {
  return inAct(runtime, async ({ tx, now, id: makeId }) => {
    const id = makeId();
    const row = { id, challenge, member_id: memberId, expires_at: now + challengeLifetime };
    await tx.insertInto('passkey_challenges').values(row).execute();
    return id;
  });
}

/** Takes a challenge away for the one answer it is good for; null when it is not there any more. */
const useChallenge = command(
  async ({ tx, now }, { id, memberId }: { id: string; memberId: string | null }) => {
    const [row] = await tx
      .deleteFrom('passkey_challenges')
      .where('id', '=', id)
      .where('member_id', memberId === null ? 'is' : '=', memberId)
      .returning(['challenge', 'expires_at'])
      .execute();
    return row !== undefined && row.expires_at > now ? row.challenge : null;
  },
);

/** Calls one of a member's own passkeys something else. */
export const renamePasskey = command(
  async ({ tx }, { id, memberId, name }: { id: string; memberId: string; name: string }) => {
    await tx
      .updateTable('passkeys')
      .set({ name })
      .where('id', '=', id)
      .where('member_id', '=', memberId)
      .execute();
  },
);

/** Deletes one of a member's own passkeys; deleting one that is gone is a quiet success. */
export async function removePasskey(
  runtime: ActRuntime & Pick<Runtime, 'log'>,
  { id, memberId }: { id: string; memberId: string },
): Promise<void> {
  await inAct(runtime, ({ tx }) =>
    tx.deleteFrom('passkeys').where('id', '=', id).where('member_id', '=', memberId).execute(),
  );
  runtime.log.info({ security: 'passkey_removed', member: memberId }, 'a passkey was removed');
}
