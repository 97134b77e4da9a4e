import { makeId } from '#lib/ids.ts';
import { fold } from '#lib/text.ts';
import type { Community } from '#domain/community/community.ts';
import { conductVersion } from '#domain/community/pages/queries.server.ts';
import { findCommunity } from '#domain/community/queries.server.ts';
import { unsubscribeUrl } from '#domain/members/choices/commands.server.ts';
import { wantsLetters } from '#domain/members/choices/queries.server.ts';
import { seal, unseal } from '#platform/crypto.server.ts';
import type { Tx } from '#platform/db/database.server.ts';
import { announce } from '#platform/jobs.server.ts';
import { post } from '#platform/mail.server.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import { findByAddress, findOwner } from '../emails/queries.server.ts';
import type { MemberJoined } from '../events.ts';
import { findOpenInvite } from '../invites/queries.server.ts';
import { startSession } from '../sessions/commands.server.ts';
import type { JoinForm } from './input.ts';
import { waitingLetter } from './letters.ts';
import { mayJoin, statusOnJoining } from './policy.ts';
import { readTicketText, ticketLifetime, type Ticket } from './ticket.ts';

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

export type Joined =
  | {
      code: 'joined';
      memberId: string;
      status: 'active' | 'waiting';
      sessionToken: string;
      goTo: string;
    }
  /** Joining takes an invite now, and the one that was followed is no longer open. */
  | { code: 'closed' };

/**
 * Makes a member of somebody who proved an address and agreed to the rules, and signs them in.
 * Sent twice, the second finds the member the first made.
 */
export function joinCommunity(
  runtime: Runtime,
  {
    ticket,
    form,
    userAgent,
    locale,
  }: { ticket: Ticket; form: JoinForm; userAgent: string; locale: 'en' | 'de' },
): Promise<Joined> {
  const now = runtime.clock.now();
  return runtime.db.transact(async (tx) => {
    const owner = await ownerOf(tx, ticket);
    if (owner !== undefined && owner.status !== 'invited') {
      return signIn(tx, {
        runtime,
        userAgent,
        now,
        memberId: owner.memberId,
        status: owner.status,
      });
    }
    const community = await findCommunity(tx);
    const invite = await findOpenInvite(tx, { id: ticket.inviteId ?? '', now });
    // Being on the organisers' list is an invite of its own.
    const hasInvite = invite !== undefined || owner !== undefined;
    if (community === undefined || !mayJoin(community.joinPolicy, { hasInvite }))
      return { code: 'closed' };
    const status = statusOnJoining(community.joinPolicy, { hasInvite });
    const { address, isProved } = ticket;
    const inviteId = invite?.id ?? null;
    const person = { name: form.name, address, isProved, locale, status, inviteId };
    const memberId = await admit(tx, { runtime, person, memberId: owner?.memberId, now });
    if (ticket.identity !== null) await connect(tx, { memberId, identity: ticket.identity, now });
    await tellOfJoining(tx, { runtime, community, memberId, name: form.name, status, now });
    return signIn(tx, { runtime, userAgent, now, memberId, status });
  });
}

const ownerOf = (tx: Tx, { memberId, address }: Ticket) =>
  memberId === null ? findByAddress(tx, address.toLowerCase()) : findOwner(tx, memberId);

async function signIn(
  tx: Tx,
  of: {
    runtime: Runtime;
    userAgent: string;
    now: number;
    memberId: string;
    status: 'active' | 'waiting';
  },
): Promise<Joined> {
  const { runtime, userAgent, now, memberId, status } = of;
  const sessionToken = await startSession(tx, { memberId, userAgent, now, random: runtime.random });
  const goTo = status === 'waiting' ? '/waiting' : '/profile';
  runtime.log.info({ security: 'joined', member: memberId, status }, 'somebody joined');
  return { code: 'joined', memberId, status, sessionToken, goTo };
}

interface Person {
  name: string;
  /** '' for somebody without one. */
  address: string;
  isProved: boolean;
  locale: 'en' | 'de';
  status: 'active' | 'waiting';
  inviteId: string | null;
}

/**
 * Writes a member with their address and their agreement to the rules as they read now. An
 * invited person's row is filled instead of making one.
 *
 * @returns the member's id
 */
async function admit(
  tx: Tx,
  {
    runtime,
    person,
    memberId,
    now,
  }: {
    runtime: Pick<Runtime, 'random'>;
    person: Person;
    memberId?: string | undefined;
    now: number;
  },
): Promise<string> {
  const id = memberId ?? makeId(now, runtime.random);
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
  await countUse(tx, person.inviteId);
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

async function countUse(tx: Tx, inviteId: string | null): Promise<void> {
  if (inviteId === null) return;
  await tx
    .updateTable('invites')
    .set((eb) => ({ uses: eb('uses', '+', 1) }))
    .where('id', '=', inviteId)
    .execute();
}

async function connect(
  tx: Tx,
  {
    memberId,
    identity,
    now,
  }: { memberId: string; identity: { provider: string; subject: string }; now: number },
): Promise<void> {
  await tx
    .insertInto('identities')
    .values({ ...identity, member_id: memberId, linked_at: now })
    .onConflict((conflict) => conflict.columns(['provider', 'subject']).doNothing())
    .execute();
}

interface Telling {
  runtime: Runtime;
  community: Community;
  memberId: string;
  name: string;
  status: 'active' | 'waiting';
  now: number;
}

async function tellOfJoining(
  tx: Tx,
  { runtime, community, memberId, name, status, now }: Telling,
): Promise<void> {
  const { random } = runtime;
  if (status === 'active') {
    const event: MemberJoined = { name: 'MemberJoined', memberId };
    return announce(tx, { event, now, random });
  }
  await writeToOrganisers(tx, { runtime, community, memberId, name, now });
}

async function writeToOrganisers(
  tx: Tx,
  { runtime, community, memberId, name, now }: Omit<Telling, 'status'>,
): Promise<void> {
  const organisers = await tx
    .selectFrom('organisers')
    .innerJoin('members', 'members.id', 'organisers.member_id')
    .innerJoin('emails', 'emails.member_id', 'members.id')
    .select(['members.id', 'members.name', 'members.locale', 'emails.address'])
    .where('members.status', '=', 'active')
    .execute();
  const { secret, random } = runtime;
  for (const organiser of organisers) {
    const locale =
      organiser.locale === 'en' || organiser.locale === 'de' ? organiser.locale : community.locale;
    const url = `${runtime.config.publicUrl}/community/people`;
    if (!(await wantsLetters(tx, { memberId: organiser.id, matter: 'membership' }))) continue;
    const offUrl = unsubscribeUrl(runtime, { memberId: organiser.id, unwanted: 'membership' });
    const words = waitingLetter({ name, url, offUrl, community: community.name, locale });
    const to = { address: organiser.address, name: organiser.name };
    const key = `waiting:${memberId}:${organiser.id}`;
    const unsubscribe = { url: offUrl };
    const letter = { key, category: 'membership' as const, to, ...words, unsubscribe };
    await post(tx, { letter, secret, now, random });
  }
}
