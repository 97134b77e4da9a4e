/** Saving a question, winding the one clock it has, and letting somebody do something with it. */
import type { Viewer } from '#domain/members/viewer.ts';
import {
  refused,
  type Moment,
  type Refused,
  type Room,
} from '#domain/pairings/keeping/commands.server.ts';
import type { Tx } from '#platform/db/database.server.ts';
import { letSleep, wakeAt } from '#platform/jobs.server.ts';
import { publish } from '#platform/live.server.ts';
import { nextDueAt, type Question } from '../question.ts';
import { aroundOf, pairingOf, questionFor, type Found } from './queries.server.ts';

export const questionClockKind = 'question-clock';

const columnsOf = (question: Question) => ({
  skill_id: question.skillId,
  state: question.state,
  turn: question.turn,
  changed_at: question.changedAt,
  promised_by: question.promisedBy,
  offered_at: question.offeredAt,
  widened_at: question.widenedAt,
  rounds: question.rounds,
  round_at: question.roundAt,
});

/** The words of a question, already parsed. */
interface Words {
  readonly title: string;
  readonly body: string;
  readonly tried: string;
  readonly triedFor: string;
}

/** Writes a question that is asked. */
export async function addQuestion(
  tx: Tx,
  {
    question,
    words,
    about,
  }: {
    question: Question;
    words: Words;
    about: { kind: 'meeting' | 'review'; id: string } | null;
  },
  moment: Moment,
): Promise<void> {
  await tx
    .insertInto('questions')
    .values({
      id: question.id,
      asker_id: question.askerId,
      pairing_id: question.pairingId,
      title: words.title,
      body: words.body,
      tried: words.tried,
      tried_for: words.triedFor,
      about_kind: about?.kind ?? null,
      about_id: about?.id ?? null,
      asked_at: question.askedAt,
      ...columnsOf(question),
    })
    .execute();
  await windQuestionClock(tx, question, moment);
}

/** Saves what became of a question and winds its clock for what comes next. */
export async function saveQuestion(tx: Tx, question: Question, moment: Moment): Promise<void> {
  await tx
    .updateTable('questions')
    .set(columnsOf(question))
    .where('id', '=', question.id)
    .execute();
  publish(tx, `question:${question.id}`);
  if (question.pairingId !== null) publish(tx, `pairing:${question.pairingId}`);
  await windQuestionClock(tx, question, moment);
}

/** Winds the clock of a question for the next thing time does to it, or lets it sleep. */
export async function windQuestionClock(
  tx: Tx,
  question: Question,
  { now, random }: Moment,
): Promise<void> {
  const around = await aroundOf(tx, { question, pairing: await pairingOf(tx, question) });
  const dueAt = nextDueAt(question, around);
  const clock = { kind: questionClockKind, key: question.id };
  if (dueAt === null) return letSleep(tx, { ...clock, now });
  const payload = { questionId: question.id };
  await wakeAt(tx, { ...clock, payload, dueAt, now, random });
}

export interface Acting extends Found, Moment {
  readonly tx: Tx;
  readonly youId: string;
}

/**
 * Lets one of those it concerns do something with a question, in one transaction. For anybody else, and
 * for one that is not there, the answer is the same (requirement C2).
 */
export function inQuestion<Result>(
  { db, clock, random }: Room,
  { actor, questionId }: { actor: Viewer; questionId: string },
  act: (acting: Acting) => Promise<Result>,
): Promise<Result | Refused<'not_found'>> {
  const now = clock.now();
  return db.transact(async (tx) => {
    const found = await questionFor(tx, { questionId, memberId: actor.id });
    if (found === undefined) return refused('not_found');
    return act({ tx, ...found, youId: actor.id, now, random });
  });
}
