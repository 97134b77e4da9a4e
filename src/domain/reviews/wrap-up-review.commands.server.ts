import { done, refused } from '#lib/outcome.ts';
import type { Act } from '#platform/act.server.ts';
import { ReviewWrappedUp } from './events.ts';
import {
  closedPairing,
  refreshReview,
  reviewCommand,
  saveReview,
  type Touching,
  type YourReview,
} from './review-store.commands.server.ts';
import { wrappedUp } from './review.ts';

/** It is finished, whichever of the two says so. A further revision opens it again. */
export const wrapUpReview = reviewCommand(async (act, acting) => {
  const { review } = acting;
  if (review.state === 'wrapped_up') return done();
  const closed = closedPairing(acting);
  if (closed !== null) return closed;
  if (review.state === 'drafted') return refused('not_sent');
  await saveReview(act, wrappedUp(review, act.now));
  await act.announce(ReviewWrappedUp, { pairingId: review.pairingId, reviewId: review.id });
  return done();
});

/**
 * Saves what one picked up; '' deletes it. Before the review is wrapped up the other sees nothing of it
 * until they have written too, so open pages are not refreshed.
 */
export const writePickedUp = reviewCommand(
  async (act, acting, { words }: Touching & { words: string }) => {
    const { review } = acting;
    const closed = closedPairing(acting);
    if (closed !== null) return closed;
    if (review.state === 'drafted') return refused('not_sent');
    await savePickedUp(act, acting, words);
    if (review.state === 'wrapped_up') refreshReview(act, review.id);
    return done();
  },
);

async function savePickedUp(
  { tx, now }: Act,
  { review, youId }: YourReview,
  words: string,
): Promise<void> {
  if (words === '')
    return void (await tx
      .deleteFrom('picked_up')
      .where('review_id', '=', review.id)
      .where('member_id', '=', youId)
      .execute());
  const said = { words, written_at: now };
  await tx
    .insertInto('picked_up')
    .values({ review_id: review.id, member_id: youId, ...said })
    .onConflict((conflict) => conflict.columns(['review_id', 'member_id']).doUpdateSet(said))
    .execute();
}
