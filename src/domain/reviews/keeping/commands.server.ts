/** Saving a review, and letting one of the two do something with one. */
import { areApart } from '#domain/members/blocks/queries.server.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import {
  refused,
  type Acting,
  type Refused,
  type Room,
} from '#domain/pairings/keeping/commands.server.ts';
import { isLiving } from '#domain/pairings/pairing.ts';
import { otherOf } from '#domain/pairings/policy.ts';
import type { Tx } from '#platform/db/database.server.ts';
import { publish } from '#platform/live.server.ts';
import { allowed } from '../policy.ts';
import { partOf, type Review, type Turn } from '../review.ts';
import type { Allowed } from '../view.ts';
import { reviewWith } from './queries.server.ts';

export interface Touching {
  readonly actor: Viewer;
  readonly reviewId: string;
}

export interface ActingInReview extends Acting {
  readonly review: Review;
  readonly youAre: Turn;
  readonly isApart: boolean;
  readonly may: Allowed;
}

/**
 * Lets one of the two do something with a review of theirs, in one transaction. For anybody else, and
 * for one that is not there, the answer is the same (requirement C2).
 */
export function inReview<Result>(
  { db, clock, random }: Room,
  { actor, reviewId }: Touching,
  act: (acting: ActingInReview) => Promise<Result>,
): Promise<Result | Refused<'not_found'>> {
  const now = clock.now();
  return db.transact(async (tx) => {
    const found = await reviewWith(tx, { reviewId, memberId: actor.id });
    if (found === undefined) return refused('not_found');
    const otherId = otherOf(found.pairing, actor.id);
    const isApart = await areApart(tx, { memberId: actor.id, otherId });
    const may = allowed({ ...found, memberId: actor.id, isApart });
    const youAre = partOf(found.review, actor.id);
    return act({ tx, ...found, youAre, youId: actor.id, otherId, isApart, may, now, random });
  });
}

/** The pairing is over, the two are apart, the review is, or it was never sent. */
export type Closed = Refused<'wrapped_up' | 'not_available' | 'finished' | 'not_sent'>;

/** Why nothing can be written in any review of the two now; null where it can. */
export function closedPairing({
  pairing,
  isApart,
}: Pick<ActingInReview, 'pairing' | 'isApart'>): Refused<'wrapped_up' | 'not_available'> | null {
  if (!isLiving(pairing)) return refused('wrapped_up');
  return isApart ? refused('not_available') : null;
}

/** Why nothing can be said in this review now; null where it can. */
export function closedReview(acting: ActingInReview): Closed | null {
  const closed = closedPairing(acting);
  if (closed !== null) return closed;
  if (acting.review.state === 'drafted') return refused('not_sent');
  return acting.review.state === 'wrapped_up' ? refused('finished') : null;
}

/** Writes down a review that begins. */
export async function addReview(tx: Tx, review: Review): Promise<void> {
  const { id, pairingId, authorId, draftedAt } = review;
  const fixed = { id, pairing_id: pairingId, author_id: authorId, drafted_at: draftedAt };
  await tx
    .insertInto('reviews')
    .values({ ...fixed, ...columnsOf(review) })
    .execute();
}

/** Saves what became of a review; open pages look again. */
export async function saveReview(tx: Tx, review: Review): Promise<void> {
  await tx.updateTable('reviews').set(columnsOf(review)).where('id', '=', review.id).execute();
  tellReview(tx, review.id);
}

/** Open pages of the review look again. Only for what both may see: a draft stays quiet. */
export const tellReview = (tx: Tx, reviewId: string): void => publish(tx, `review:${reviewId}`);

const columnsOf = (review: Review) => ({
  title: review.title,
  look_at: review.lookAt,
  leave_out: review.leaveOut,
  link: review.link,
  state: review.state,
  turn: review.turn,
  turn_since: review.turnSince,
  asked_at: review.askedAt,
  changed_at: review.changedAt,
  wrapped_up_at: review.wrappedUpAt,
});
