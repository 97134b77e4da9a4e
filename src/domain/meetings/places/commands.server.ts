import { findCommunity } from '#domain/community/queries.server.ts';
import type { Random } from '#lib/random.ts';
import type { Tx } from '#platform/db/database.server.ts';
import type { Place } from '../meeting.ts';
import { roomUnder } from './room.ts';

/** A place as it is agreed: a room is made where the community has a place for rooms. */
export async function settlePlace(
  tx: Tx,
  { placeKind, place }: Place,
  random: Random,
): Promise<Place> {
  if (placeKind !== 'room') return { placeKind, place };
  const base = (await findCommunity(tx))?.meetingBase ?? '';
  return base === ''
    ? { placeKind: 'open', place: '' }
    : { placeKind, place: roomUnder(base, random) };
}
