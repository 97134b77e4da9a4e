import { makeId } from '#lib/ids.ts';
import { recordAct } from '#domain/community/organisers/commands.server.ts';
import { findCommunity } from '#domain/community/queries.server.ts';
import { fingerprint, makeToken } from '#platform/crypto.server.ts';
import type { Tx } from '#platform/db/database.server.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import { postSecurityLetter } from '../../emails/commands.server.ts';
import { findOwner, type Owner } from '../../emails/queries.server.ts';
import { handedLetter } from '../letters.ts';
import { handedLifetime, invitationLifetime } from '../link.ts';

/**
 * Makes a link that signs one member in, in any browser: for an organiser to hand over. It is
 * written down with the organiser's name, and the member is told by letter. For somebody on an
 * imported list it begins with joining.
 *
 * @returns the whole address, to be shown once; undefined when there is no such member
 */
export function makeHandedLink(
  runtime: Runtime,
  { memberId, actorId }: { memberId: string; actorId: string },
): Promise<string | undefined> {
  const now = runtime.clock.now();
  return runtime.db.transact(async (tx) => {
    const owner = await findOwner(tx, memberId);
    if (owner === undefined) return undefined;
    const url = await addLinkFor(tx, { runtime, owner, now });
    const { random } = runtime;
    await recordAct(tx, { actorId, act: 'handed_link', about: owner.name, now, random });
    await tellMember(tx, { runtime, owner, now });
    runtime.log.info(
      { security: 'link_handed', member: memberId, by: actorId },
      'a link was handed over',
    );
    return url;
  });
}

/**
 * Writes a link for one member and returns its address: for letters that invite the people of an
 * imported list, and for the demo's one-click links.
 *
 * @param lifetime milliseconds; a day for a member, two weeks for somebody invited unless given
 */
export async function addLinkFor(
  tx: Tx,
  {
    runtime,
    owner,
    now,
    lifetime,
  }: {
    runtime: Pick<Runtime, 'random' | 'config'>;
    owner: Pick<Owner, 'memberId' | 'address' | 'status'>;
    now: number;
    lifetime?: number;
  },
): Promise<string> {
  const token = makeToken(runtime.random);
  const isInvited = owner.status === 'invited';
  await tx
    .insertInto('sign_in_links')
    .values({
      id: makeId(now, runtime.random),
      token_hash: fingerprint(token),
      purpose: isInvited ? 'invitation' : 'handed',
      address: owner.address,
      address_key: owner.address.toLowerCase(),
      member_id: owner.memberId,
      created_at: now,
      expires_at: now + (lifetime ?? (isInvited ? invitationLifetime : handedLifetime)),
    })
    .execute();
  return `${runtime.config.publicUrl}/sign-in/${token}`;
}

async function tellMember(
  tx: Tx,
  { runtime, owner, now }: { runtime: Runtime; owner: Owner; now: number },
): Promise<void> {
  if (owner.address === '' || owner.status === 'invited') return;
  const community = await findCommunity(tx);
  const locale =
    owner.locale === 'en' || owner.locale === 'de' ? owner.locale : (community?.locale ?? 'en');
  const words = handedLetter({ community: community?.name ?? '', locale });
  const to = { address: owner.address, name: owner.name };
  const key = `handed:${makeId(now, runtime.random)}`;
  await postSecurityLetter(tx, { runtime, letter: { key, to, ...words }, now });
}
