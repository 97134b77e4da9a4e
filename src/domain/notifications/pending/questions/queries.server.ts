/** Whether a letter about a question, or about sharing its answer, still tells anything. */
import type { Reader } from '#platform/db/database.server.ts';
import type { Facts, QuestionKind } from '../../notice.ts';

interface About {
  readonly kind: QuestionKind;
  readonly facts: Facts;
  readonly memberId: string;
  readonly toldAt: number;
}

/** True where it has been dealt with, or is not there any more. */
export async function isQuestionOver(db: Reader, about: About): Promise<boolean> {
  switch (about.kind) {
    case 'question_asked':
      return !(await isOpen(db, about)) || (await hasAnsweredOrPassed(db, about));
    case 'asking_around_offered':
      return !(await isOpen(db, about)) || (await hasMoved(db, about));
    case 'question_widened':
      return !(await isOpen(db, about)) || (await hasAnsweredOrPassed(db, about));
    case 'post_written':
      return !(await isPostThere(db, about));
    case 'answer_helped':
      return !(await hasHelped(db, about));
    case 'sharing_suggested':
      return !(await isAgreementAwaited(db, about));
    case 'answer_shared':
      return !(await isShared(db, about));
  }
}

const questionOf = (db: Reader, { facts }: About) =>
  db
    .selectFrom('questions')
    .select(['state', 'turn', 'round_at'])
    .where('id', '=', facts.about)
    .executeTakeFirst();

const isOpen = async (db: Reader, about: About): Promise<boolean> =>
  (await questionOf(db, about))?.state === 'open';

async function hasAnsweredOrPassed(db: Reader, { facts, memberId }: About): Promise<boolean> {
  const passed = await db
    .selectFrom('question_people')
    .select('passed_at')
    .where('question_id', '=', facts.about)
    .where('member_id', '=', memberId)
    .where('passed_at', 'is not', null)
    .executeTakeFirst();
  if (passed !== undefined) return true;
  const answer = await db
    .selectFrom('posts')
    .select('id')
    .where('question_id', '=', facts.about)
    .where('from_id', '=', memberId)
    .executeTakeFirst();
  return answer !== undefined;
}

/** Somebody answered, or the asker has said yes to asking around. */
async function hasMoved(db: Reader, about: About): Promise<boolean> {
  const question = await questionOf(db, about);
  return question?.turn !== 'answerer' || (question.round_at ?? 0) > about.toldAt;
}

async function isPostThere(db: Reader, { facts }: About): Promise<boolean> {
  const post = await db
    .selectFrom('posts')
    .select('removed_at')
    .where('id', '=', facts.latest ?? '')
    .executeTakeFirst();
  return post?.removed_at === null;
}

async function hasHelped(db: Reader, { facts }: About): Promise<boolean> {
  const post = await db
    .selectFrom('posts')
    .select('helped_at')
    .where('id', '=', facts.latest ?? '')
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  return typeof post?.helped_at === 'number';
}

/** They have not said yes to the words as they stand now. */
async function isAgreementAwaited(db: Reader, { facts, memberId }: About): Promise<boolean> {
  const row = await db
    .selectFrom('shared_answers')
    .innerJoin('shared_answer_people', 'shared_answer_people.shared_answer_id', 'shared_answers.id')
    .select(['edition', 'agreed_edition'])
    .where('shared_answers.id', '=', facts.latest ?? '')
    .where('shared_answers.state', '=', 'suggested')
    .where('shared_answer_people.member_id', '=', memberId)
    .executeTakeFirst();
  return row !== undefined && row.agreed_edition !== row.edition;
}

async function isShared(db: Reader, { facts }: About): Promise<boolean> {
  const row = await db
    .selectFrom('shared_answers')
    .select('state')
    .where('id', '=', facts.latest ?? '')
    .executeTakeFirst();
  return row?.state === 'shared';
}
