import { type Locale, localeOf } from '#lib/locale.ts';
import { done, refused } from '#lib/outcome.ts';
import { fold } from '#lib/text.ts';
import type { Community } from '#domain/community/community.ts';
import { conductVersion } from '#domain/community/community-pages.queries.server.ts';
import { findCommunity } from '#domain/community/community.queries.server.ts';
import { unsubscribeUrl } from '#domain/members/mail-choices.commands.server.ts';
import { wantsLetters } from '#domain/members/mail-choices.queries.server.ts';
import { command, type Act } from '#platform/act.server.ts';
import { seal, unseal } from '#platform/crypto.server.ts';
import type { Reader } from '#platform/db/database.server.ts';
import { post } from '#platform/mail.server.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import { findByAddress, findOwner } from './email-addresses.queries.server.ts';
import { MemberJoined } from './events.ts';
import { findOpenInvite } from './invite-links.queries.server.ts';
import { startSession } from './sessions.commands.server.ts';
import type { JoinForm } from './joining.input.ts';
import { waitingLetter } from './joining-letter.ts';
import { mayJoin, statusOnJoining } from './joining.policy.ts';
import { readTicketText, ticketLifetime, type Ticket } from './joining-ticket.ts';

/** Seals what was proved, for the newcomer's own browser to keep until the form is sent. */
export function makeTicket(
  { secret, random, clock }: Pick<Runtime, 'secret' | 'random' | 'clock'>,
  of: Omit<Ticket, 'expiresAt'>,
): string {
  const text = JSON.stringify({ ...of, expiresAt: clock.now() + ticketLifetime });
  return seal({ secret, text, random });
}

/** The ticket in a sealed text; null when it is missing, changed or too old. */
export function readTicket(
  { secret, clock }: Pick<Runtime, 'secret' | 'clock'>,
  sealed: string | undefined,
): Ticket | null {
  const text = sealed === undefined ? null : unseal({ secret, sealed });
  return text === null ? null : readTicketText(text, clock.now());
}

interface Joining {
  ticket: Ticket;
  form: JoinForm;
  userAgent: string;
  locale: Locale;
}

/**
 * Makes a member of somebody who proved an address and agreed to the rules, and signs them in. Sent
 * twice, the second finds the member the first made. Refused with `closed` where joining takes an
 * invite now, and the one that was followed is no longer open.
 */
export const joinCommunity = command(
  async (act, { ticket, form, userAgent, locale }: Joining, runtime: Runtime) => {
    const { tx, now } = act;
    const owner = await ownerOf(tx, ticket);
    if (owner !== undefined && owner.status !== 'invited')
      return signIn(act, { runtime, userAgent, memberId: owner.memberId, status: owner.status });
    const community = await findCommunity(tx);
    const invite = await findOpenInvite(tx, { id: ticket.inviteId ?? '', now });
    // Being on the organisers' list is an invite of its own.
    const hasInvite = invite !== undefined || owner !== undefined;
    if (community === undefined || !mayJoin(community.joinPolicy, { hasInvite }))
      return refused('closed');
    const status = statusOnJoining(community.joinPolicy, { hasInvite });
    const { address, isProved } = ticket;
    const inviteId = invite?.id ?? null;
    const person = { name: form.name, address, isProved, locale, status, inviteId };
    const memberId = await admit(act, { person, memberId: owner?.memberId });
    if (ticket.identity !== null)
      await connectIdentity(act, { memberId, identity: ticket.identity });
    if (status === 'active') await act.announce(MemberJoined, { memberId });
    else await writeToOrganisers(act, { runtime, community, memberId, name: form.name });
    return signIn(act, { runtime, userAgent, memberId, status });
  },
);

const ownerOf = (db: Reader, { memberId, address }: Ticket) =>
  memberId === null ? findByAddress(db, address.toLowerCase()) : findOwner(db, memberId);

interface SigningIn {
  runtime: Pick<Runtime, 'log'>;
  userAgent: string;
  memberId: string;
  status: 'active' | 'waiting';
}

async function signIn(act: Act, { runtime, userAgent, memberId, status }: SigningIn) {
  const sessionToken = await startSession(act, { memberId, userAgent });
  const goTo = status === 'waiting' ? '/waiting' : '/profile';
  runtime.log.info({ security: 'joined', member: memberId, status }, 'somebody joined');
  return done({ memberId, status, sessionToken, goTo });
}

interface Person {
  name: string;
  /** '' for somebody without one. */
  address: string;
  isProved: boolean;
  locale: Locale;
  status: 'active' | 'waiting';
  inviteId: string | null;
}

/**
 * Saves a member with their address and their agreement to the rules as they read now. An
 * invited person's row is filled instead of making one.
 *
 * @returns the member's id
 */
async function admit(
  act: Act,
  { person, memberId }: { person: Person; memberId?: string | undefined },
): Promise<string> {
  const { tx, now } = act;
  const id = memberId ?? act.id();
  const version = await conductVersion(tx);
  const said = {
    status: person.status,
    name: person.name,
    name_key: fold(person.name),
    locale: person.locale,
    invite_id: person.inviteId,
    age_confirmed_at: now,
    conduct_version: version,
    conduct_agreed_at: now,
    joined_at: now,
    updated_at: now,
  };
  if (memberId === undefined)
    await tx
      .insertInto('members')
      .values({ id, ...said, created_at: now })
      .execute();
  else
    await tx
      .updateTable('members')
      .set((eb) => ({ ...said, version: eb('version', '+', 1) }))
      .where('id', '=', id)
      .execute();
  await countUse(act, person.inviteId);
  if (person.address === '') return id;
  const address = {
    address: person.address,
    address_key: person.address.toLowerCase(),
    verified_at: person.isProved ? now : null,
  };
  await tx
    .insertInto('emails')
    .values({ member_id: id, ...address })
    .onConflict((conflict) => conflict.column('member_id').doUpdateSet(address))
    .execute();
  return id;
}

async function countUse({ tx }: Act, inviteId: string | null): Promise<void> {
  if (inviteId === null) return;
  await tx
    .updateTable('invites')
    .set((eb) => ({ uses: eb('uses', '+', 1) }))
    .where('id', '=', inviteId)
    .execute();
}

/** Saves that an account of another site belongs to a member; twice is once. */
export async function connectIdentity(
  { tx, now }: Act,
  { memberId, identity }: { memberId: string; identity: { provider: string; subject: string } },
): Promise<void> {
  await tx
    .insertInto('identities')
    .values({ ...identity, member_id: memberId, linked_at: now })
    .onConflict((conflict) => conflict.columns(['provider', 'subject']).doNothing())
    .execute();
}

interface AskingToJoin {
  runtime: Pick<Runtime, 'config' | 'secret'>;
  community: Community;
  memberId: string;
  name: string;
}

async function writeToOrganisers(
  act: Act,
  { runtime, community, memberId, name }: AskingToJoin,
): Promise<void> {
  const { tx } = act;
  const organisers = await tx
    .selectFrom('organisers')
    .innerJoin('members', 'members.id', 'organisers.member_id')
    .innerJoin('emails', 'emails.member_id', 'members.id')
    .select(['members.id', 'members.name', 'members.locale', 'emails.address'])
    .where('members.status', '=', 'active')
    .execute();
  for (const organiser of organisers) {
    const locale = localeOf(organiser.locale) ?? community.locale;
    const url = `${runtime.config.publicUrl}/community/people`;
    if (!(await wantsLetters(tx, { memberId: organiser.id, matter: 'membership' }))) continue;
    const offUrl = unsubscribeUrl(runtime, { memberId: organiser.id, unwanted: 'membership' });
    const words = waitingLetter({ name, url, offUrl, community: community.name, locale });
    const to = { address: organiser.address, name: organiser.name };
    const key = `waiting:${memberId}:${organiser.id}`;
    const unsubscribe = { url: offUrl };
    const letter = { key, category: 'membership' as const, to, ...words, unsubscribe };
    await post(act, { letter, secret: runtime.secret });
  }
}
