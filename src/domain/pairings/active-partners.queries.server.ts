/** Whom a member goes along with at the moment, for what waits between them. */
import { apartFrom } from '#domain/members/blocks.queries.server.ts';
import type { Reader } from '#platform/db/database.server.ts';
import { pairingFrom } from './pairing-store.queries.server.ts';
import type { Pairing } from './pairing.ts';
import { peopleOf } from './pairing-people.queries.server.ts';
import type { Person } from './pairing-person.ts';
import { otherOf } from './pairing.policy.ts';

export interface ActivePartners {
  readonly pairing: Pairing;
  readonly other: Person;
}

/**
 * The pairings of a member that neither rest nor have wrapped up, by id, with the other of each: two who
 * rest, or are set apart, wait for nothing from each other.
 */
export async function activePartnersOf(
  db: Reader,
  memberId: string,
): Promise<Map<string, ActivePartners>> {
  const rows = await db
    .selectFrom('pairings')
    .selectAll()
    .where('state', 'in', ['trying_out', 'going'] satisfies Pairing['state'][])
    .where((eb) => eb.or([eb('mentor_id', '=', memberId), eb('mentee_id', '=', memberId)]))
    .orderBy('id')
    .execute();
  if (rows.length === 0) return new Map();
  const pairings = rows.map(pairingFrom);
  const people = await peopleOf(db, [...new Set(pairings.map((each) => otherOf(each, memberId)))]);
  const apart = await apartFrom(db, memberId);
  return new Map(
    pairings.flatMap((pairing) => {
      const other = people.get(otherOf(pairing, memberId));
      if (other === undefined || other.isGone || apart.has(other.id)) return [];
      return [[pairing.id, { pairing, other }] as const];
    }),
  );
}
