import type { Selectable } from 'kysely';
import { apartFrom } from '#domain/members/blocks.queries.server.ts';
import { isId } from '#lib/ids.ts';
import type { Reader } from '#platform/db/database.server.ts';
import type { PostsTable } from './tables.ts';
import type { Found } from './question-access.queries.server.ts';

export type PostRow = Selectable<PostsTable>;

/** A post by its id. Whether somebody may see its question is for the caller to ask. */
export async function findPost(db: Reader, postId: string): Promise<PostRow | undefined> {
  if (!isId(postId)) return undefined;
  return db.selectFrom('posts').selectAll().where('id', '=', postId).executeTakeFirst();
}

/** True where an answer to a question has helped. */
export async function hasHelpIn(db: Reader, questionId: string): Promise<boolean> {
  const row = await db
    .selectFrom('posts')
    .select('id')
    .where('question_id', '=', questionId)
    .where('helped_at', 'is not', null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** How many posts a member wrote since an instant, in epoch milliseconds. */
export async function writtenSince(
  db: Reader,
  { memberId, since }: { memberId: string; since: number },
): Promise<number> {
  const { count } = await db
    .selectFrom('posts')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('from_id', '=', memberId)
    .where('written_at', '>', since)
    .executeTakeFirstOrThrow();
  return count;
}

/**
 * The posts of a question one of those it concerns may read, the first first. Words between the two of a
 * pairing are read from the database for these two only. What the other of a pairing reads ends with it,
 * and nobody reads people they are set apart from, but for what the two of a pairing wrote each other.
 */
export async function postsFor(
  db: Reader,
  { found, viewerId }: { found: Found; viewerId: string },
): Promise<PostRow[]> {
  const { question, pairing, part } = found;
  const until = part === 'partner' ? (pairing?.wrappedUpAt ?? null) : null;
  const rows = await db
    .selectFrom('posts')
    .selectAll()
    .where('question_id', '=', question.id)
    .$if(part === 'asked_around', (query) => query.where('seen_by', '=', 'everyone_asked'))
    .$if(until !== null, (query) => query.where('written_at', '<=', until ?? 0))
    .orderBy('written_at')
    .orderBy('id')
    .execute();
  const apart = await apartFrom(db, viewerId);
  const both = part === 'asked_around' ? [] : [pairing?.mentorId, pairing?.menteeId];
  return rows.filter(({ from_id: fromId }) => both.includes(fromId) || !apart.has(fromId));
}
