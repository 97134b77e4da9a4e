/** Asking for a look: a review is prepared, by its author alone, and then sent. */
import { areApart } from '#domain/members/blocks.queries.server.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import {
  pairingCommand,
  type YourPairing,
} from '#domain/pairings/pairing-store.commands.server.ts';
import { done, refused } from '#lib/outcome.ts';
import type { FileChange } from '#lib/code/known-text.ts';
import type { Reader } from '#platform/db/database.server.ts';
import { ReviewAsked } from './events.ts';
import type { AskForm } from './review.input.ts';
import {
  addReview,
  closedPairing,
  reviewCommand,
  saveReview,
  type Touching,
} from './review-store.commands.server.ts';
import { drafted, mostDrafted, mostReviews, revised } from './review.ts';
import { problemWithFiles } from './revision.ts';
import { beginRevision, putFiles } from './revision-store.commands.server.ts';
import { unfit } from './rejected-file.ts';
import { filesOf, revisionsOf } from './revisions.queries.server.ts';

interface Drafting {
  readonly actor: Viewer;
  readonly pairingId: string;
  readonly form: AskForm;
  readonly files: readonly FileChange[];
}

/** Begins a review that only its author sees, with the files there are so far. */
export const draftReview = pairingCommand(async (act, acting, { form, files }: Drafting) => {
  const { pairing, youId, otherId } = acting;
  const { id: pairingId } = pairing;
  const isApart = await areApart(act.tx, { memberId: youId, otherId });
  const closed = closedPairing({ pairing, isApart });
  if (closed !== null) return closed;
  const problem = problemWithFiles(files);
  if (problem !== null) return unfit(problem);
  if (await areTooMany(act.tx, acting)) return refused('too_many');
  const reviewId = act.id();
  await addReview(act, drafted({ id: reviewId, pairingId, authorId: youId, ...form }, act.now));
  const revision = await beginRevision(act, { reviewId, after: null });
  const unfitting = await putFiles(act, { reviewId, revision, files });
  if (unfitting === null) return done({ reviewId });
  await act.tx.deleteFrom('reviews').where('id', '=', reviewId).execute();
  return unfit(unfitting);
});

async function areTooMany(db: Reader, { pairing, youId }: YourPairing): Promise<boolean> {
  const rows = await db
    .selectFrom('reviews')
    .select(['state', 'author_id', (eb) => eb.fn.countAll<number>().as('count')])
    .where('pairing_id', '=', pairing.id)
    .groupBy(['state', 'author_id'])
    .execute();
  const all = rows.reduce((sum, { count }) => sum + Number(count), 0);
  const own = rows.find((row) => row.state === 'drafted' && row.author_id === youId);
  return all >= mostReviews || Number(own?.count ?? 0) >= mostDrafted;
}

/** Changes what a review says while it is being prepared. */
export const changeDraft = reviewCommand(
  async (act, acting, { form }: Touching & { form: AskForm }) => {
    const { review } = acting;
    const closed = closedPairing(acting);
    if (closed !== null) return closed;
    if (acting.youAre !== 'author') return refused('not_found');
    if (review.state !== 'drafted') return refused('sent');
    await saveReview(act, { ...review, ...form, changedAt: act.now });
    return done();
  },
);

/** Deletes what was prepared, with its code. Possible after the pairing has ended. */
export const dropDraft = reviewCommand(async ({ tx }, { review, youAre }) => {
  if (youAre !== 'author') return refused('not_found');
  if (review.state !== 'drafted') return refused('sent');
  await tx.deleteFrom('reviews').where('id', '=', review.id).execute();
  return done();
});

/** Sends it: from now on the other sees it, and it is their turn. */
export const sendReview = reviewCommand(async (act, acting) => {
  const { tx, now } = act;
  const { review } = acting;
  if (acting.youAre !== 'author') return refused('not_found');
  if (review.state !== 'drafted') return done();
  const closed = closedPairing(acting);
  if (closed !== null) return closed;
  const [first] = await revisionsOf(tx, review.id);
  if (first === undefined || (await filesOf(tx, [first.id])).length === 0)
    return refused('no_files');
  await tx.updateTable('revisions').set({ sent_at: now }).where('id', '=', first.id).execute();
  await saveReview(act, revised(review, now));
  await act.announce(ReviewAsked, { pairingId: review.pairingId, reviewId: review.id });
  return done();
});
