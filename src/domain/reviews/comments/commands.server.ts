/** Comments: written as drafts, sent together, answered one by one. */
import {
  done,
  refused,
  type Done,
  type Refused,
  type Room,
} from '#domain/pairings/keeping/commands.server.ts';
import type { Tx } from '#platform/db/database.server.ts';
import { announce } from '#platform/jobs.server.ts';
import { makeId } from '#lib/ids.ts';
import { indexOf } from '#lib/known-text.ts';
import type { CommentReplied } from '../events.ts';
import type { CommentForm } from '../input.ts';
import {
  closedReview,
  inReview,
  saveReview,
  tellReview,
  type ActingInReview,
  type Closed,
  type Touching,
} from '../keeping/commands.server.ts';
import { filesOf, revisionsOf, type Revision } from '../revisions/queries.server.ts';
import { textsOf } from '../texts/queries.server.ts';
import { isOnLines, mostComments, type Place } from './comment.ts';
import { commentWith, placeFrom, type CommentRow } from './queries.server.ts';

type Written = { outcome: 'done'; commentId: string } | Refused<'not_found' | 'too_many'> | Closed;

interface Commenting extends Touching {
  /** The number of the revision it is written on. */
  readonly revision: number;
  readonly place: Place;
  readonly form: CommentForm;
}

/**
 * Writes a draft that nobody else sees yet. The same words at the same place are written once.
 * `no_such_place`: there is no such revision, file or line.
 */
export function draftComment(
  room: Room,
  { revision: number, place, form, ...touching }: Commenting,
): Promise<Written | Refused<'no_such_place'>> {
  return inReview(room, touching, async (acting): Promise<Written | Refused<'no_such_place'>> => {
    const { tx, review } = acting;
    const closed = closedReview(acting);
    if (closed !== null) return closed;
    const revisions = await revisionsOf(tx, review.id);
    const revision = revisions.find((each) => each.number === number && each.sent_at !== null);
    if (revision === undefined || !(await isThere(tx, { revision, place })))
      return refused('no_such_place');
    const own = { ...columnsOf(place), ...fitting(form, place), revision_id: revision.id };
    return (await same(acting, own)) ?? write(acting, { ...own, reply_to: null, sent_at: null });
  });
}

/** A suggestion needs lines of the code as it is now, to take the place of. */
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
  tx: Tx,
  { revision, place }: { revision: Revision; place: Place },
): Promise<boolean> {
  if (place === null) return true;
  const files = await filesOf(tx, [revision.id]);
  const file = files.find(({ path }) => path === place.path);
  if (file === undefined || !isOnLines(place)) return file !== undefined;
  const id = place.side === 'before' ? file.beforeId : file.afterId;
  const text = id === null ? undefined : (await textsOf(tx, [id])).get(id);
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

async function same(
  { tx, review, youId }: ActingInReview,
  { body, kind, suggestion, ...place }: Omit<New, 'reply_to' | 'sent_at'>,
): Promise<{ outcome: 'done'; commentId: string } | null> {
  const rows = await tx
    .selectFrom('comments')
    .selectAll()
    .where('review_id', '=', review.id)
    .where('from_id', '=', youId)
    .where('sent_at', 'is', null)
    .where('body', '=', body)
    .execute();
  const found = rows.find(
    (row) =>
      row.kind === kind &&
      row.suggestion === suggestion &&
      row.revision_id === place.revision_id &&
      row.path === place.path &&
      row.side === place.side &&
      row.from_line === place.from_line &&
      row.to_line === place.to_line,
  );
  return found === undefined ? null : { ...done, commentId: found.id };
}

async function write(
  { tx, review, youId, now, random }: ActingInReview,
  comment: New,
): Promise<Written> {
  const count = await tx
    .selectFrom('comments')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('review_id', '=', review.id)
    .executeTakeFirst();
  if (Number(count?.count ?? 0) >= mostComments) return refused('too_many');
  const commentId = makeId(now, random);
  const unset = { sorted_at: null, taken_at: null, removed_at: null };
  const by = { id: commentId, review_id: review.id, from_id: youId, drafted_at: now };
  await tx
    .insertInto('comments')
    .values({ ...comment, ...by, ...unset })
    .execute();
  return { ...done, commentId };
}

interface TouchingComment extends Touching {
  readonly commentId: string;
}

export type Edited =
  | { outcome: 'done'; version: number }
  | Refused<'not_found' | 'sent'>
  | Closed
  /** It was changed elsewhere since; both are to be shown, and saving again needs this version. */
  | { outcome: 'refused'; code: 'changed'; theirs: CommentForm; version: number };

/**
 * Changes a draft.
 *
 * @param version the one the writer began with
 */
export function editDraft(
  room: Room,
  {
    commentId,
    version,
    form,
    ...touching
  }: TouchingComment & { version: number; form: CommentForm },
): Promise<Edited> {
  return inReview(room, touching, async (acting): Promise<Edited> => {
    const { tx, review, youId } = acting;
    const closed = closedReview(acting);
    if (closed !== null) return closed;
    const comment = await commentWith(tx, { reviewId: review.id, commentId, memberId: youId });
    if (comment?.from_id !== youId) return refused('not_found');
    if (comment.sent_at !== null) return refused('sent');
    const next = fitting(form, placeFrom(comment));
    const { kind, body, suggestion } = comment;
    const theirs = { kind: kind ?? next.kind, body, suggestion };
    if (isAlike(theirs, next)) return { ...done, version: comment.version };
    if (comment.version !== version)
      return { outcome: 'refused', code: 'changed', theirs, version: comment.version };
    const row = { ...next, version: version + 1 };
    await tx.updateTable('comments').set(row).where('id', '=', commentId).execute();
    return { ...done, version: version + 1 };
  });
}

const isAlike = (one: CommentForm, another: CommentForm): boolean =>
  one.kind === another.kind && one.body === another.body && one.suggestion === another.suggestion;

/** Throws one's own draft away, or takes the words of what one sent away; that it was there stays. */
export function removeComment(
  room: Room,
  { commentId, ...touching }: TouchingComment,
): Promise<Done | Refused<'not_found' | 'wrapped_up' | 'not_available'>> {
  return inReview(room, touching, async ({ tx, review, youId, now }) => {
    const comment = await commentWith(tx, { reviewId: review.id, commentId, memberId: youId });
    if (comment?.from_id !== youId) return refused('not_found');
    if (comment.sent_at === null)
      await tx.deleteFrom('comments').where('id', '=', commentId).execute();
    else if (comment.removed_at === null) {
      const emptied = { body: '', suggestion: null, removed_at: now };
      await tx.updateTable('comments').set(emptied).where('id', '=', commentId).execute();
      tellReview(tx, review.id);
    }
    return done;
  });
}

/** Answers a comment, at once. A reply to the same comment in the same words is written once. */
export function reply(
  room: Room,
  { commentId: repliedTo, body, ...touching }: TouchingComment & { body: string },
): Promise<Written> {
  return inReview(room, touching, async (acting): Promise<Written> => {
    const { tx, review, youId, now, random } = acting;
    const closed = closedReview(acting);
    if (closed !== null) return closed;
    const root = await sentRoot(acting, repliedTo);
    if (root === undefined) return refused('not_found');
    const twin = await sameReply(tx, { root, fromId: youId, body });
    if (twin !== undefined) return { ...done, commentId: twin.id };
    const written = await write(acting, {
      ...columnsOf(null),
      ...{ kind: null, suggestion: null, revision_id: root.revision_id },
      ...{ body, reply_to: root.id, sent_at: now },
    });
    if (written.outcome === 'refused') return written;
    await saveReview(tx, { ...review, changedAt: now });
    const { commentId } = written;
    const about = { pairingId: review.pairingId, reviewId: review.id, commentId };
    const event: CommentReplied = { name: 'CommentReplied', ...about, by: youId };
    await announce(tx, { event, now, random });
    return written;
  });
}

/** The last thing said under a comment, where it is this very one. */
async function sameReply(
  tx: Tx,
  { root, fromId, body }: { root: CommentRow; fromId: string; body: string },
): Promise<{ id: string } | undefined> {
  const last = await tx
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
export function sortThread(
  room: Room,
  { commentId, isSorted, ...touching }: TouchingComment & { isSorted: boolean },
): Promise<Done | Refused<'not_found'> | Closed> {
  return inReview(room, touching, async (acting) => {
    const closed = closedReview(acting);
    if (closed !== null) return closed;
    const root = await sentRoot(acting, commentId);
    if (root === undefined) return refused('not_found');
    if ((root.sorted_at !== null) === isSorted) return done;
    const sorted = { sorted_at: isSorted ? acting.now : null };
    await acting.tx.updateTable('comments').set(sorted).where('id', '=', commentId).execute();
    tellReview(acting.tx, acting.review.id);
    return done;
  });
}

async function sentRoot(
  { tx, review, youId }: ActingInReview,
  commentId: string,
): Promise<CommentRow | undefined> {
  const found = await commentWith(tx, { reviewId: review.id, commentId, memberId: youId });
  return found?.sent_at != null && found.reply_to === null ? found : undefined;
}
