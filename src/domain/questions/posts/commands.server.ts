/** Answers and further words, and what the asker says of them. */
import type { Viewer } from '#domain/members/viewer.ts';
import {
  done,
  refused,
  type Done,
  type Refused,
  type Room,
} from '#domain/pairings/keeping/commands.server.ts';
import { makeId } from '#lib/ids.ts';
import type { Tx } from '#platform/db/database.server.ts';
import { announce } from '#platform/jobs.server.ts';
import type { AnswerHelped, PostWritten } from '../events.ts';
import { inQuestion, saveQuestion, type Acting } from '../keeping/commands.server.ts';
import { aroundOf } from '../keeping/queries.server.ts';
import { burst, mayMarkHelped, mayWrite, mostInBurst, writesFor } from '../policy.ts';
import { marked, removed, written } from '../question.ts';
import { findPost, hasHelpIn, writtenSince, type PostRow } from './queries.server.ts';

interface AboutPost {
  readonly actor: Viewer;
  readonly postId: string;
}

/**
 * Writes an answer, or a further word of the asker's. Between the two of a pairing it stays, until the
 * asker has said yes to asking a few more.
 *
 * @param body already parsed
 */
export function writePost(
  room: Room,
  { actor, questionId, body }: { actor: Viewer; questionId: string; body: string },
): Promise<{ outcome: 'done'; postId: string } | Refused<'not_found' | 'closed' | 'slow_down'>> {
  return inQuestion(room, { actor, questionId }, async (acting) => {
    const { tx, question, part, youId, now, random } = acting;
    if (!mayWrite(acting)) return refused('closed');
    const lately = await writtenSince(tx, { memberId: youId, since: now - burst });
    if (lately >= mostInBurst) return refused('slow_down');
    const postId = makeId(now, random);
    await addPost(tx, { postId, body }, acting);
    const by = part === 'asker' ? 'asker' : 'answerer';
    await saveQuestion(tx, written(question, { by, now }), acting);
    const event: PostWritten = { name: 'PostWritten', questionId, postId, by: youId };
    await announce(tx, { event, now, random });
    return { outcome: 'done', postId };
  });
}

async function addPost(
  tx: Tx,
  { postId, body }: { postId: string; body: string },
  { question, youId, now }: Acting,
): Promise<void> {
  await tx
    .insertInto('posts')
    .values({
      id: postId,
      question_id: question.id,
      from_id: youId,
      seen_by: writesFor(question),
      body,
      written_at: now,
      helped_at: null,
      removed_at: null,
    })
    .execute();
}

/** Lets somebody do something with a post they see; the same answer for everybody else. */
function withPost<Result>(
  room: Room,
  { actor, postId }: AboutPost,
  act: (acting: Acting & { post: PostRow }) => Promise<Result>,
): Promise<Result | Refused<'not_found'>> {
  const { db, clock, random } = room;
  return findPost(db.read, postId).then((known) =>
    known === undefined
      ? refused('not_found')
      : inQuestion(
          { db, clock, random },
          { actor, questionId: known.question_id },
          async (acting) => {
            const post = await findPost(acting.tx, postId);
            return post === undefined ? refused('not_found') : act({ ...acting, post });
          },
        ),
  );
}

/** Takes back one's own words; that there were some stays. Twice is once. */
export function removePost(room: Room, about: AboutPost): Promise<Done | Refused<'not_found'>> {
  return withPost(room, about, async (acting) => {
    const { tx, post, question, pairing, youId, now } = acting;
    if (post.from_id !== youId) return refused('not_found');
    if (post.removed_at !== null) return done;
    await change(tx, post.id, { body: '', thanks: '', helped_at: null, removed_at: now });
    const { hasAnswer } = await aroundOf(tx, { question, pairing });
    const hasHelp = await hasHelpIn(tx, question.id);
    await saveQuestion(tx, removed(question, { hasAnswer, hasHelp }), acting);
    return done;
  });
}

/**
 * The asker says that an answer helped, with words of thanks where they like; saying it again changes the
 * words.
 *
 * @param thanks already parsed, '' for none
 */
export function markHelped(
  room: Room,
  { actor, postId, thanks }: AboutPost & { thanks: string },
): Promise<Done | Refused<'not_found'>> {
  return withPost(room, { actor, postId }, async (acting) => {
    const { tx, post, question, now, random } = acting;
    if (!isAnswer(acting)) return refused('not_found');
    await change(tx, postId, { helped_at: post.helped_at ?? now, thanks });
    await saveQuestion(tx, marked(question, { hasHelp: true, now }), acting);
    if (post.helped_at !== null) return done;
    const event: AnswerHelped = { name: 'AnswerHelped', questionId: question.id, postId };
    await announce(tx, { event, now, random });
    return done;
  });
}

/** The asker takes back that an answer helped. Nobody is told. */
export function unmarkHelped(room: Room, about: AboutPost): Promise<Done | Refused<'not_found'>> {
  return withPost(room, about, async (acting) => {
    const { tx, post, question, now } = acting;
    if (!isAnswer(acting)) return refused('not_found');
    await change(tx, post.id, { helped_at: null, thanks: '' });
    const hasHelp = await hasHelpIn(tx, question.id);
    await saveQuestion(tx, marked(question, { hasHelp, now }), acting);
    return done;
  });
}

/** True where the asker looks at words of somebody else that are still there. */
const isAnswer = (acting: Acting & { post: PostRow }): boolean =>
  mayMarkHelped(acting) &&
  acting.post.from_id !== acting.question.askerId &&
  acting.post.removed_at === null;

async function change(
  tx: Tx,
  postId: string,
  set: { body?: string; thanks: string; helped_at: number | null; removed_at?: number },
): Promise<void> {
  await tx.updateTable('posts').set(set).where('id', '=', postId).execute();
}
