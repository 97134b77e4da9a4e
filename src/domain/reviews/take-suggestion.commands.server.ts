/** Taking suggestions, with one click, into the revision the author is preparing. */
import { done, refused, type Outcome } from '#lib/outcome.ts';
import type { Act } from '#platform/act.server.ts';
import type { Reader } from '#platform/db/database.server.ts';
import type { FileChange, KnownText } from '#lib/code/known-text.ts';
import { isOnLines } from './review-comment.ts';
import { applySuggestion, carry } from './carried-lines.ts';
import { commentWith, placeFrom, type CommentRow } from './review-comments.queries.server.ts';
import { closedPairing, reviewCommand, type Touching } from './review-store.commands.server.ts';
import type { Review } from './review.ts';
import { problemWithFiles } from './revision.ts';
import { textsOf } from './code-texts.queries.server.ts';
import { putFiles, revisionInHand } from './revision-store.commands.server.ts';
import { filesOf, revisionsOf, type StoredFile } from './revisions.queries.server.ts';
import { unfit, type Unfit } from './rejected-file.ts';

/**
 * Takes a suggestion into the next revision, wherever its lines are by now.
 *
 * @returns `gone` where the lines are no longer there, `lines_changed` where they say something else
 */
export const takeSuggestion = reviewCommand(
  async (act, acting, { commentId }: Touching & { commentId: string }) => {
    const { review, youId } = acting;
    const comment = await commentWith(act.tx, { reviewId: review.id, commentId, memberId: youId });
    if (acting.youAre !== 'author' || comment?.suggestion == null) return refused('not_found');
    if (comment.removed_at !== null || comment.sent_at === null) return refused('not_found');
    if (comment.taken_at !== null) return done();
    const closed = closedPairing(acting);
    if (closed !== null) return closed;
    const next = await applied(act.tx, comment);
    if (next.outcome === 'refused') return next;
    return take(act, review, { comment, change: next.change });
  },
);

/** The file with the suggestion in it, as it comes into the next revision. */
async function applied(
  db: Reader,
  comment: CommentRow,
): Promise<Outcome<{ change: FileChange }, 'gone' | 'lines_changed'>> {
  const place = placeFrom(comment);
  if (!isOnLines(place) || place.side !== 'after') return refused('gone');
  const { source, target } = await filesFor(db, { comment, path: place.path });
  if (source?.afterId == null || target?.afterId == null) return refused('gone');
  const texts = await textsOf(db, [source.afterId, target.afterId]);
  const from = texts.get(source.afterId);
  const to = texts.get(target.afterId);
  if (from === undefined || to === undefined) return refused('gone');
  const lines = carry({ fromLine: place.from, toLine: place.to }, { from, to });
  if (lines.kind === 'gone') return refused('gone');
  if (lines.kind === 'changed') return refused('lines_changed');
  const after = applySuggestion(to, { ...lines, replacement: comment.suggestion ?? '' });
  return after === null ? refused('gone') : done({ change: changeOf(target, after) });
}

const changeOf = ({ path, change }: StoredFile, after: KnownText): FileChange => ({
  path,
  oldPath: null,
  change,
  isBinary: false,
  before: null,
  after,
});

/** The file as the comment saw it, and as it is in the newest revision, drafted or not. */
async function filesFor(
  db: Reader,
  { comment, path }: { comment: CommentRow; path: string },
): Promise<{ source: StoredFile | undefined; target: StoredFile | undefined }> {
  const newest = (await revisionsOf(db, comment.review_id)).at(-1);
  const files = await filesOf(db, [comment.revision_id, newest?.id ?? comment.revision_id]);
  const latest = files.filter(({ revisionId }) => revisionId === newest?.id);
  return {
    source: files.find((file) => file.revisionId === comment.revision_id && file.path === path),
    target:
      latest.find((file) => file.path === path) ?? latest.find((file) => file.oldPath === path),
  };
}

async function take(
  act: Act,
  review: Review,
  { comment, change }: { comment: CommentRow; change: FileChange },
): Promise<Outcome<unknown, 'too_many'> | Unfit> {
  const problem = problemWithFiles([change]);
  if (problem !== null) return unfit(problem);
  const revision = await revisionInHand(act, review);
  if (revision === undefined) return refused('too_many');
  const unfitting = await putFiles(act, { reviewId: review.id, revision, files: [change] });
  if (unfitting !== null) return unfit(unfitting);
  const taken = { taken_at: act.now };
  await act.tx.updateTable('comments').set(taken).where('id', '=', comment.id).execute();
  return done();
}

/** Marks suggestions that were taken into a deleted revision as not taken. */
export async function deleteTakenSuggestion(
  { tx }: Act,
  { reviewId, since }: { reviewId: string; since: number },
): Promise<void> {
  await tx
    .updateTable('comments')
    .set({ taken_at: null })
    .where('review_id', '=', reviewId)
    .where('taken_at', '>=', since)
    .execute();
}
