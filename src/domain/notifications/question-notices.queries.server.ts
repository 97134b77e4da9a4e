/** Who is told what about questions. Whoever was asked around is told of the asker and of nobody else. */
import { readPairing } from '#domain/pairings/keeping/queries.server.ts';
import type {
  AnswerHelped,
  AskingAroundOffered,
  PostWritten,
  QuestionAsked,
  QuestionWidened,
} from '#domain/questions/events.ts';
import type { Reader } from '#platform/db/database.server.ts';
import type { Facts, NoticeKind, Telling } from '../../notice.ts';
import { lastSeenAt } from '../../seeing/queries.server.ts';

type Tellings = Promise<Telling[]>;

interface Asked {
  readonly id: string;
  readonly askerId: string;
  /** The other of the pairing it was asked in. */
  readonly partnerId: string | null;
  readonly state: 'open' | 'helped' | 'closed';
  readonly offeredAt: number | null;
}

async function questionOf(db: Reader, questionId: string): Promise<Asked | undefined> {
  const row = await db
    .selectFrom('questions')
    .select(['id', 'asker_id', 'pairing_id', 'state', 'offered_at'])
    .where('id', '=', questionId)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { id, asker_id: askerId, state } = row;
  const pairing = row.pairing_id === null ? undefined : await readPairing(db, row.pairing_id);
  const partnerId = pairing === undefined ? null : otherOf(pairing, askerId);
  return { id, askerId, partnerId, state, offeredAt: row.offered_at };
}

const otherOf = (
  { mentorId, menteeId }: { mentorId: string; menteeId: string },
  memberId: string,
): string => (memberId === mentorId ? menteeId : mentorId);

interface About {
  readonly memberId: string;
  readonly otherId: string | null;
  readonly kind: NoticeKind;
  /** What tells this time from another of the same kind. */
  readonly time: string | number;
  readonly facts?: Partial<Facts>;
}

const hrefOf = (questionId: string): string => `/questions/${questionId}`;

const toOne = ({ id }: Asked, { memberId, otherId, kind, time, facts = {} }: About): Telling => ({
  key: `${kind}:${id}:${time}:${memberId}`,
  memberId,
  otherId,
  kind,
  facts: { about: id, ...facts },
  href: hrefOf(id),
});

/** Whoever is asked now and has not passed on it. */
export async function questionAsked(
  db: Reader,
  { questionId, memberIds }: QuestionAsked,
): Tellings {
  const question = await questionOf(db, questionId);
  if (question?.state !== 'open') return [];
  const { askerId: otherId, partnerId } = question;
  const asked = await stillAsked(db, { questionId, memberIds });
  return asked.map((memberId) => {
    const what = memberId === partnerId ? '' : 'asked_around';
    const about = { memberId, otherId, kind: 'question_asked', time: '' } as const;
    return toOne(question, { ...about, facts: { what } });
  });
}

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

/** The asker alone; it names nobody, for nobody is to blame. */
export async function askingAroundOffered(
  db: Reader,
  { questionId }: AskingAroundOffered,
): Tellings {
  const question = await questionOf(db, questionId);
  if (question?.state !== 'open') return [];
  const { askerId: memberId, offeredAt } = question;
  const about = { kind: 'asking_around_offered', time: offeredAt ?? 0 } as const;
  return [toOne(question, { memberId, otherId: null, ...about })];
}

/** The partner hears once that there is no hurry; the few more are asked. */
export async function questionWidened(
  db: Reader,
  { questionId, memberIds }: QuestionWidened,
): Tellings {
  const question = await questionOf(db, questionId);
  if (question?.state !== 'open') return [];
  const { partnerId, askerId: otherId } = question;
  const more = memberIds.filter((id) => id !== partnerId);
  const asked = await questionAsked(db, { name: 'QuestionAsked', questionId, memberIds: more });
  if (partnerId === null) return asked;
  const about = { memberId: partnerId, otherId, kind: 'question_widened', time: '' } as const;
  return [toOne(question, about), ...asked];
}

/**
 * An answer is for the asker; a further word of the asker's is for their partner and for whoever has
 * answered, as far as they may read it. One notice for each writer until its reader has looked again.
 */
export async function postWritten(db: Reader, { questionId, postId, by }: PostWritten): Tellings {
  const question = await questionOf(db, questionId);
  const post = await db
    .selectFrom('posts')
    .select(['written_at', 'removed_at', 'seen_by'])
    .where('id', '=', postId)
    .executeTakeFirst();
  if (question === undefined || post === undefined || post.removed_at !== null) return [];
  const isFurther = by === question.askerId;
  const readers = isFurther
    ? await readersOf(db, { question, seenBy: post.seen_by })
    : [question.askerId];
  const facts = { latest: postId, what: isFurther ? 'further' : 'answer' };
  const tellings: Telling[] = [];
  for (const memberId of readers) {
    const seenAt = await lastSeenAt(db, { memberId, href: hrefOf(questionId) });
    if (seenAt > post.written_at) continue;
    const about = { memberId, otherId: by, kind: 'post_written', time: `${by}:${seenAt}` } as const;
    tellings.push(toOne(question, { ...about, facts }));
  }
  return tellings;
}

async function readersOf(
  db: Reader,
  { question, seenBy }: { question: Asked; seenBy: 'partners' | 'everyone_asked' },
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
  const others = await stillAsked(db, {
    questionId: id,
    memberIds: answered.map(({ from_id }) => from_id),
  });
  return [...new Set([...partners, ...others])];
}

/** Whoever wrote it; the words of thanks stand on the page. */
export async function answerHelped(db: Reader, { questionId, postId }: AnswerHelped): Tellings {
  const question = await questionOf(db, questionId);
  const post = await db
    .selectFrom('posts')
    .select(['from_id', 'helped_at', 'removed_at'])
    .where('id', '=', postId)
    .executeTakeFirst();
  if (question === undefined || post === undefined || post.helped_at === null) return [];
  if (post.removed_at !== null || post.from_id === question.askerId) return [];
  const about = { kind: 'answer_helped', time: postId, facts: { latest: postId } } as const;
  return [toOne(question, { memberId: post.from_id, otherId: question.askerId, ...about })];
}
