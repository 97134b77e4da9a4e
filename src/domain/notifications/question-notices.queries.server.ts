/** Notices about questions. Whoever was asked around is told of the asker and of nobody else. */
import { readPairing } from '#domain/pairings/pairing-store.queries.server.ts';
import {
  AnswerHelped,
  AskingAroundOffered,
  PostWritten,
  QuestionAsked,
  QuestionWidened,
} from '#domain/questions/events.ts';
import type { Reader } from '#platform/db/database.server.ts';
import { m } from '#words/paraglide/messages.js';
import type { NoticeFacts, Recipient, Waiting } from './notice.ts';
import { notice, type Notice } from './notice-kind.queries.server.ts';
import { lastSeenAt } from './seen-notices.queries.server.ts';

interface ToldQuestion {
  readonly id: string;
  readonly askerId: string;
  /** The other of the pairing it was asked in. */
  readonly partnerId: string | null;
  readonly state: 'open' | 'helped' | 'closed';
  readonly turn: string;
  readonly roundAt: number | null;
  readonly offeredAt: number | null;
}

async function questionOf(db: Reader, questionId: string): Promise<ToldQuestion | undefined> {
  const row = await db
    .selectFrom('questions')
    .select(['id', 'asker_id', 'pairing_id', 'state', 'turn', 'round_at', 'offered_at'])
    .where('id', '=', questionId)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { id, asker_id: askerId, state, turn, round_at: roundAt, offered_at: offeredAt } = row;
  const pairing = row.pairing_id === null ? undefined : await readPairing(db, row.pairing_id);
  const partnerId = pairing === undefined ? null : otherOf(pairing, askerId);
  return { id, askerId, partnerId, state, turn, roundAt, offeredAt };
}

const otherOf = (
  { mentorId, menteeId }: { mentorId: string; menteeId: string },
  memberId: string,
): string => (memberId === mentorId ? menteeId : mentorId);

const hrefOf = (questionId: string): string => `/questions/${questionId}`;

interface QuestionRecipient {
  readonly memberId: string;
  readonly otherId: string | null;
  /** What tells this time from another of the same kind. */
  readonly time: string | number;
  readonly facts?: Partial<NoticeFacts>;
}

const toOne = (
  { id }: ToldQuestion,
  { memberId, otherId, time, facts = {} }: QuestionRecipient,
): Recipient => ({
  key: `${id}:${time}:${memberId}`,
  memberId,
  otherId,
  facts: { about: id, ...facts },
  href: hrefOf(id),
});

async function stillAsked(
  db: Reader,
  { questionId, memberIds }: { questionId: string; memberIds: readonly string[] },
): Promise<string[]> {
  const passed = await db
    .selectFrom('question_people')
    .select('member_id')
    .where('question_id', '=', questionId)
    .where('passed_at', 'is not', null)
    .execute();
  return memberIds.filter((id) => !passed.some(({ member_id }) => member_id === id));
}

const isClosed = async (db: Reader, { facts }: Waiting): Promise<boolean> =>
  (await questionOf(db, facts.about))?.state !== 'open';

const isClosedOrAnswered = async (db: Reader, waiting: Waiting): Promise<boolean> =>
  (await isClosed(db, waiting)) || (await hasAnsweredOrPassed(db, waiting));

async function hasAnsweredOrPassed(db: Reader, { facts, memberId }: Waiting): Promise<boolean> {
  const asked = { questionId: facts.about, memberIds: [memberId] };
  if ((await stillAsked(db, asked)).length === 0) return true;
  const answer = await db
    .selectFrom('posts')
    .select('id')
    .where('question_id', '=', facts.about)
    .where('from_id', '=', memberId)
    .executeTakeFirst();
  return answer !== undefined;
}

/** The partner is told once that there is no hurry; the few more are asked. */
const questionWidened = notice('question_widened', QuestionWidened, {
  preference: 'questions',
  isUrgent: false,
  async to(db, { questionId }) {
    const question = await questionOf(db, questionId);
    if (question?.state !== 'open' || question.partnerId === null) return [];
    const { partnerId: memberId, askerId: otherId } = question;
    return [toOne(question, { memberId, otherId, time: '' })];
  },
  isOver: isClosedOrAnswered,
  words: (w, to) => ({
    subject: m.letters_question_widened(w, to),
    paragraphs: [m.letters_question_widened_what({}, to)],
    button: m.letters_question_open_button({}, to),
  }),
});

/** Whoever is asked now and has not passed on it; of those asked around, the partner is told already. */
const questionAsked = notice('question_asked', [QuestionAsked, QuestionWidened], {
  preference: 'questions',
  isFromOther: true,
  async to(db, { questionId, memberIds }, { event }) {
    const question = await questionOf(db, questionId);
    if (question?.state !== 'open') return [];
    const { askerId: otherId, partnerId } = question;
    const isAskedNow = (memberId: string) => event === QuestionAsked.name || memberId !== partnerId;
    const asked = await stillAsked(db, { questionId, memberIds: memberIds.filter(isAskedNow) });
    return asked.map((memberId) => {
      const facts = { what: memberId === partnerId ? '' : 'asked_around' };
      return toOne(question, { memberId, otherId, time: '', facts });
    });
  },
  isOver: isClosedOrAnswered,
  words: (w, to) =>
    w.what === 'asked_around'
      ? {
          subject: m.letters_question_asked_around(w, to),
          paragraphs: [
            m.letters_question_asked_around_what({}, to),
            m.letters_question_asked_around_next({}, to),
          ],
          button: m.letters_question_asked_button({}, to),
        }
      : {
          subject: m.letters_question_asked(w, to),
          paragraphs: [
            m.letters_question_asked_what({}, to),
            m.letters_question_asked_next({}, to),
          ],
          button: m.letters_question_asked_button({}, to),
        },
});

/** The asker alone; it names nobody, for nobody is to blame. */
const askingAroundOffered = notice('asking_around_offered', AskingAroundOffered, {
  preference: 'questions',
  async to(db, { questionId }) {
    const question = await questionOf(db, questionId);
    if (question?.state !== 'open') return [];
    const { askerId: memberId, offeredAt } = question;
    return [toOne(question, { memberId, otherId: null, time: offeredAt ?? 0 })];
  },
  // Over as well once somebody answered, or the asker has said yes to asking around.
  async isOver(db, { facts, toldAt }) {
    const question = await questionOf(db, facts.about);
    if (question?.state !== 'open' || question.turn !== 'answerer') return true;
    return (question.roundAt ?? 0) > toldAt;
  },
  words: (_w, to) => ({
    subject: m.letters_asking_around_offered({}, to),
    paragraphs: [
      m.letters_asking_around_offered_what({}, to),
      m.letters_asking_around_offered_next({}, to),
    ],
    button: m.letters_question_open_button({}, to),
  }),
});

const postOf = (db: Reader, postId: string) =>
  db
    .selectFrom('posts')
    .select(['from_id', 'written_at', 'helped_at', 'removed_at', 'seen_by'])
    .where('id', '=', postId)
    .where('removed_at', 'is', null)
    .executeTakeFirst();

/**
 * An answer is for the asker; a further word of the asker's is for their partner and for whoever has
 * answered, as far as they may read it. One notice for each writer until its reader has looked again.
 */
const postWritten = notice('post_written', PostWritten, {
  preference: 'questions',
  isFromOther: true,
  isBurst: true,
  async to(db, { questionId, postId, by }) {
    const question = await questionOf(db, questionId);
    const post = await postOf(db, postId);
    if (question === undefined || post === undefined) return [];
    const isFurther = by === question.askerId;
    const readers = isFurther
      ? await readersOf(db, { question, seenBy: post.seen_by })
      : [question.askerId];
    const facts = { latest: postId, what: isFurther ? 'further' : 'answer' };
    const recipients: Recipient[] = [];
    for (const memberId of readers) {
      const seenAt = await lastSeenAt(db, { memberId, href: hrefOf(questionId) });
      if (seenAt > post.written_at) continue;
      recipients.push(toOne(question, { memberId, otherId: by, time: `${by}:${seenAt}`, facts }));
    }
    return recipients;
  },
  isOver: async (db, { facts }) => (await postOf(db, facts.latest ?? '')) === undefined,
  words: (w, to) => ({
    subject: w.what === 'further' ? m.letters_post_further(w, to) : m.letters_post_answered(w, to),
    paragraphs: [
      w.what === 'further'
        ? m.letters_post_further_what({}, to)
        : m.letters_post_answered_what(w, to),
    ],
    button: m.letters_question_open_button({}, to),
  }),
});

async function readersOf(
  db: Reader,
  { question, seenBy }: { question: ToldQuestion; seenBy: 'partners' | 'everyone_asked' },
): Promise<string[]> {
  const { id, askerId, partnerId } = question;
  const partners = partnerId === null ? [] : [partnerId];
  if (seenBy === 'partners') return partners;
  const answered = await db
    .selectFrom('posts')
    .select('from_id')
    .distinct()
    .where('question_id', '=', id)
    .where('from_id', '<>', askerId)
    .execute();
  const memberIds = answered.map(({ from_id }) => from_id);
  return [...new Set([...partners, ...(await stillAsked(db, { questionId: id, memberIds }))])];
}

/** Whoever wrote it; the words of thanks stand on the page. */
const answerHelped = notice('answer_helped', AnswerHelped, {
  preference: 'questions',
  isUrgent: false,
  isFromOther: true,
  async to(db, { questionId, postId }) {
    const question = await questionOf(db, questionId);
    const post = await postOf(db, postId);
    if (question === undefined || post === undefined || post.helped_at === null) return [];
    if (post.from_id === question.askerId) return [];
    const told = { memberId: post.from_id, otherId: question.askerId, time: postId };
    return [toOne(question, { ...told, facts: { latest: postId } })];
  },
  isOver: async (db, { facts }) =>
    ((await postOf(db, facts.latest ?? ''))?.helped_at ?? null) === null,
  words: (w, to) => ({
    subject: m.letters_answer_helped(w, to),
    paragraphs: [m.letters_answer_helped_what({}, to)],
    button: m.letters_question_open_button({}, to),
  }),
});

export const questionNotices: readonly Notice[] = [
  questionWidened,
  questionAsked,
  askingAroundOffered,
  postWritten,
  answerHelped,
];
