/** Questions as their rows hold them, and how somebody stands to one. */
import type { Selectable } from 'kysely';
import { findCommunity } from '#domain/community/community.queries.server.ts';
import { areApart } from '#domain/members/blocks.queries.server.ts';
import { readPairing } from '#domain/pairings/pairing-store.queries.server.ts';
import type { Pairing } from '#domain/pairings/pairing.ts';
import { isBetween } from '#domain/pairings/pairing.policy.ts';
import { isId } from '#lib/ids.ts';
import type { Reader } from '#platform/db/database.server.ts';
import type { QuestionsTable } from './tables.ts';
import type { Part } from './question-summary.ts';
import type { QuestionAccess } from './question.policy.ts';
import type { Around, Question } from './question.ts';

export type QuestionRow = Selectable<QuestionsTable>;

/** A question as its row holds it, without its words. */
export const questionFrom = (row: QuestionRow): Question => ({
  id: row.id,
  askerId: row.asker_id,
  pairingId: row.pairing_id,
  skillId: row.skill_id,
  state: row.state,
  turn: row.turn,
  askedAt: row.asked_at,
  changedAt: row.changed_at,
  promisedBy: row.promised_by,
  offeredAt: row.offered_at,
  widenedAt: row.widened_at,
  rounds: row.rounds,
  roundAt: row.round_at,
});

const readRow = (db: Reader, questionId: string) =>
  db.selectFrom('questions').selectAll().where('id', '=', questionId).executeTakeFirst();

/** A question by its id, whoever asked it. For tasks and reactions, never for a page. */
export async function readQuestion(db: Reader, questionId: string): Promise<Question | undefined> {
  const row = isId(questionId) ? await readRow(db, questionId) : undefined;
  return row === undefined ? undefined : questionFrom(row);
}

/** What a pairing, or none, means for a question. */
export function pairingAround(
  pairing: Pairing | undefined,
): Pick<Around, 'pairing' | 'restingUntil'> {
  if (pairing === undefined) return { pairing: 'none', restingUntil: null };
  const { state, restingUntil } = pairing;
  if (state === 'resting') return { pairing: 'resting', restingUntil };
  return { pairing: state === 'wrapped_up' ? 'over' : 'going', restingUntil: null };
}

/** The pairing a question was asked in. */
export async function pairingOf(db: Reader, { pairingId }: Question): Promise<Pairing | undefined> {
  return pairingId === null ? undefined : readPairing(db, pairingId);
}

/** Whether the community lets questions go to members nobody knows yet. */
export const questionsGoAround = async (db: Reader): Promise<boolean> =>
  (await findCommunity(db))?.asksAround !== false;

/** How things stand around a question. */
export async function aroundOf(
  db: Reader,
  { question, pairing }: { question: Question; pairing: Pairing | undefined },
): Promise<Around> {
  const answer = await db
    .selectFrom('posts')
    .select('id')
    .where('question_id', '=', question.id)
    .where('from_id', '<>', question.askerId)
    .where('removed_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  const goesAround = await questionsGoAround(db);
  return { ...pairingAround(pairing), hasAnswer: answer !== undefined, goesAround };
}

/** A question with its words, and how one of those it concerns stands to it. */
export interface Found extends QuestionAccess {
  readonly row: QuestionRow;
  readonly pairing: Pairing | undefined;
}

/**
 * A question for whoever asked it, for the other of the pairing, and for those who have been asked around
 * and did not pass. For everybody else it is not there (requirement C2).
 */
export async function questionFor(
  db: Reader,
  { questionId, memberId }: { questionId: string; memberId: string },
): Promise<Found | undefined> {
  const row = isId(questionId) ? await readRow(db, questionId) : undefined;
  if (row === undefined) return undefined;
  const question = questionFrom(row);
  const pairing = await pairingOf(db, question);
  const part = await partOf(db, { question, pairing, memberId });
  if (part === undefined) return undefined;
  const isApart = part !== 'asker' && (await areApart(db, { memberId, otherId: question.askerId }));
  if (isApart && part === 'asked_around') return undefined;
  const around = await aroundOf(db, { question, pairing });
  const hasWritten = await hasWrittenIn(db, { questionId, memberId });
  return { row, question, pairing, around, part, isApart, hasWritten };
}

async function partOf(
  db: Reader,
  {
    question,
    pairing,
    memberId,
  }: { question: Question; pairing: Pairing | undefined; memberId: string },
): Promise<Part | undefined> {
  if (question.askerId === memberId) return 'asker';
  if (pairing !== undefined && isBetween(pairing, memberId)) return 'partner';
  const row = await db
    .selectFrom('question_people')
    .select('member_id')
    .where('question_id', '=', question.id)
    .where('member_id', '=', memberId)
    .where('came', '=', 'asked_around')
    .where('passed_at', 'is', null)
    .executeTakeFirst();
  return row === undefined ? undefined : 'asked_around';
}

const hasWrittenIn = async (
  db: Reader,
  { questionId, memberId }: { questionId: string; memberId: string },
): Promise<boolean> =>
  (await db
    .selectFrom('posts')
    .select('id')
    .where('question_id', '=', questionId)
    .where('from_id', '=', memberId)
    .where('removed_at', 'is', null)
    .limit(1)
    .executeTakeFirst()) !== undefined;
