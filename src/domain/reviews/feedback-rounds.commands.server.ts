/** "I've had a look", and the author's own comments: all drafted comments are sent together. */
import { done, refused } from '#lib/outcome.ts';
import type { Act } from '#platform/act.server.ts';
import type { Reader } from '#platform/db/database.server.ts';
import { ReviewLookedAt } from './events.ts';
import {
  closedReview,
  reviewCommand,
  saveReview,
  type Touching,
  type YourReview,
} from './review-store.commands.server.ts';
import { lookedAt } from './review.ts';
import { newestOf } from './revision-store.commands.server.ts';
import { revisionsOf, type Revision } from './revisions.queries.server.ts';

interface FinishedRound extends Touching {
  /** The number of the revision that was looked at; the newest where it is not said. */
  readonly revision?: number;
  /** Overall, already parsed; '' says nothing. */
  readonly words: string;
}

/**
 * The reviewer has had a look: sends their drafts with it. It is then the author's turn, unless there is
 * a newer revision already. The same again with nothing new changes nothing.
 */
export const giveFeedback = reviewCommand(
  async (act, acting, { revision: number, words }: FinishedRound) => {
    const { review, youId } = acting;
    if (acting.youAre !== 'reviewer') return refused('not_found');
    const closed = closedReview(acting);
    if (closed !== null) return closed;
    const sent = (await revisionsOf(act.tx, review.id)).filter((each) => each.sent_at !== null);
    const newest = newestOf(sent);
    const seen = number === undefined ? newest : sent.find((each) => each.number === number);
    if (seen === undefined || newest === undefined) return refused('not_found');
    const count = await sendDrafts(act, acting);
    if (count === 0 && (await isSaidAlready(act.tx, acting, { seen, words }))) return done();
    await act.tx
      .insertInto('looks')
      .values({
        id: act.id(),
        review_id: review.id,
        member_id: youId,
        looked_at: act.now,
        revision_id: seen.id,
        words,
      })
      .execute();
    await saveLooked(act, acting, { isNewest: seen.id === newest.id });
    return done();
  },
);

/** Sends what the author has drafted; it is the reviewer's turn. With no drafts nothing happens. */
export const sendComments = reviewCommand(async (act, acting) => {
  if (acting.youAre !== 'author') return refused('not_found');
  const closed = closedReview(acting);
  if (closed !== null) return closed;
  if ((await sendDrafts(act, acting)) > 0) await saveLooked(act, acting, { isNewest: true });
  return done();
});

/** Gives how many drafts were sent. */
async function sendDrafts({ tx, now }: Act, { review, youId }: YourReview): Promise<number> {
  const rows = await tx
    .updateTable('comments')
    .set({ sent_at: now })
    .where('review_id', '=', review.id)
    .where('from_id', '=', youId)
    .where('sent_at', 'is', null)
    .returning('id')
    .execute();
  return rows.length;
}

async function isSaidAlready(
  db: Reader,
  { review, youId }: YourReview,
  { seen, words }: { seen: Revision; words: string },
): Promise<boolean> {
  const last = await db
    .selectFrom('looks')
    .selectAll()
    .where('review_id', '=', review.id)
    .where('member_id', '=', youId)
    .orderBy('looked_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (last?.revision_id !== seen.id) return false;
  return last.words === words || (words === '' && review.turn === 'author');
}

async function saveLooked(
  act: Act,
  { review, youAre, youId }: YourReview,
  { isNewest }: { isNewest: boolean },
): Promise<void> {
  await saveReview(act, lookedAt(review, { by: youAre, isNewest, now: act.now }));
  const { id: reviewId, pairingId } = review;
  await act.announce(ReviewLookedAt, { pairingId, reviewId, by: youId });
}
