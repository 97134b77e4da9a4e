import { done, refused } from '#lib/outcome.ts';
import { defaultLocale, localeOf } from '#lib/locale.ts';
import { terminal } from '#domain/community/organiser.ts';
import { recordAct } from '#domain/community/organisers.commands.server.ts';
import { findCommunity } from '#domain/community/community.queries.server.ts';
import { command, type Act } from '#platform/act.server.ts';
import { fingerprint, makeToken } from '#platform/crypto.server.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import { postSecurityLetter } from './email-addresses.commands.server.ts';
import { SignInLinkMade } from './events.ts';
import { readAddress } from './email-address.ts';
import { findByAddress, findOwner, type Owner } from './email-addresses.queries.server.ts';
import { handedLetter } from './sign-in-letters.ts';
import { handedLifetime, invitationLifetime, printedLifetime } from './sign-in-link.ts';

/**
 * Makes a link that signs one member in, in any browser: for an organiser to hand over. It is
 * recorded with the organiser's name, and the member is told by letter. For somebody on an imported
 * list it begins with joining. Gives the whole address, to be shown once; undefined when there is no
 * such member.
 */
export const makeHandedLink = command(
  async (
    act,
    { memberId, actorId }: { memberId: string; actorId: string },
    { config, secret, log }: Runtime,
  ): Promise<string | undefined> => {
    const owner = await findOwner(act.tx, memberId);
    if (owner === undefined) return undefined;
    const url = await addLinkFor(act, { config, owner });
    await recordAct(act, { actorId, act: 'handed_link', about: owner.name });
    await act.announce(SignInLinkMade, { linkId: act.id(), memberId, byId: actorId });
    await writeToMember(act, { secret, owner });
    log.info({ security: 'link_handed', member: memberId, by: actorId }, 'a link was handed over');
    return url;
  },
);

/**
 * Makes a link that signs the member with this address in, in any browser: for whoever runs the server to
 * print. Whoever can do that can read the database anyway; so that it is no secret, the record of the
 * organisers has it and the member is told by letter.
 */
export const makePrintedLink = command(
  async (act, { address }: { address: string }, { config, secret, log }: Runtime) => {
    const owner = await findByAddress(act.tx, readAddress(address)?.key ?? '');
    if (owner === undefined) return refused('not_found');
    const url = await addLinkFor(act, { config, owner, lifetime: printedLifetime });
    await recordAct(act, { actorId: terminal, act: 'printed_link', about: owner.name });
    const { memberId } = owner;
    await act.announce(SignInLinkMade, { linkId: act.id(), memberId, byId: terminal });
    await writeToMember(act, { secret, owner, isPrinted: true });
    log.info({ security: 'link_printed', member: owner.memberId }, 'a link was printed');
    return done({ url, name: owner.name });
  },
);

interface NewLink {
  config: Runtime['config'];
  owner: Pick<Owner, 'memberId' | 'address' | 'status'>;
  /** Milliseconds; a day for a member, two weeks for somebody invited unless given. */
  lifetime?: number;
}

/**
 * Saves a link for one member and returns its address: for letters that invite the people of an
 * imported list, and for the demo's one-click links.
 */
export async function addLinkFor(act: Act, { config, owner, lifetime }: NewLink): Promise<string> {
  const { tx, now } = act;
  const token = makeToken(act.random);
  const isInvited = owner.status === 'invited';
  await tx
    .insertInto('sign_in_links')
    .values({
      id: act.id(),
      token_hash: fingerprint(token),
      purpose: isInvited ? 'invitation' : 'handed',
      address: owner.address,
      address_key: owner.address.toLowerCase(),
      member_id: owner.memberId,
      created_at: now,
      expires_at: now + (lifetime ?? (isInvited ? invitationLifetime : handedLifetime)),
    })
    .execute();
  return `${config.publicUrl}/sign-in/${token}`;
}

async function writeToMember(
  act: Act,
  { secret, owner, isPrinted = false }: { secret: string; owner: Owner; isPrinted?: boolean },
): Promise<void> {
  if (owner.address === '' || owner.status === 'invited') return;
  const community = await findCommunity(act.tx);
  const locale = localeOf(owner.locale) ?? community?.locale ?? defaultLocale;
  const words = handedLetter({ community: community?.name ?? '', locale, isPrinted });
  const to = { address: owner.address, name: owner.name };
  await postSecurityLetter(act, { secret, letter: { key: `handed:${act.id()}`, to, ...words } });
}
