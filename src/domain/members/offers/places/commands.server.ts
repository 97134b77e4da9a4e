/**
 * Places: how many people a member has room for at once. Counted in the database by the statement that
 * takes one, so that nobody ever has more people than they said (fault 12).
 */
import type { Tx } from '#platform/db/database.server.ts';
import { announce } from '#platform/jobs.server.ts';
import type { Random } from '#lib/random.ts';
import type { PlacesChanged } from '../../events.ts';

interface Asking {
  memberId: string;
  /** Epoch milliseconds. */
  now: number;
  random: Random;
}

/** Takes one place with a member; false where none is free. */
export async function takePlace(tx: Tx, { memberId, now, random }: Asking): Promise<boolean> {
  const taken = await tx
    .updateTable('offers')
    .set((eb) => ({ held: eb('held', '+', 1) }))
    .where('member_id', '=', memberId)
    .whereRef('held', '<', 'capacity')
    .returning('member_id')
    .execute();
  if (taken.length === 0) return false;
  await tellOfPlaces(tx, { memberId, now, random });
  return true;
}

/** Gives one place back. Whoever took one calls this once. */
export async function freePlace(tx: Tx, { memberId, now, random }: Asking): Promise<void> {
  await tx
    .updateTable('offers')
    .set((eb) => ({ held: eb('held', '-', 1) }))
    .where('member_id', '=', memberId)
    .where('held', '>', 0)
    .execute();
  await tellOfPlaces(tx, { memberId, now, random });
}

/** Announces that a member may have places now: one came free, they make more room, or take people again. */
export function tellOfPlaces(tx: Tx, { memberId, now, random }: Asking): Promise<void> {
  const event: PlacesChanged = { name: 'PlacesChanged', memberId };
  return announce(tx, { event, now, random });
}
