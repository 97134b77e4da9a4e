import { hour } from '#lib/duration.ts';
import { makeId } from '#lib/ids.ts';
import { done, type Outcome, type Refused, refused } from '#lib/outcome.ts';
import { type Locale, localeOf } from '#lib/locale.ts';
import { ownPath } from '#lib/site-path.ts';
import { findCommunity } from '#domain/community/community.queries.server.ts';
import { type Act, inAct } from '#platform/act.server.ts';
import { fingerprint, makeToken, sameText, sign } from '#platform/crypto.server.ts';
import { type Limit, strangersLimits, take, takeAll } from '#platform/rate-limit.server.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import { openAddress, postSecurityLetter } from './email-addresses.commands.server.ts';
import type { Address } from './email-address.ts';
import { findByAddress, findOwner } from './email-addresses.queries.server.ts';
import { findOpenInvite } from './invite-links.queries.server.ts';
import { makeTicket } from './joining.commands.server.ts';
import { mayJoin } from './joining.policy.ts';
import { startSession } from './sessions.commands.server.ts';
import { describeDevice } from './session.ts';
import { noAccountLetter, signInLetter } from './sign-in-letters.ts';
import { askedLifetime, carriedJoiningLifetime, codeFrom, tidyCode } from './sign-in-link.ts';
import { lookUpLink, type LookedUpLink } from './sign-in-links.queries.server.ts';

export interface LinkRequest {
  address: Address;
  /** The invite that was followed here, if any. */
  inviteId: string | null;
  returnTo: string;
  /** The browser's own token; see {@link confirmCode}. */
  browser: string;
  /** Where the request came from, as networkOf gives it. */
  network: string;
  userAgent: string;
  locale: Locale;
}

/**
 * Asks for a sign-in link. The answer is the same, and as much work is done, whoever the address
 * belongs to and whether or not a letter goes out (requirements A1, A7, A8).
 *
 * @returns the link's id, with which {@link confirmCode} shows the code
 */
export async function askForLink(
  runtime: Runtime,
  asking: LinkRequest,
): Promise<{ linkId: string }> {
  const now = runtime.clock.now();
  const linkId = makeId(now, runtime.random);
  const token = makeToken(runtime.random);
  const verdict = await takeAll(runtime.db, { limits: askingLimits(asking.network), now });
  const isSent =
    verdict.isAllowed &&
    (await inAct(runtime, (act) => sendLink(act, { runtime, asking, linkId, token })));
  runtime.log.info(
    { security: isSent ? 'link_asked' : 'link_withheld', link: linkId },
    'a sign-in link was asked for',
  );
  return { linkId };
}

/** How often letters may be asked for from where; the address has its own limit in the transaction. */
export const askingLimits = (network: string): Limit[] =>
  strangersLimits({ what: 'link', network, household: 30, everybody: 600, window: hour });

interface Sending {
  runtime: Runtime;
  asking: LinkRequest;
  linkId: string;
  token: string;
}

async function sendLink(act: Act, { runtime, asking, linkId, token }: Sending): Promise<boolean> {
  const { tx, now } = act;
  const { inviteId, lifetime, ...words } = await writeLetter(act, { runtime, asking, token });
  const letter = { key: `link:${linkId}`, ...words };
  const isSent = await postSecurityLetter(act, { secret: runtime.secret, letter });
  await tx
    .insertInto('sign_in_links')
    .values({
      id: linkId,
      token_hash: fingerprint(token),
      purpose: 'sign_in',
      address: letter.to.address,
      address_key: asking.address.key,
      invite_id: inviteId,
      return_to: ownPath(asking.returnTo),
      browser_hash: fingerprint(asking.browser),
      // A link that stays here has no code; see askedHere.
      code_hash: isSent ? codeHash(runtime, { linkId, browser: asking.browser }) : null,
      asked_from: describeDevice(asking.userAgent),
      created_at: now,
      expires_at: now + lifetime,
    })
    .execute();
  return isSent;
}

async function writeLetter({ tx, now }: Act, { runtime, asking, token }: Omit<Sending, 'linkId'>) {
  const owner = await findByAddress(tx, asking.address.key);
  const community = await findCommunity(tx);
  const invite = await findOpenInvite(tx, { id: asking.inviteId ?? '', now });
  const isNew = owner === undefined || owner.status === 'invited';
  // It may take an organiser a while to pass a letter on, and a newcomer has nothing to lose yet.
  const isLong = isNew && runtime.config.smtpUrl === null;
  const mayEnter =
    owner !== undefined ||
    mayJoin(community?.joinPolicy ?? 'invite', { hasInvite: invite !== undefined });
  const locale = localeOf(owner?.locale) ?? asking.locale;
  const name = community?.name ?? '';
  const { publicUrl } = runtime.config;
  const words = mayEnter
    ? signInLetter({
        url: `${publicUrl}/sign-in/${token}`,
        community: name,
        isNew,
        isLong,
        locale,
      })
    : noAccountLetter({ url: `${publicUrl}/sign-in`, community: name, locale });
  const to = { address: owner?.address ?? asking.address.address, name: owner?.name ?? '' };
  const lifetime = isLong ? carriedJoiningLifetime : askedLifetime;
  return { ...words, to, inviteId: invite?.id ?? null, lifetime };
}

/**
 * The code that opens a link in another browser. It follows from the link and the asking browser's
 * own token, so only that browser can be shown it and nothing readable is stored.
 */
export function confirmCode(
  { secret }: Pick<Runtime, 'secret'>,
  { linkId, browser }: { linkId: string; browser: string },
): string {
  const bytes = sign({ secret, purpose: 'confirm code', text: `${linkId} ${browser}` });
  return codeFrom(Buffer.from(bytes, 'base64url'));
}

const codeHash = (runtime: Pick<Runtime, 'secret'>, of: { linkId: string; browser: string }) =>
  hashCode(runtime, { linkId: of.linkId, code: confirmCode(runtime, of) });

/** Thirty bits could be found from a plain hash, so the instance's secret is mixed in. */
const hashCode = (
  { secret }: Pick<Runtime, 'secret'>,
  { linkId, code }: { linkId: string; code: string },
) => sign({ secret, purpose: 'confirm code hash', text: `${linkId} ${code}` });

/** Whether a typed code is the link's. */
function isCodeOf(
  runtime: Pick<Runtime, 'secret'>,
  { link, code }: { link: { id: string; code_hash: string | null }; code: string },
): boolean {
  return (
    link.code_hash !== null &&
    sameText(hashCode(runtime, { linkId: link.id, code }), link.code_hash)
  );
}

export interface Opening {
  token: string;
  browser: string | undefined;
  /** What was typed; '' where no code was asked for. */
  code: string;
  network: string;
  userAgent: string;
}

/** Who came in: a member, or a newcomer who proved an address; their ticket opens the form to join. */
export type Entered =
  { kind: 'signed_in'; sessionToken: string; goTo: string } | { kind: 'joining'; ticket: string };

export type Opened = Outcome<Entered, 'over' | 'wrong_code' | 'slow_down'>;

/**
 * Opens a link: signs its member in, or gives a newcomer the ticket to join. Of several attempts
 * at once exactly one succeeds (requirement A2).
 */
export async function openLink(runtime: Runtime, opening: Opening): Promise<Opened> {
  const now = runtime.clock.now();
  const limit = { bucket: `open:network:${opening.network}`, allowed: 60, window: hour };
  const verdict = await take(runtime.db, { limit, now });
  const opened: Opened = verdict.isAllowed
    ? await inAct(runtime, (act) => tryLink(act, { runtime, opening }))
    : refused('slow_down');
  const said = opened.outcome === 'refused' ? opened.code : opened.kind;
  runtime.log.info({ security: 'link_opened', outcome: said }, 'a sign-in link was opened');
  return opened;
}

interface Trying {
  runtime: Runtime;
  opening: Opening;
}

async function tryLink(act: Act, { runtime, opening }: Trying): Promise<Opened> {
  const { tx, now } = act;
  const { token, browser } = opening;
  const isMailed = runtime.config.smtpUrl !== null;
  const link = await lookUpLink(tx, { token, browser, isMailed, now });
  if (link === undefined || link.need === 'over') return refused('over');
  if (
    link.need === 'code' &&
    !isCodeOf(runtime, { link: link.row, code: tidyCode(opening.code) })
  ) {
    return countWrongCode(act, link);
  }
  if (!(await useUp(act, { id: link.row.id }))) return refused('over');
  return enter(act, { runtime, opening, link: link.row });
}

async function countWrongCode({ tx }: Act, { row }: LookedUpLink): Promise<Refused<'wrong_code'>> {
  await tx
    .updateTable('sign_in_links')
    .set((eb) => ({ code_tries: eb('code_tries', '+', 1) }))
    .where('id', '=', row.id)
    .execute();
  return refused('wrong_code');
}

/** The guard stands in the update itself: whoever comes second changes no row. */
async function useUp({ tx, now }: Act, { id }: { id: string }): Promise<boolean> {
  const used = await tx
    .updateTable('sign_in_links')
    .set({ used_at: now })
    .where('id', '=', id)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .returning('id')
    .execute();
  return used.length === 1;
}

async function enter(
  act: Act,
  { runtime, opening, link }: Trying & { link: LookedUpLink['row'] },
): Promise<Opened> {
  const { tx } = act;
  // Looked up now: between asking and opening the address may have become somebody's, or nobody's.
  const owner =
    link.member_id === null
      ? await findByAddress(tx, link.address_key)
      : await findOwner(tx, link.member_id);
  const isInvited = owner?.status === 'invited';
  // An invitation lives longer than other links, so it opens nothing but the first visit.
  if (link.purpose === 'invitation' && !isInvited) return refused('over');
  if (owner === undefined || isInvited) {
    const memberId = owner?.memberId ?? null;
    const { address, invite_id: inviteId, return_to: returnTo } = link;
    const isProved = link.purpose === 'sign_in';
    const of = {
      address,
      isProved,
      inviteId,
      memberId,
      identity: null,
      name: owner?.name ?? '',
      returnTo,
    };
    return done({ kind: 'joining', ticket: makeTicket(runtime, of) });
  }
  const { memberId } = owner;
  // A link that came another way proves nothing about the address.
  if (link.purpose === 'sign_in') await verify(act, { memberId });
  const { userAgent } = opening;
  const sessionToken = await startSession(act, { memberId, userAgent });
  return done({ kind: 'signed_in', sessionToken, goTo: ownPath(link.return_to) });
}

async function verify(act: Act, { memberId }: { memberId: string }): Promise<void> {
  await act.tx
    .updateTable('emails')
    .set({ verified_at: act.now })
    .where('member_id', '=', memberId)
    .where('verified_at', 'is', null)
    .execute();
  await openAddress(act, { memberId });
}
