/** Answers and further words, and what the asker says of them. */
import type { Viewer } from '#domain/members/viewer.ts';
import { done, refused, type Refused } from '#lib/outcome.ts';
import { command, type Act, type ActRuntime } from '#platform/act.server.ts';
import { AnswerHelped, PostWritten } from './events.ts';
import {
  questionCommand,
  saveQuestion,
  type YourQuestion,
} from './question-store.commands.server.ts';
import { aroundOf, questionFor } from './question-access.queries.server.ts';
import { burst, mayMarkHelped, mayWrite, mostInBurst, writesFor } from './question.policy.ts';
import { marked, removed, written } from './question.ts';
import {
  findPost,
  hasHelpIn,
  writtenSince,
  type PostRow,
} from './question-posts.queries.server.ts';

interface Writing {
  readonly actor: Viewer;
  readonly questionId: string;
  /** Already parsed. */
  readonly body: string;
}

/**
 * Writes an answer, or a further word of the asker's. Between the two of a pairing it stays, until the
 * asker has said yes to asking a few more.
 */
export const writePost = questionCommand(async (act, yours, { questionId, body }: Writing) => {
  const { question, part, youId } = yours;
  if (!mayWrite(yours)) return refused('closed');
  const lately = await writtenSince(act.tx, { memberId: youId, since: act.now - burst });
  if (lately >= mostInBurst) return refused('slow_down');
  const postId = await addPost(act, { ...yours, body });
  const by = part === 'asker' ? 'asker' : 'answerer';
  await saveQuestion(act, written(question, { by, now: act.now }));
  await act.announce(PostWritten, { questionId, postId, by: youId });
  return done({ postId });
});

async function addPost(
  act: Act,
  { question, youId, body }: YourQuestion & { body: string },
): Promise<string> {
  const id = act.id();
  await act.tx
    .insertInto('posts')
    .values({
      id,
      question_id: question.id,
      from_id: youId,
      seen_by: writesFor(question),
      body,
      written_at: act.now,
      helped_at: null,
      removed_at: null,
    })
    .execute();
  return id;
}

interface AboutPost {
  readonly actor: Viewer;
  readonly postId: string;
}

interface YourPost extends YourQuestion {
  readonly post: PostRow;
}

/** Takes back one's own words; that there were some stays. Twice is once. */
export const removePost = postCommand(async (act, { post, question, pairing, youId }) => {
  if (post.from_id !== youId) return refused('not_found');
  if (post.removed_at !== null) return done();
  await change(act, post.id, { body: '', thanks: '', helped_at: null, removed_at: act.now });
  const { hasAnswer } = await aroundOf(act.tx, { question, pairing });
  const hasHelp = await hasHelpIn(act.tx, question.id);
  await saveQuestion(act, removed(question, { hasAnswer, hasHelp }));
  return done();
});

interface Marking extends AboutPost {
  /** Already parsed, '' for none. */
  readonly thanks: string;
}

/**
 * The asker says that an answer helped, with words of thanks where they like; saying it again changes the
 * words.
 */
export const markHelped = postCommand(async (act, yours, { postId, thanks }: Marking) => {
  const { post, question } = yours;
  if (!isAnswer(yours)) return refused('not_found');
  await change(act, postId, { helped_at: post.helped_at ?? act.now, thanks });
  await saveQuestion(act, marked(question, { hasHelp: true, now: act.now }));
  if (post.helped_at === null)
    await act.announce(AnswerHelped, { questionId: question.id, postId });
  return done();
});

/** The asker takes back that an answer helped. Nobody is told. */
export const unmarkHelped = postCommand(async (act, yours) => {
  const { post, question } = yours;
  if (!isAnswer(yours)) return refused('not_found');
  await change(act, post.id, { helped_at: null, thanks: '' });
  const hasHelp = await hasHelpIn(act.tx, question.id);
  await saveQuestion(act, marked(question, { hasHelp, now: act.now }));
  return done();
});

/** A command about a post somebody sees; `not_found` for everybody else. */
function postCommand<Input extends AboutPost, Result>(
  work: (act: Act, yours: YourPost, input: Input) => Promise<Result>,
): (runtime: ActRuntime, input: Input) => Promise<Result | Refused<'not_found'>> {
  return command(async (act, input: Input) => {
    const { actor, postId } = input;
    const post = await findPost(act.tx, postId);
    if (post === undefined) return refused('not_found');
    const asked = { questionId: post.question_id, memberId: actor.id };
    const found = await questionFor(act.tx, asked);
    if (found === undefined) return refused('not_found');
    return work(act, { ...found, post, youId: actor.id }, input);
  });
}

/** True where the asker looks at words of somebody else that are still there. */
const isAnswer = (yours: YourPost): boolean =>
  mayMarkHelped(yours) &&
  yours.post.from_id !== yours.question.askerId &&
  yours.post.removed_at === null;

async function change(
  { tx }: Act,
  postId: string,
  set: { body?: string; thanks: string; helped_at: number | null; removed_at?: number },
): Promise<void> {
  await tx.updateTable('posts').set(set).where('id', '=', postId).execute();
}
