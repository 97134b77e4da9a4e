import { findCommunity } from '#domain/community/community.queries.server.ts';
import type { Act } from '#platform/act.server.ts';
import type { Place } from './meeting.ts';
import { roomUnder } from './video-room.ts';

/** The place of an agreed meeting; a video room gets an address if the community has one for rooms. */
export async function settlePlace(
  { tx, random }: Act,
  { placeKind, place }: Place,
): Promise<Place> {
  if (placeKind !== 'room') return { placeKind, place };
  const base = (await findCommunity(tx))?.meetingBase ?? '';
  return base === ''
    ? { placeKind: 'open', place: '' }
    : { placeKind, place: roomUnder(base, random) };
}
