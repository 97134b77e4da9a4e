/**
 * An entry of the waiting list of a mentor who is full. Pure; all times are epoch milliseconds.
 */
import { day, week } from '#lib/duration.ts';
import { done, refused, type Outcome } from '#lib/outcome.ts';

/** How long a place that came free is kept for the first of the list. */
export const offerLasts = 3 * day;

/** Nobody waits for longer: then the note is theirs to send elsewhere. */
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

type PlaceMoved = Outcome<{ readonly place: WaitingPlace }, PlaceRefusal>;

/** The entry of somebody who begins to wait. */
export const newPlace = (isPromised: boolean, now: number): WaitingPlace => ({
  state: 'waiting',
  isPromised,
  joinedAt: now,
  offeredAt: null,
  offerEndsAt: null,
  endedAt: null,
});

/** The entry once a place has come free and is kept for whoever waits here. */
export const offered = (place: WaitingPlace, now: number): WaitingPlace => ({
  ...place,
  state: 'offered',
  offeredAt: now,
  offerEndsAt: now + offerLasts,
});

/** The entry after a yes, while the offer lasts. */
export function taken(place: WaitingPlace, now: number): PlaceMoved {
  const state = placeStateAt(place, now);
  if (state === 'offered') return done({ place: { ...place, state: 'taken', endedAt: now } });
  return refused(state === 'waiting' ? 'not_offered' : `already_${state}`);
}

/** The entry after a no, or after leaving the list; a place that was taken is used already. */
export function letGo(place: WaitingPlace, now: number): PlaceMoved {
  if (place.state === 'taken' || place.state === 'let_go') return refused(`already_${place.state}`);
  return done({ place: { ...place, state: 'let_go', endedAt: now } });
}

/** The state at an instant: an offer nobody answered in time is over, whether or not the server noticed. */
export function placeStateAt(
  { state, offerEndsAt }: Pick<WaitingPlace, 'state' | 'offerEndsAt'>,
  now: number,
): WaitingState {
  return state === 'offered' && offerEndsAt !== null && now >= offerEndsAt ? 'let_go' : state;
}

/** When the entry ends unless somebody does something; null once it has ended. */
export function nextDueAt({ state, joinedAt, offerEndsAt }: WaitingPlace): number | null {
  if (state === 'waiting') return joinedAt + longestWait;
  return state === 'offered' ? offerEndsAt : null;
}

/**
 * After about how many weeks a place may come up, if things go as planned: as many pairings as stand
 * in the way reach their review date. Null where too few have one yet.
 *
 * @param position 1 is the first of the list
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
