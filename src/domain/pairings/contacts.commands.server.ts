import type { Viewer } from '#domain/members/viewer.ts';
import { done, refused } from '#lib/outcome.ts';
import type { Act } from '#platform/act.server.ts';
import type { Reader } from '#platform/db/database.server.ts';
import { ContactShared } from './events.ts';
import { pairingCommand, refreshPages, type YourPairing } from './pairing-store.commands.server.ts';
import { isLiving } from './pairing.ts';
import { mostContacts } from './contact.ts';

interface Sharing {
  actor: Viewer;
  pairingId: string;
  label: string;
  value: string;
}

/** Shares one way to be reached with the other. Sharing the same again changes nothing. */
export const shareContact = pairingCommand(async (act, yours, { label, value }: Sharing) => {
  if (!isLiving(yours.pairing)) return refused('wrapped_up');
  const own = await ownContacts(act.tx, yours);
  const same = own.find((each) => each.label === label && each.value === value);
  if (same !== undefined) return done({ contactId: same.id });
  if (own.length >= mostContacts) return refused('too_many');
  return done({ contactId: await share(act, { ...yours, label, value }) });
});

async function share(
  act: Act,
  { pairing, youId, label, value }: YourPairing & { label: string; value: string },
): Promise<string> {
  const id = act.id();
  await act.tx
    .insertInto('shared_contacts')
    .values({ id, pairing_id: pairing.id, owner_id: youId, label, value, shared_at: act.now })
    .execute();
  await act.announce(ContactShared, { pairingId: pairing.id, contactId: id });
  return id;
}

/** Takes back what one shared, at any time, also once it is over. Nothing of it is kept. */
export const revokeContact = pairingCommand(
  async (
    act,
    { youId },
    { pairingId, contactId }: { actor: Viewer; pairingId: string; contactId: string },
  ) => {
    await act.tx
      .deleteFrom('shared_contacts')
      .where('id', '=', contactId)
      .where('pairing_id', '=', pairingId)
      .where('owner_id', '=', youId)
      .execute();
    refreshPages(act, pairingId);
    return done();
  },
);

const ownContacts = (db: Reader, { pairing, youId }: YourPairing) =>
  db
    .selectFrom('shared_contacts')
    .select(['id', 'label', 'value'])
    .where('pairing_id', '=', pairing.id)
    .where('owner_id', '=', youId)
    .execute();
