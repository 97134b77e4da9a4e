import type { Selectable } from 'kysely';
import type { Reader } from '#platform/db/database.server.ts';
import type { CommentsTable } from './tables.ts';
import { isId } from '#lib/ids.ts';
import type { Place } from './review-comment.ts';

export type CommentRow = Selectable<CommentsTable>;

/** Where a row says a comment was written. */
export function placeFrom(row: CommentRow): Place {
  const { path, side, from_line: from, to_line: to } = row;
  if (path === null) return null;
  return side === null || from === null || to === null ? { path } : { path, side, from, to };
}

/** Every comment of a review that a member may see: what was sent, and their own drafts. */
export const commentsOf = (
  db: Reader,
  { reviewId, memberId }: { reviewId: string; memberId: string },
): Promise<CommentRow[]> =>
  db
    .selectFrom('comments')
    .selectAll()
    .where('review_id', '=', reviewId)
    .where((eb) => eb.or([eb('sent_at', 'is not', null), eb('from_id', '=', memberId)]))
    .orderBy('drafted_at')
    .orderBy('id')
    .execute();

/** One of them; what somebody else is still writing is not there (requirement C2). */
export async function commentWith(
  db: Reader,
  { reviewId, commentId, memberId }: { reviewId: string; commentId: string; memberId: string },
): Promise<CommentRow | undefined> {
  if (!isId(commentId)) return undefined;
  return db
    .selectFrom('comments')
    .selectAll()
    .where('id', '=', commentId)
    .where('review_id', '=', reviewId)
    .where((eb) => eb.or([eb('sent_at', 'is not', null), eb('from_id', '=', memberId)]))
    .executeTakeFirst();
}
