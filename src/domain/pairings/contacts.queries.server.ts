import { areApart } from '#domain/members/blocks.queries.server.ts';
import type { Reader } from '#platform/db/database.server.ts';
import { pairingWith } from './pairing-store.queries.server.ts';
import { otherOf } from './pairing.policy.ts';

interface Contact {
  id: string;
  label: string;
  value: string;
  /** Epoch milliseconds. */
  sharedAt: number;
}

export interface Contacts {
  yours: Contact[];
  theirs: Contact[];
}

/**
 * The ways to reach each other that the two have shared in this pairing; undefined for everybody else
 * (requirement E7). People who are set apart keep nothing of each other.
 */
export async function contactsOf(
  db: Reader,
  { pairingId, viewerId }: { pairingId: string; viewerId: string },
): Promise<Contacts | undefined> {
  const pairing = await pairingWith(db, { pairingId, memberId: viewerId });
  if (pairing === undefined) return undefined;
  const rows = await db
    .selectFrom('shared_contacts')
    .selectAll()
    .where('pairing_id', '=', pairingId)
    .orderBy('shared_at')
    .orderBy('id')
    .execute();
  const otherId = otherOf(pairing, viewerId);
  const isApart = await areApart(db, { memberId: viewerId, otherId });
  const of = (ownerId: string) =>
    rows
      .filter((row) => row.owner_id === ownerId)
      .map((row) => ({ id: row.id, label: row.label, value: row.value, sharedAt: row.shared_at }));
  return { yours: of(viewerId), theirs: isApart ? [] : of(otherId) };
}
