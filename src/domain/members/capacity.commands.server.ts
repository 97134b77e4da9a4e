/**
 * Places: how many people a member has room for at once. Counted in the database by the statement that
 * takes one, so that nobody ever has more people than they said (fault 12).
 */
import type { Act } from '#platform/act.server.ts';
import { PlacesChanged } from './events.ts';

interface PlaceOwner {
  memberId: string;
}

/** Takes one place with a member; false where none is free. */
export async function takePlace(act: Act, { memberId }: PlaceOwner): Promise<boolean> {
  const taken = await act.tx
    .updateTable('offers')
    .set((eb) => ({ held: eb('held', '+', 1) }))
    .where('member_id', '=', memberId)
    .whereRef('held', '<', 'capacity')
    .returning('member_id')
    .execute();
  if (taken.length === 0) return false;
  await announcePlaces(act, { memberId });
  return true;
}

/** Gives one place back. Whoever took one calls this once. */
export async function freePlace(act: Act, { memberId }: PlaceOwner): Promise<void> {
  await act.tx
    .updateTable('offers')
    .set((eb) => ({ held: eb('held', '-', 1) }))
    .where('member_id', '=', memberId)
    .where('held', '>', 0)
    .execute();
  await announcePlaces(act, { memberId });
}

/** Announces that a member may have places now: one came free, they raised their number, or are available again. */
export const announcePlaces = (act: Act, { memberId }: PlaceOwner): Promise<void> =>
  act.announce(PlacesChanged, { memberId });
