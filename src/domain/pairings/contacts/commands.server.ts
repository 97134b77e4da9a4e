import type { Viewer } from '#domain/members/viewer.ts';
import { announce } from '#platform/jobs.server.ts';
import { makeId } from '#lib/ids.ts';
import type { ContactShared } from '../events.ts';
import {
  done,
  inPairing,
  refused,
  tellPages,
  type Acting,
  type Done,
  type Refused,
  type Room,
} from '../keeping/commands.server.ts';
import { isLiving } from '../pairing.ts';
import { mostContacts } from './contact.ts';

interface Sharing {
  actor: Viewer;
  pairingId: string;
  label: string;
  value: string;
}

export type Shared =
  { outcome: 'done'; contactId: string } | Refused<'not_found' | 'wrapped_up' | 'too_many'>;

/** Shares one way to be reached with the other. Sharing the same again changes nothing. */
export function shareContact(
  room: Room,
  { actor, pairingId, label, value }: Sharing,
): Promise<Shared> {
  return inPairing(room, { actor, pairingId }, async (acting): Promise<Shared> => {
    if (!isLiving(acting.pairing)) return refused('wrapped_up');
    const own = await ownContacts(acting);
    const same = own.find((each) => each.label === label && each.value === value);
    if (same !== undefined) return { ...done, contactId: same.id };
    if (own.length >= mostContacts) return refused('too_many');
    return { ...done, contactId: await share(acting, { label, value }) };
  });
}

async function share(
  { tx, pairing, youId, now, random }: Acting,
  { label, value }: { label: string; value: string },
): Promise<string> {
  const id = makeId(now, random);
  await tx
    .insertInto('shared_contacts')
    .values({ id, pairing_id: pairing.id, owner_id: youId, label, value, shared_at: now })
    .execute();
  const event: ContactShared = { name: 'ContactShared', pairingId: pairing.id, contactId: id };
  await announce(tx, { event, now, random });
  tellPages(tx, pairing.id);
  return id;
}

/** Takes back what one shared, at any time, also once it is over. Nothing of it is kept. */
export function revokeContact(
  room: Room,
  { actor, pairingId, contactId }: { actor: Viewer; pairingId: string; contactId: string },
): Promise<Done | Refused<'not_found'>> {
  return inPairing(room, { actor, pairingId }, async ({ tx, youId }) => {
    await tx
      .deleteFrom('shared_contacts')
      .where('id', '=', contactId)
      .where('pairing_id', '=', pairingId)
      .where('owner_id', '=', youId)
      .execute();
    tellPages(tx, pairingId);
    return done;
  });
}

const ownContacts = ({ tx, pairing, youId }: Acting) =>
  tx
    .selectFrom('shared_contacts')
    .select(['id', 'label', 'value'])
    .where('pairing_id', '=', pairing.id)
    .where('owner_id', '=', youId)
    .execute();
