import { done, type Outcome, refused } from '#lib/outcome.ts';
import { hour, minute } from '#lib/duration.ts';
import { ownPath } from '#lib/site-path.ts';
import { type Act, type ActRuntime, inAct } from '#platform/act.server.ts';
import type { SignInProvider } from '#platform/config.server.ts';
import { fingerprint, makeToken, seal, unseal } from '#platform/crypto.server.ts';
import { providerUrl, whoIs, type Vouched } from '#platform/identity-provider.server.ts';
import { take } from '#platform/rate-limit.server.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import { readAddress } from './email-address.ts';
import { findByAddress } from './email-addresses.queries.server.ts';
import { connectIdentity, makeTicket } from './joining.commands.server.ts';
import { startSession } from './sessions.commands.server.ts';
import { decide, type Decision } from './sign-in-provider.ts';

const flowLifetime = 10 * minute;

/** A configured provider by its id. */
export const findProvider = (
  { config }: Pick<Runtime, 'config'>,
  id: string,
): SignInProvider | undefined => config.providers.find((provider) => provider.id === id);

const redirectUri = ({ config }: Pick<Runtime, 'config'>, provider: SignInProvider) =>
  `${config.publicUrl}/sign-in/with/${provider.id}/back`;

export interface SettingOut {
  provider: SignInProvider;
  /** The browser's own token; only this browser may come back. */
  browser: string;
  /** Who is signed in and wants to connect the account; null for a visitor. */
  memberId: string | null;
  returnTo: string;
  network: string;
}

/**
 * Sets out to another site to sign in there.
 *
 * @returns where to go, or why not: too many tries, or the other site doesn't answer
 */
export async function setOut(
  runtime: Runtime,
  { provider, browser, memberId, returnTo, network }: SettingOut,
): Promise<Outcome<{ url: string }, 'slow_down' | 'unreachable'>> {
  const { db, random, secret } = runtime;
  const now = runtime.clock.now();
  const limit = { bucket: `provider:network:${network}`, allowed: 60, window: hour };
  if (!(await take(db, { limit, now })).isAllowed) return refused('slow_down');
  const secrets = {
    state: makeToken(random),
    nonce: makeToken(random),
    verifier: `${makeToken(random)}${makeToken(random)}`,
  };
  const url = await providerUrl({
    provider,
    redirectUri: redirectUri(runtime, provider),
    ...secrets,
  }).catch((error: unknown) => noteTrouble(runtime, { provider, error }));
  if (url === null) return refused('unreachable');
  const flow = {
    state_hash: fingerprint(secrets.state),
    provider: provider.id,
    verifier: seal({ secret, text: secrets.verifier, random }),
    nonce: secrets.nonce,
    browser_hash: fingerprint(browser),
    member_id: memberId,
    invite_id: null,
    return_to: ownPath(returnTo),
    expires_at: now + flowLifetime,
  };
  await inAct(runtime, ({ tx }) => tx.insertInto('provider_flows').values(flow).execute());
  return done({ url: url.href });
}

export interface ComingBack {
  provider: SignInProvider;
  /** What the other site added to the address: code, state, issuer. */
  search: string;
  browser: string | undefined;
  viewerId: string | null;
  userAgent: string;
}

export type CameBack = Outcome<
  | { kind: 'signed_in'; sessionToken: string; goTo: string }
  | { kind: 'connected'; goTo: string }
  | { kind: 'joining'; ticket: string },
  'not_ours' | 'unreachable' | 'belongs_to_other' | 'unverified_there' | 'unverified_here'
>;

/** Coming back from another site: the answer is good once, in the browser that set out. */
export async function comeBack(runtime: Runtime, coming: ComingBack): Promise<CameBack> {
  const cameBack = await answer(runtime, coming);
  const outcome = cameBack.outcome === 'refused' ? cameBack.code : cameBack.kind;
  runtime.log.info(
    { security: 'provider', provider: coming.provider.id, outcome },
    'somebody came back from a provider',
  );
  return cameBack;
}

async function answer(runtime: Runtime, coming: ComingBack): Promise<CameBack> {
  const flow = await takeFlow(runtime, coming);
  if (flow === undefined) return refused('not_ours');
  const { provider } = coming;
  const uri = redirectUri(runtime, provider);
  const { state, verifier, nonce } = flow;
  const vouched = await whoIs(
    { provider, redirectUri: uri, state, nonce, verifier },
    new URL(`${uri}${coming.search}`),
  ).catch((error: unknown) => noteTrouble(runtime, { provider, error }));
  if (vouched === null) return refused('unreachable');
  return inAct(runtime, (act) => settle(act, { runtime, coming, flow, vouched }));
}

interface Flow {
  state: string;
  verifier: string;
  nonce: string;
  memberId: string | null;
  inviteId: string | null;
  returnTo: string;
}

/** Takes the flow away in one step, so that an answer sent twice finds nothing the second time. */
async function takeFlow(
  runtime: Runtime,
  { provider, search, browser, viewerId }: ComingBack,
): Promise<Flow | undefined> {
  const { secret, clock } = runtime;
  const state = new URLSearchParams(search).get('state') ?? '';
  const [row] = await inAct(runtime, ({ tx }) =>
    tx
      .deleteFrom('provider_flows')
      .where('state_hash', '=', fingerprint(state))
      .where('provider', '=', provider.id)
      .where('browser_hash', '=', fingerprint(browser ?? ''))
      .returningAll()
      .execute(),
  );
  if (row === undefined || row.expires_at <= clock.now()) return undefined;
  if (row.member_id !== null && row.member_id !== viewerId) return undefined;
  const verifier = unseal({ secret, sealed: row.verifier });
  if (verifier === null) return undefined;
  const { nonce, member_id: memberId, invite_id: inviteId, return_to: returnTo } = row;
  return { state, verifier, nonce, memberId, inviteId, returnTo };
}

interface Settling {
  runtime: Runtime;
  coming: ComingBack;
  flow: Flow;
  vouched: Vouched;
}

async function settle(act: Act, { runtime, coming, flow, vouched }: Settling): Promise<CameBack> {
  const { tx } = act;
  const provider = coming.provider.id;
  const address = readAddress(vouched.email);
  const known = await tx
    .selectFrom('identities')
    .select('member_id')
    .where('provider', '=', provider)
    .where('subject', '=', vouched.subject)
    .executeTakeFirst();
  const decision = decide({
    connectedTo: known?.member_id ?? null,
    signedInAs: flow.memberId,
    email: address?.address ?? '',
    isEmailVerified: vouched.isEmailVerified,
    owner: address === null ? null : ((await findByAddress(tx, address.key)) ?? null),
  });
  return carryOut(act, {
    runtime,
    coming,
    flow,
    vouched,
    decision,
    address: address?.address ?? '',
  });
}

async function carryOut(
  act: Act,
  {
    runtime,
    coming,
    flow,
    vouched,
    decision,
    address,
  }: Settling & { decision: Decision; address: string },
): Promise<CameBack> {
  const identity = { provider: coming.provider.id, subject: vouched.subject };
  const enter = async (memberId: string): Promise<CameBack> => {
    const sessionToken = await startSession(act, { memberId, userAgent: coming.userAgent });
    return done({ kind: 'signed_in', sessionToken, goTo: flow.returnTo });
  };
  if (decision.outcome === 'refused') return decision;
  switch (decision.kind) {
    case 'connect':
      await connectIdentity(act, { memberId: decision.memberId, identity });
      return done({ kind: 'connected', goTo: flow.returnTo });
    case 'connect_and_sign_in':
      await connectIdentity(act, { memberId: decision.memberId, identity });
      return enter(decision.memberId);
    case 'sign_in':
      return enter(decision.memberId);
    case 'join': {
      const { inviteId, returnTo } = flow;
      const { memberId } = decision;
      const of = {
        address,
        isProved: true,
        inviteId,
        memberId,
        identity,
        name: vouched.name,
        returnTo,
      };
      return done({ kind: 'joining', ticket: makeTicket(runtime, of) });
    }
  }
}

/** Disconnects a member's own account elsewhere; doing it twice is a quiet success. */
export async function disconnect(
  runtime: ActRuntime & Pick<Runtime, 'log'>,
  { memberId, provider }: { memberId: string; provider: string },
): Promise<void> {
  await inAct(runtime, ({ tx }) =>
    tx
      .deleteFrom('identities')
      .where('provider', '=', provider)
      .where('member_id', '=', memberId)
      .execute(),
  );
  runtime.log.info(
    { security: 'provider_disconnected', member: memberId },
    'an account elsewhere was disconnected',
  );
}

/** The library says what was wrong by throwing; its words may quote the answer, so only the kind is kept. */
function noteTrouble(
  { log }: Runtime,
  { provider, error }: { provider: SignInProvider; error: unknown },
): null {
  const reason = error instanceof Error ? error.name : 'unknown';
  log.warn(
    { security: 'provider_trouble', provider: provider.id, reason },
    'a provider gave no good answer',
  );
  return null;
}
