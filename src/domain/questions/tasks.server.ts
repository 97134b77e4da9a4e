/** What time does to questions: it offers to ask a few more, and never presses. */
import { z } from 'zod';
import type { Moment } from '#domain/pairings/keeping/commands.server.ts';
import type { Tx } from '#platform/db/database.server.ts';
import { announce, type JobHandler } from '#platform/jobs.server.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import type { AskingAroundOffered } from './events.ts';
import { questionClockKind, saveQuestion, windQuestionClock } from './keeping/commands.server.ts';
import {
  aroundOf,
  pairingOf,
  questionFrom,
  readQuestion,
  unwoundQuestions,
} from './keeping/queries.server.ts';
import { nextDueAt, offered, type Question } from './question.ts';

export { questionClockKind };

const questionShape = z.object({ questionId: z.string() });
const pairingShape = z.object({ pairingId: z.string() });

/** Offers the asker to ask a few more where it has been quiet, and winds the clock otherwise. */
export const questionClock: JobHandler = async ({ payload }, { db, clock, random }) => {
  const { questionId } = questionShape.parse(payload);
  const now = clock.now();
  await db.transact(async (tx) => {
    const question = await readQuestion(tx, questionId);
    if (question !== undefined) await takeStep(tx, question, { now, random });
  });
};

async function takeStep(tx: Tx, question: Question, { now, random }: Moment): Promise<void> {
  const around = await aroundOf(tx, { question, pairing: await pairingOf(tx, question) });
  const dueAt = nextDueAt(question, around);
  if (dueAt === null || now < dueAt) return windQuestionClock(tx, question, { now, random });
  await saveQuestion(tx, offered(question, now), { now, random });
  const event: AskingAroundOffered = { name: 'AskingAroundOffered', questionId: question.id };
  await announce(tx, { event, now, random });
}

/** The reaction to a rest, a waking and an ending: clocks of what was asked there are wound anew. */
export const tendQuestions: JobHandler = async ({ payload }, { db, clock, random }) => {
  const { pairingId } = pairingShape.parse(payload);
  const now = clock.now();
  await db.transact(async (tx) => {
    const rows = await tx
      .selectFrom('questions')
      .selectAll()
      .where('pairing_id', '=', pairingId)
      .where('state', '=', 'open')
      .execute();
    for (const row of rows) await windQuestionClock(tx, questionFrom(row), { now, random });
  });
};

/**
 * Winds the clock of every open question that has none waiting, as after bringing back an old copy of the
 * database. Safe to run at any time.
 *
 * @returns how many were looked at
 */
export function windQuestionClocks({
  db,
  clock,
  random,
}: Pick<Runtime, 'db' | 'clock' | 'random'>): Promise<number> {
  const now = clock.now();
  return db.transact(async (tx) => {
    const questions = await unwoundQuestions(tx, questionClockKind);
    for (const question of questions) await windQuestionClock(tx, question, { now, random });
    return questions.length;
  });
}
