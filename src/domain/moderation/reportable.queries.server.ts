/**
 * What two or a few wrote in reviews, questions and shared answers, as far as somebody may report it: what
 * they can read and others wrote. It is loaded through the same doors as the pages (requirement C2).
 */
import { postsFor, findPost } from '#domain/questions/question-posts.queries.server.ts';
import { questionFor } from '#domain/questions/question-access.queries.server.ts';
import { sharedAnswer } from '#domain/questions/shared-answers.queries.server.ts';
import { reviewWith } from '#domain/reviews/review-store.queries.server.ts';
import { isId } from '#lib/ids.ts';
import type { Reader } from '#platform/db/database.server.ts';
import { nearbyEachWay, type Nearby, type Passage } from './report.ts';

interface ReportableQuery {
  readonly thingId: string;
  readonly viewerId: string;
}

/** Something written, by whom and where it is read. */
export interface Work {
  /** Null where several wrote it, or somebody who is not named. */
  readonly about: { readonly id: string; readonly name: string } | null;
  /** The review, question or shared answer. */
  readonly placeId: string;
}

const memberOf = (db: Reader, memberId: string) =>
  db.selectFrom('members').select(['id', 'name']).where('id', '=', memberId).executeTakeFirst();

/** A comment or reply that was sent, for the other of the two. */
export async function findComment(
  db: Reader,
  { thingId, viewerId }: ReportableQuery,
): Promise<Work | undefined> {
  const row = await sentComment(db, thingId);
  if (row === undefined || row.from_id === viewerId) return undefined;
  const found = await reviewWith(db, { reviewId: row.review_id, memberId: viewerId });
  const about = found && (await memberOf(db, row.from_id));
  return about && { about, placeId: row.review_id };
}

const sentComment = (db: Reader, commentId: string) =>
  db
    .selectFrom('comments')
    .selectAll()
    .where('id', '=', commentId)
    .where('sent_at', 'is not', null)
    .executeTakeFirst();

/** A question, for those who were asked. */
export async function findQuestion(
  db: Reader,
  { thingId, viewerId }: ReportableQuery,
): Promise<Work | undefined> {
  const found = await questionFor(db, { questionId: thingId, memberId: viewerId });
  if (found === undefined || found.part === 'asker') return undefined;
  const about = await memberOf(db, found.question.askerId);
  return about && { about, placeId: thingId };
}

/** An answer or a further word, for those who can read it. */
export async function findPostOf(
  db: Reader,
  { thingId, viewerId }: ReportableQuery,
): Promise<Work | undefined> {
  const post = await findPost(db, thingId);
  if (post === undefined || post.from_id === viewerId) return undefined;
  const rows = await postsSeen(db, { questionId: post.question_id, viewerId });
  const isSeen = rows.some(({ id }) => id === thingId);
  const about = isSeen ? await memberOf(db, post.from_id) : undefined;
  return about && { about, placeId: post.question_id };
}

async function postsSeen(
  db: Reader,
  { questionId, viewerId }: { questionId: string; viewerId: string },
) {
  const found = await questionFor(db, { questionId, memberId: viewerId });
  return found === undefined ? [] : postsFor(db, { found, viewerId });
}

/** A shared answer, for all but those whose words it holds. It is about nobody: names can be left out of it. */
export async function findSharedAnswer(
  db: Reader,
  { thingId: id, viewerId }: ReportableQuery,
): Promise<Work | undefined> {
  const shared = await sharedAnswer(db, { id, viewerId });
  return shared === undefined || shared.isYours ? undefined : { about: null, placeId: id };
}

/** Those whose words a shared answer holds, who never read a report about it. */
export async function writersOf(db: Reader, sharedAnswerId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('shared_answer_people')
    .select('member_id')
    .where('shared_answer_id', '=', sharedAnswerId)
    .execute();
  return rows.map(({ member_id }) => member_id);
}

/** The words of a comment and what it suggests; the code it is about stays between the two. */
export async function commentPassages(db: Reader, commentId: string): Promise<Passage[]> {
  const row = await sentComment(db, commentId);
  if (row === undefined) return [];
  const { body, suggestion, sent_at: at } = row;
  return [
    { part: 'comment', words: body, at },
    { part: 'suggestion', words: suggestion ?? '', at },
  ];
}

export async function questionPassages(db: Reader, questionId: string): Promise<Passage[]> {
  const row = await db
    .selectFrom('questions')
    .select(['title', 'body', 'tried', 'tried_for', 'asked_at'])
    .where('id', '=', questionId)
    .executeTakeFirst();
  if (row === undefined) return [];
  const { title, body, tried, tried_for, asked_at: at } = row;
  return [
    { part: 'title', words: title, at },
    { part: 'question', words: body, at },
    { part: 'tried', words: [tried, tried_for].filter((text) => text !== '').join('\n'), at },
  ];
}

export async function postPassages(db: Reader, postId: string): Promise<Passage[]> {
  const post = await findPost(db, postId);
  return post === undefined ? [] : [{ part: 'post', words: post.body, at: post.written_at }];
}

export async function sharedAnswerPassages(db: Reader, id: string): Promise<Passage[]> {
  const row = await db
    .selectFrom('shared_answers')
    .select(['title', 'question', 'answer', 'shared_at'])
    .where('id', '=', isId(id) ? id : '')
    .executeTakeFirst();
  if (row === undefined) return [];
  const { title, question, answer, shared_at: at } = row;
  return [
    { part: 'title', words: title, at },
    { part: 'question', words: question, at },
    { part: 'post', words: answer, at },
  ];
}

interface Written {
  readonly id: string;
  readonly fromId: string;
  readonly words: string;
  readonly at: number;
}

interface Around {
  readonly thingId: string;
  readonly placeId: string;
  readonly aboutId: string;
}

/** What was said around a comment under the same lines, in the order it was written. */
export async function commentsNear(db: Reader, around: Around): Promise<Nearby[]> {
  const root = (await sentComment(db, around.thingId))?.reply_to ?? around.thingId;
  const rows = await db
    .selectFrom('comments')
    .select(['id', 'from_id', 'body', 'sent_at'])
    .where('review_id', '=', around.placeId)
    .where((eb) => eb.or([eb('id', '=', root), eb('reply_to', '=', root)]))
    .where('sent_at', 'is not', null)
    .where('removed_at', 'is', null)
    .orderBy('sent_at')
    .orderBy('id')
    .execute();
  const said = rows.map(({ id, from_id: fromId, body: words, sent_at }) => ({
    ...{ id, fromId, words },
    at: sent_at ?? 0,
  }));
  return nearest(said, around);
}

/** The posts around one that its reporter can read themselves. */
export async function postsNear(
  db: Reader,
  { viewerId, ...around }: Around & { viewerId: string },
): Promise<Nearby[]> {
  const rows = await postsSeen(db, { questionId: around.placeId, viewerId });
  const said = rows
    .filter(({ removed_at }) => removed_at === null)
    .map(({ id, from_id: fromId, body: words, written_at: at }) => ({ id, fromId, words, at }));
  return nearest(said, around);
}

function nearest(all: readonly Written[], { thingId, aboutId }: Around): Nearby[] {
  const place = all.findIndex(({ id }) => id === thingId);
  if (place < 0) return [];
  const before = all.slice(Math.max(0, place - nearbyEachWay), place);
  const after = all.slice(place + 1, place + 1 + nearbyEachWay);
  return [...before, ...after].map(({ fromId, words, at }) => ({
    by: fromId === aboutId ? 'them' : 'other',
    words,
    at,
  }));
}
