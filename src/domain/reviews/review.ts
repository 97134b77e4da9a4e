/**
 * A review: code of one of two paired people that the other has a look at. Decisions only; all times
 * are epoch milliseconds. There is no verdict, only whose turn it is.
 */

/** Drafted: only its author knows of it. Wrapped up: a revision more opens it again. */
export type ReviewState = 'drafted' | 'open' | 'wrapped_up';
export type Turn = 'author' | 'reviewer';

export interface Review {
  readonly id: string;
  readonly pairingId: string;
  readonly authorId: string;
  readonly title: string;
  /** What the author would like looked at, and what not; '' where they did not say. */
  readonly lookAt: string;
  readonly leaveOut: string;
  /** Where the code is also to be found; '' for nowhere. */
  readonly link: string;
  readonly state: ReviewState;
  readonly turn: Turn;
  /** Since when it has been their turn. */
  readonly turnSince: number;
  readonly draftedAt: number;
  readonly askedAt: number | null;
  readonly changedAt: number;
  readonly wrappedUpAt: number | null;
}

/** How many reviews somebody may prepare at a time in one pairing, and how many there can ever be. */
export const mostDrafted = 20;
export const mostReviews = 500;

type Begun = Pick<
  Review,
  'id' | 'pairingId' | 'authorId' | 'title' | 'lookAt' | 'leaveOut' | 'link'
>;

/** A review as it begins: nobody but its author knows. */
export const drafted = (of: Begun, now: number): Review => ({
  ...of,
  state: 'drafted',
  turn: 'author',
  turnSince: now,
  draftedAt: now,
  askedAt: null,
  changedAt: now,
  wrappedUpAt: null,
});

/** Hands it to the other; who has it already keeps it, and has had it for as long as before. */
function handed(review: Review, { to, now }: { to: Turn; now: number }): Review {
  const turnSince = review.turn === to ? review.turnSince : now;
  return { ...review, turn: to, turnSince, changedAt: now };
}

/** A revision went to the reviewer, the first or a later one: it is open, wrapped up or not. */
export const revised = (review: Review, now: number): Review => ({
  ...handed(review, { to: 'reviewer', now }),
  state: 'open',
  askedAt: review.askedAt ?? now,
  wrappedUpAt: null,
});

/**
 * Somebody sent what they have to say. It is the other's turn, unless the reviewer looked at something
 * that has a newer revision by now: that one still waits for them.
 */
export function lookedAt(
  review: Review,
  { by, isNewest, now }: { by: Turn; isNewest: boolean; now: number },
): Review {
  if (by === 'author') return handed(review, { to: 'reviewer', now });
  return handed(review, { to: isNewest ? 'author' : review.turn, now });
}

/** It is finished, whoever says so. What is wrapped up stays as it is. */
export const wrappedUp = (review: Review, now: number): Review =>
  review.state === 'wrapped_up'
    ? review
    : { ...review, state: 'wrapped_up', changedAt: now, wrappedUpAt: now };

/** Which of the two somebody is here. */
export const partOf = ({ authorId }: Pick<Review, 'authorId'>, memberId: string): Turn =>
  memberId === authorId ? 'author' : 'reviewer';

/** True while it is open and waits for this one of the two. */
export const isTurnOf = (review: Review, memberId: string): boolean =>
  review.state === 'open' && review.turn === partOf(review, memberId);
