/** Saving reviews, and commands for one of the two people of a review. */
import { areApart } from '#domain/members/blocks.queries.server.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import type { YourPairing } from '#domain/pairings/pairing-store.commands.server.ts';
import { isLiving } from '#domain/pairings/pairing.ts';
import { otherOf } from '#domain/pairings/pairing.policy.ts';
import { refused, type Refused } from '#lib/outcome.ts';
import { command, type Act, type ActRuntime } from '#platform/act.server.ts';
import { allowed } from './review.policy.ts';
import { partOf, type Review, type Turn } from './review.ts';
import type { Allowed } from './review-view.ts';
import { reviewWith } from './review-store.queries.server.ts';

export interface Touching {
  readonly actor: Viewer;
  readonly reviewId: string;
}

/** A review and its pairing, as the one of the two who acts has them. */
export interface YourReview extends YourPairing {
  readonly review: Review;
  readonly youAre: Turn;
  readonly isApart: boolean;
  readonly may: Allowed;
}

/**
 * A command for one of the two of a review.
 *
 * @returns `not_found` for a review that does not exist, and for anybody but the two (requirement C2)
 */
export const reviewCommand = <Input extends Touching, Result>(
  work: (act: Act, acting: YourReview, input: Input) => Promise<Result>,
): ((runtime: ActRuntime, input: Input) => Promise<Result | Refused<'not_found'>>) =>
  command(async (act, input: Input) => {
    const { actor, reviewId } = input;
    const found = await reviewWith(act.tx, { reviewId, memberId: actor.id });
    if (found === undefined) return refused('not_found');
    const otherId = otherOf(found.pairing, actor.id);
    const isApart = await areApart(act.tx, { memberId: actor.id, otherId });
    const may = allowed({ ...found, memberId: actor.id, isApart });
    const youAre = partOf(found.review, actor.id);
    return work(act, { ...found, youAre, youId: actor.id, otherId, isApart, may }, input);
  });

/** The pairing is over, the two are apart, the review is, or it was never sent. */
export type Closed = Refused<'wrapped_up' | 'not_available' | 'finished' | 'not_sent'>;

/** Why nothing can be written in any review of the two now; null where it can. */
export function closedPairing({
  pairing,
  isApart,
}: Pick<YourReview, 'pairing' | 'isApart'>): Refused<'wrapped_up' | 'not_available'> | null {
  if (!isLiving(pairing)) return refused('wrapped_up');
  return isApart ? refused('not_available') : null;
}

/** Why nothing can be said in this review now; null where it can. */
export function closedReview(acting: YourReview): Closed | null {
  const closed = closedPairing(acting);
  if (closed !== null) return closed;
  if (acting.review.state === 'drafted') return refused('not_sent');
  return acting.review.state === 'wrapped_up' ? refused('finished') : null;
}

/** Saves a new review. */
export async function addReview({ tx }: Act, review: Review): Promise<void> {
  const { id, pairingId, authorId, draftedAt } = review;
  const fixed = { id, pairing_id: pairingId, author_id: authorId, drafted_at: draftedAt };
  await tx
    .insertInto('reviews')
    .values({ ...fixed, ...columnsOf(review) })
    .execute();
}

/** Saves a changed review, and refreshes its open pages. */
export async function saveReview(act: Act, review: Review): Promise<void> {
  await act.tx.updateTable('reviews').set(columnsOf(review)).where('id', '=', review.id).execute();
  refreshReview(act, review.id);
}

/** Refreshes the open pages of a review. Only for what both may see, never for a draft. */
export const refreshReview = (act: Act, reviewId: string): void =>
  act.refresh(`review:${reviewId}`);

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
