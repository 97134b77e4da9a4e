/** Comments: written as drafts, sent together, answered one by one. */
import { done, refused, type Outcome } from '#lib/outcome.ts';
import { indexOf } from '#lib/code/known-text.ts';
import type { Act } from '#platform/act.server.ts';
import type { Reader } from '#platform/db/database.server.ts';
import { CommentReplied } from './events.ts';
import type { CommentForm } from './review.input.ts';
import {
  closedReview,
  refreshReview,
  reviewCommand,
  saveReview,
  type Touching,
  type YourReview,
} from './review-store.commands.server.ts';
import { filesOf, revisionsOf, type Revision } from './revisions.queries.server.ts';
import { textsOf } from './code-texts.queries.server.ts';
import { isOnLines, mostComments, type Place } from './review-comment.ts';
import { commentWith, placeFrom, type CommentRow } from './review-comments.queries.server.ts';

interface Commenting extends Touching {
  /** The number of the revision it is written on. */
  readonly revision: number;
  readonly place: Place;
  readonly form: CommentForm;
}

/**
 * Writes a draft that nobody else sees yet. The same words at the same place are saved once.
 *
 * @returns `no_such_place` where there is no such revision, file or line
 */
export const draftComment = reviewCommand(
  async (act, acting, { revision: number, place, form }: Commenting) => {
    const closed = closedReview(acting);
    if (closed !== null) return closed;
    const revisions = await revisionsOf(act.tx, acting.review.id);
    const revision = revisions.find((each) => each.number === number && each.sent_at !== null);
    if (revision === undefined || !(await isThere(act.tx, { revision, place })))
      return refused('no_such_place');
    const own = { ...columnsOf(place), ...fitting(form, place), revision_id: revision.id };
    const same = await sameDraft(act.tx, acting, own);
    if (same !== undefined) return done({ commentId: same.id });
    return write(act, acting, { ...own, reply_to: null, sent_at: null });
  },
);

/** A suggestion needs lines that it replaces, on the side of the changed code. */
const fitting = (form: CommentForm, place: Place): CommentForm =>
  isOnLines(place) && place.side === 'after' ? form : { ...form, suggestion: null };

const columnsOf = (place: Place) => {
  const lines = isOnLines(place) ? place : null;
  return {
    path: place?.path ?? null,
    side: lines?.side ?? null,
    from_line: lines?.from ?? null,
    to_line: lines?.to ?? null,
  };
};

async function isThere(
  db: Reader,
  { revision, place }: { revision: Revision; place: Place },
): Promise<boolean> {
  if (place === null) return true;
  const files = await filesOf(db, [revision.id]);
  const file = files.find(({ path }) => path === place.path);
  if (file === undefined || !isOnLines(place)) return file !== undefined;
  const id = place.side === 'before' ? file.beforeId : file.afterId;
  const text = id === null ? undefined : (await textsOf(db, [id])).get(id);
  if (text === undefined || place.from > place.to) return false;
  return indexOf(text, place.from) !== null && indexOf(text, place.to) !== null;
}

type New = Pick<
  CommentRow,
  | 'path'
  | 'side'
  | 'from_line'
  | 'to_line'
  | 'kind'
  | 'body'
  | 'suggestion'
  | 'revision_id'
  | 'reply_to'
  | 'sent_at'
>;

async function sameDraft(
  db: Reader,
  { review, youId }: YourReview,
  { body, kind, suggestion, ...place }: Omit<New, 'reply_to' | 'sent_at'>,
): Promise<CommentRow | undefined> {
  const rows = await db
    .selectFrom('comments')
    .selectAll()
    .where('review_id', '=', review.id)
    .where('from_id', '=', youId)
    .where('sent_at', 'is', null)
    .where('body', '=', body)
    .execute();
  return rows.find(
    (row) =>
      row.kind === kind &&
      row.suggestion === suggestion &&
      row.revision_id === place.revision_id &&
      row.path === place.path &&
      row.side === place.side &&
      row.from_line === place.from_line &&
      row.to_line === place.to_line,
  );
}

async function write(
  act: Act,
  { review, youId }: YourReview,
  comment: New,
): Promise<Outcome<{ commentId: string }, 'too_many'>> {
  const count = await act.tx
    .selectFrom('comments')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('review_id', '=', review.id)
    .executeTakeFirst();
  if (Number(count?.count ?? 0) >= mostComments) return refused('too_many');
  const commentId = act.id();
  const unset = { sorted_at: null, taken_at: null, removed_at: null };
  const by = { id: commentId, review_id: review.id, from_id: youId, drafted_at: act.now };
  await act.tx
    .insertInto('comments')
    .values({ ...comment, ...by, ...unset })
    .execute();
  return done({ commentId });
}

interface TouchingComment extends Touching {
  readonly commentId: string;
}

/**
 * Changes a draft. `version` is the one the writer began with.
 *
 * @returns `changed` where it was changed elsewhere since: both are to be shown, and saving again needs
 *   the version of theirs
 */
export const editDraft = reviewCommand(
  async (
    { tx },
    acting,
    { commentId, version, form }: TouchingComment & { version: number; form: CommentForm },
  ) => {
    const { review, youId } = acting;
    const closed = closedReview(acting);
    if (closed !== null) return closed;
    const comment = await commentWith(tx, { reviewId: review.id, commentId, memberId: youId });
    if (comment?.from_id !== youId) return refused('not_found');
    if (comment.sent_at !== null) return refused('sent');
    const next = fitting(form, placeFrom(comment));
    const { kind, body, suggestion } = comment;
    const theirs = { kind: kind ?? next.kind, body, suggestion };
    if (isAlike(theirs, next)) return done({ version: comment.version });
    if (comment.version !== version)
      return { ...refused('changed'), theirs, version: comment.version };
    const row = { ...next, version: version + 1 };
    await tx.updateTable('comments').set(row).where('id', '=', commentId).execute();
    return done({ version: version + 1 });
  },
);

const isAlike = (one: CommentForm, another: CommentForm): boolean =>
  one.kind === another.kind && one.body === another.body && one.suggestion === another.suggestion;

/** Deletes one's own draft, or the words of what one sent; that there was a comment stays. */
export const removeComment = reviewCommand(
  async (act, { review, youId }, { commentId }: TouchingComment) => {
    const { tx, now } = act;
    const comment = await commentWith(tx, { reviewId: review.id, commentId, memberId: youId });
    if (comment?.from_id !== youId) return refused('not_found');
    if (comment.sent_at === null)
      await tx.deleteFrom('comments').where('id', '=', commentId).execute();
    else if (comment.removed_at === null) {
      const emptied = { body: '', suggestion: null, removed_at: now };
      await tx.updateTable('comments').set(emptied).where('id', '=', commentId).execute();
      refreshReview(act, review.id);
    }
    return done();
  },
);

/** Answers a comment, at once. A reply to the same comment in the same words is saved once. */
export const reply = reviewCommand(
  async (act, acting, { commentId: repliedTo, body }: TouchingComment & { body: string }) => {
    const { review, youId } = acting;
    const closed = closedReview(acting);
    if (closed !== null) return closed;
    const root = await sentRoot(act.tx, acting, repliedTo);
    if (root === undefined) return refused('not_found');
    const same = await sameReply(act.tx, { root, fromId: youId, body });
    if (same !== undefined) return done({ commentId: same.id });
    const written = await write(act, acting, {
      ...columnsOf(null),
      ...{ kind: null, suggestion: null, revision_id: root.revision_id },
      ...{ body, reply_to: root.id, sent_at: act.now },
    });
    if (written.outcome === 'refused') return written;
    await saveReview(act, { ...review, changedAt: act.now });
    const { commentId } = written;
    const { id: reviewId, pairingId } = review;
    await act.announce(CommentReplied, { pairingId, reviewId, commentId, by: youId });
    return written;
  },
);

/** The last reply to a comment, where it says the same. */
async function sameReply(
  db: Reader,
  { root, fromId, body }: { root: CommentRow; fromId: string; body: string },
): Promise<{ id: string } | undefined> {
  const last = await db
    .selectFrom('comments')
    .select(['id', 'from_id', 'body'])
    .where('reply_to', '=', root.id)
    .orderBy('drafted_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last?.from_id === fromId && last.body === body ? last : undefined;
}

/** Marks what a comment is about as sorted, or as not sorted after all; either of the two may. */
export const sortThread = reviewCommand(
  async (act, acting, { commentId, isSorted }: TouchingComment & { isSorted: boolean }) => {
    const closed = closedReview(acting);
    if (closed !== null) return closed;
    const root = await sentRoot(act.tx, acting, commentId);
    if (root === undefined) return refused('not_found');
    if ((root.sorted_at !== null) === isSorted) return done();
    const sorted = { sorted_at: isSorted ? act.now : null };
    await act.tx.updateTable('comments').set(sorted).where('id', '=', commentId).execute();
    refreshReview(act, acting.review.id);
    return done();
  },
);

async function sentRoot(
  db: Reader,
  { review, youId }: YourReview,
  commentId: string,
): Promise<CommentRow | undefined> {
  const found = await commentWith(db, { reviewId: review.id, commentId, memberId: youId });
  return found?.sent_at != null && found.reply_to === null ? found : undefined;
}
