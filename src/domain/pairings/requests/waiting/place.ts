/**
 * A place in the line of somebody who is full. Pure; all times are epoch milliseconds.
 */
const day = 24 * 60 * 60 * 1000;
const week = 7 * day;

/** How long a place that came free is kept for the first in line. */
export const offerLasts = 3 * day;

/** Nobody stands in a line for longer: then the note is theirs to send elsewhere. */
export const longestWait = 182 * day;

export type WaitingState = 'waiting' | 'offered' | 'taken' | 'let_go';

export interface WaitingPlace {
  readonly state: WaitingState;
  /** The mentor has said yes: with a place it is a pairing at once. */
  readonly isPromised: boolean;
  readonly joinedAt: number;
  readonly offeredAt: number | null;
  readonly offerEndsAt: number | null;
  readonly endedAt: number | null;
}

export type PlaceRefusal = 'not_offered' | 'already_taken' | 'already_let_go';

export type PlaceMoved =
  | { readonly outcome: 'done'; readonly place: WaitingPlace }
  | { readonly outcome: 'refused'; readonly code: PlaceRefusal };

/** Somebody who begins to stand in line. */
export const newPlace = (isPromised: boolean, now: number): WaitingPlace => ({
  state: 'waiting',
  isPromised,
  joinedAt: now,
  offeredAt: null,
  offerEndsAt: null,
  endedAt: null,
});

/** The place once one has come free and is kept for whoever waits here. */
export const offered = (place: WaitingPlace, now: number): WaitingPlace => ({
  ...place,
  state: 'offered',
  offeredAt: now,
  offerEndsAt: now + offerLasts,
});

/** The place after a yes, while the offer lasts. */
export function taken(place: WaitingPlace, now: number): PlaceMoved {
  const state = placeStateAt(place, now);
  if (state === 'offered')
    return { outcome: 'done', place: { ...place, state: 'taken', endedAt: now } };
  return { outcome: 'refused', code: state === 'waiting' ? 'not_offered' : `already_${state}` };
}

/** The place after a no, or after leaving the line; a place that was taken is used already. */
export function letGo(place: WaitingPlace, now: number): PlaceMoved {
  if (place.state === 'taken') return { outcome: 'refused', code: 'already_taken' };
  if (place.state === 'let_go') return { outcome: 'refused', code: 'already_let_go' };
  return { outcome: 'done', place: { ...place, state: 'let_go', endedAt: now } };
}

/** How a place stands at an instant: an offer nobody answered in time is over, seen to or not. */
export function placeStateAt(
  { state, offerEndsAt }: Pick<WaitingPlace, 'state' | 'offerEndsAt'>,
  now: number,
): WaitingState {
  return state === 'offered' && offerEndsAt !== null && now >= offerEndsAt ? 'let_go' : state;
}

/** What time does to a place by itself; `wakeAt` is when to look again, null for never. */
export type WaitingStep =
  | { readonly step: 'rest'; readonly wakeAt: number | null }
  | { readonly step: 'let_go'; readonly place: WaitingPlace };

/** The one thing that is due for a place in line now. */
export function nextWaitingStep(place: WaitingPlace, now: number): WaitingStep {
  const endsAt = endOf(place);
  if (endsAt === null || now < endsAt) return { step: 'rest', wakeAt: endsAt };
  return { step: 'let_go', place: { ...place, state: 'let_go', endedAt: now } };
}

function endOf({ state, joinedAt, offerEndsAt }: WaitingPlace): number | null {
  if (state === 'waiting') return joinedAt + longestWait;
  return state === 'offered' ? offerEndsAt : null;
}

/**
 * After about how many weeks a place may come up, if things go as planned: as many pairings as stand
 * in the way reach their review date. Null where too few have one yet.
 *
 * @param position 1 is next in line
 * @param room places free now; below zero while there are more people than places
 * @param reviewDates of the mentor's running pairings
 */
export function estimateWeeks({
  position,
  room,
  reviewDates,
  now,
}: {
  position: number;
  room: number;
  reviewDates: readonly number[];
  now: number;
}): number | null {
  const inTheWay = position - room;
  if (inTheWay <= 0) return 1;
  const date = reviewDates.toSorted((a, b) => a - b)[inTheWay - 1];
  return date === undefined ? null : Math.max(1, Math.ceil((date - now) / week));
}
