/** Saving questions with their clock, and commands for one of those a question concerns. */
import type { Viewer } from '#domain/members/viewer.ts';
import { refused, type Refused } from '#lib/outcome.ts';
import { command, type Act, type ActRuntime, type ThingClock } from '#platform/act.server.ts';
import { nextDueAt, type Question } from './question.ts';
import { aroundOf, pairingOf, questionFor, type Found } from './question-access.queries.server.ts';

/** Runs until the asker was offered to ask a few more, or somebody answered. */
export const questionClock: ThingClock<Question> = {
  kind: 'question-clock',
  idOf: ({ id }) => id,
  async dueAt(question, { tx }) {
    const around = await aroundOf(tx, { question, pairing: await pairingOf(tx, question) });
    return nextDueAt(question, around);
  },
};

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

interface NewQuestion {
  question: Question;
  words: Words;
  about: { kind: 'meeting' | 'review'; id: string } | null;
}

/** Saves a new question and sets its clock. */
export async function addQuestion(
  act: Act,
  { question, words, about }: NewQuestion,
): Promise<void> {
  await act.tx
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
  await act.schedule(questionClock, question);
}

/** Saves a changed question, sets its clock and refreshes the open pages that show it. */
export async function saveQuestion(act: Act, question: Question): Promise<void> {
  await act.tx
    .updateTable('questions')
    .set(columnsOf(question))
    .where('id', '=', question.id)
    .execute();
  act.refresh(`question:${question.id}`);
  if (question.pairingId !== null) act.refresh(`pairing:${question.pairingId}`);
  await act.schedule(questionClock, question);
}

/** A question as the one who acts has it. */
export interface YourQuestion extends Found {
  readonly youId: string;
}

/**
 * A command for one of those a question concerns.
 *
 * @returns `not_found` for a question that does not exist, and for everybody else (requirement C2)
 */
export const questionCommand = <Input extends { actor: Viewer; questionId: string }, Result>(
  work: (act: Act, yours: YourQuestion, input: Input) => Promise<Result>,
): ((runtime: ActRuntime, input: Input) => Promise<Result | Refused<'not_found'>>) =>
  command(async (act, input: Input) => {
    const { actor, questionId } = input;
    const found = await questionFor(act.tx, { questionId, memberId: actor.id });
    return found === undefined
      ? refused('not_found')
      : work(act, { ...found, youId: actor.id }, input);
  });
