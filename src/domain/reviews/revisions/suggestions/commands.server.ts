/** Suggestions taken with one press, into the revision the author is preparing. */
import {
  done,
  refused,
  type Done,
  type Refused,
  type Room,
} from '#domain/pairings/keeping/commands.server.ts';
import type { Tx } from '#platform/db/database.server.ts';
import type { FileChange, KnownText } from '#lib/known-text.ts';
import { isOnLines } from '../../comments/comment.ts';
import { applySuggestion, carry } from '../../comments/place.ts';
import { commentWith, placeFrom, type CommentRow } from '../../comments/queries.server.ts';
import {
  closedPairing,
  inReview,
  type ActingInReview,
  type Touching,
} from '../../keeping/commands.server.ts';
import { problemWithFiles } from '../../revision.ts';
import { textsOf } from '../../texts/queries.server.ts';
import { putFiles, revisionInHand } from '../keeping/commands.server.ts';
import { filesOf, revisionsOf, type KeptFile } from '../queries.server.ts';
import { unfit, type Unfit } from '../unfit.ts';

/** `gone`: the lines are no longer there; `lines_changed`: they say something else by now. */
export type Taken =
  | Done
  | Refused<'not_found' | 'wrapped_up' | 'not_available' | 'gone' | 'lines_changed' | 'too_many'>
  | Unfit;

/** Takes a suggestion into the next revision, wherever its lines are by now. Taken twice is taken once. */
export function takeSuggestion(
  room: Room,
  { commentId, ...touching }: Touching & { commentId: string },
): Promise<Taken> {
  return inReview(room, touching, async (acting): Promise<Taken> => {
    const { tx, review, youId } = acting;
    const comment = await commentWith(tx, { reviewId: review.id, commentId, memberId: youId });
    if (acting.youAre !== 'author' || comment?.suggestion == null) return refused('not_found');
    if (comment.removed_at !== null || comment.sent_at === null) return refused('not_found');
    if (comment.taken_at !== null) return done;
    const closed = closedPairing(acting);
    if (closed !== null) return closed;
    const next = await applied(tx, comment);
    if ('outcome' in next) return next;
    return take(acting, { comment, change: next });
  });
}

/** The file with the suggestion in it, as it comes into the next revision. */
async function applied(
  tx: Tx,
  comment: CommentRow,
): Promise<FileChange | Refused<'gone' | 'lines_changed'>> {
  const place = placeFrom(comment);
  if (!isOnLines(place) || place.side !== 'after') return refused('gone');
  const { source, target } = await filesFor(tx, { comment, path: place.path });
  if (source?.afterId == null || target?.afterId == null) return refused('gone');
  const texts = await textsOf(tx, [source.afterId, target.afterId]);
  const from = texts.get(source.afterId);
  const to = texts.get(target.afterId);
  if (from === undefined || to === undefined) return refused('gone');
  const lines = carry({ fromLine: place.from, toLine: place.to }, { from, to });
  if (lines.kind === 'gone') return refused('gone');
  if (lines.kind === 'changed') return refused('lines_changed');
  const after = applySuggestion(to, { ...lines, replacement: comment.suggestion ?? '' });
  return after === null ? refused('gone') : changeOf(target, after);
}

const changeOf = ({ path, change }: KeptFile, after: KnownText): FileChange => ({
  path,
  oldPath: null,
  change,
  isBinary: false,
  before: null,
  after,
});

/** The file as the comment saw it, and as it is in the newest revision, drafted or not. */
async function filesFor(
  tx: Tx,
  { comment, path }: { comment: CommentRow; path: string },
): Promise<{ source: KeptFile | undefined; target: KeptFile | undefined }> {
  const newest = (await revisionsOf(tx, comment.review_id)).at(-1);
  const files = await filesOf(tx, [comment.revision_id, newest?.id ?? comment.revision_id]);
  const latest = files.filter(({ revisionId }) => revisionId === newest?.id);
  return {
    source: files.find((file) => file.revisionId === comment.revision_id && file.path === path),
    target:
      latest.find((file) => file.path === path) ?? latest.find((file) => file.oldPath === path),
  };
}

async function take(
  acting: ActingInReview,
  { comment, change }: { comment: CommentRow; change: FileChange },
): Promise<Taken> {
  const { tx, review, now, random } = acting;
  const problem = problemWithFiles([change]);
  if (problem !== null) return unfit(problem);
  const revision = await revisionInHand(acting);
  if (revision === undefined) return refused('too_many');
  const put = { reviewId: review.id, revision, files: [change], now, random };
  const unfitting = await putFiles(tx, put);
  if (unfitting !== null) return unfit(unfitting);
  const taken = { taken_at: now };
  await tx.updateTable('comments').set(taken).where('id', '=', comment.id).execute();
  return done;
}

/** What was taken into a revision that is thrown away is no longer taken. */
export async function forgetTaken(
  tx: Tx,
  { reviewId, since }: { reviewId: string; since: number },
): Promise<void> {
  await tx
    .updateTable('comments')
    .set({ taken_at: null })
    .where('review_id', '=', reviewId)
    .where('taken_at', '>=', since)
    .execute();
}
