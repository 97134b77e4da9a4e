/** Letting others read what was asked and answered: only what everybody agreed to, for as long as they do. */
import type { Viewer } from '#domain/members/viewer.ts';
import { done, refused, type Refused } from '#lib/outcome.ts';
import { command, type Act, type ActRuntime } from '#platform/act.server.ts';
import { SharingSuggested } from './events.ts';
import { questionCommand } from './question-store.commands.server.ts';
import { questionFor } from './question-access.queries.server.ts';
import type { Question } from './question.ts';
import { sameWords, type SharedAnswer } from './shared-answer.ts';
import { addPeople, agree, saveSharedAnswer } from './shared-answer-store.commands.server.ts';
import {
  helpersSeenBy,
  mayShare,
  peopleIn,
  sharedAnswerFrom,
  sharedAnswerOn,
  sharedAnswerWith,
} from './shared-answer-store.queries.server.ts';
import type { SharedWords } from './shared-answer-view.ts';

interface Suggesting {
  readonly actor: Viewer;
  readonly questionId: string;
  /** Already parsed. */
  readonly words: SharedWords;
  /** Whether the suggester's name stands there. */
  readonly isNamed: boolean;
}

/**
 * Suggests that others may read a question and its answer, in words fit for that. Whoever suggests it has
 * said yes; the asker and everybody whose answer helped and whom the suggester can read are asked.
 */
export const suggestSharing = questionCommand(
  async (act, yours, { actor, words, isNamed }: Suggesting) => {
    if (!(await mayShare(act.tx, { found: yours, viewerId: actor.id }))) return refused('not_now');
    const shared = await suggested(act, { question: yours.question, words });
    await askEverybody(act, { shared, editor: actor, isNamed });
    return done({ sharedAnswerId: shared.id });
  },
);

/** What was taken back can be suggested once more; everybody is asked again. */
async function suggested(
  act: Act,
  { question, words }: { question: Question; words: SharedWords },
): Promise<SharedAnswer> {
  const before = await sharedAnswerOn(act.tx, question.id);
  if (before !== undefined) {
    const known = sharedAnswerFrom(before);
    return { ...known, ...words, edition: known.edition + 1, state: 'suggested' };
  }
  const { now } = act;
  const of = { id: act.id(), questionId: question.id, skillId: question.skillId };
  const state = 'suggested' as const;
  const shared = { ...of, ...words, edition: 1, state, voices: 1, changedAt: now };
  await act.tx
    .insertInto('shared_answers')
    .values({
      id: shared.id,
      question_id: shared.questionId,
      skill_id: shared.skillId,
      edition: shared.edition,
      ...words,
      state: shared.state,
      suggested_at: now,
      shared_at: null,
      changed_at: now,
    })
    .execute();
  return shared;
}

async function askEverybody(
  act: Act,
  { shared, editor, isNamed }: { shared: SharedAnswer; editor: Viewer; isNamed: boolean },
): Promise<void> {
  const questionId = shared.questionId ?? '';
  const found = await questionFor(act.tx, { questionId, memberId: editor.id });
  if (found !== undefined) {
    const { askerId } = found.question;
    const helpers = await helpersSeenBy(act.tx, { found, viewerId: editor.id });
    await addPeople(act, { shared, askerId, memberIds: [askerId, ...helpers] });
  }
  const voices = (await peopleIn(act.tx, shared.id)).length;
  const asked: SharedAnswer = { ...shared, voices, state: 'suggested' };
  await saveSharedAnswer(act, asked);
  await act.announce(SharingSuggested, { sharedAnswerId: shared.id, by: editor.id });
  await agree(act, { shared: asked, memberId: editor.id, isNamed });
}

interface Deciding {
  readonly actor: Viewer;
  readonly sharedAnswerId: string;
}

/** Decides something about the edition one has read. */
interface DecidingEdition extends Deciding {
  readonly edition: number;
  /** Whether one's own name stands there. */
  readonly isNamed: boolean;
}

/**
 * Changes the words, already parsed. Everybody is asked again, and until all have said yes nobody else
 * reads it.
 *
 * @returns `changed`, with the words as they are now, where somebody changed them meanwhile; `gone` where
 *   the question does not exist any more: what was not agreed to by then never will be
 */
export const editSharing = editionCommand(
  async (act, shared, { actor, words, isNamed }: DecidingEdition & { words: SharedWords }) => {
    if (sameWords(shared, words)) return done();
    if (shared.questionId === null) return refused('gone');
    const next = { ...shared, ...words, edition: shared.edition + 1 };
    await askEverybody(act, { shared: next, editor: actor, isNamed });
    return done();
  },
);

/**
 * Says yes to these very words. Once everybody has, every member can read and find them.
 *
 * @returns as {@link editSharing}
 */
export const agreeToSharing = editionCommand(
  async (act, shared, { actor, isNamed }: DecidingEdition) => {
    if (shared.state === 'suggested' && shared.questionId === null) return refused('gone');
    await agree(act, { shared, memberId: actor.id, isNamed });
    return done();
  },
);

/** Somebody changed the words meanwhile; these are the ones to look at. */
type ChangedMeanwhile = Refused<'changed'> & SharedWords & { readonly edition: number };

/** A command for one of those whose words it holds, about the edition they have read. */
function editionCommand<Input extends DecidingEdition, Result>(
  work: (act: Act, shared: SharedAnswer, input: Input) => Promise<Result>,
): (
  runtime: ActRuntime,
  input: Input,
) => Promise<Result | Refused<'not_found' | 'taken_back'> | ChangedMeanwhile> {
  return command(async (act, input: Input) => {
    const { actor, sharedAnswerId } = input;
    const shared = await sharedAnswerWith(act.tx, { sharedAnswerId, memberId: actor.id });
    if (shared === undefined) return refused('not_found');
    if (shared.state === 'taken_back') return refused('taken_back');
    if (shared.edition !== input.edition) return changed(shared);
    return work(act, shared, input);
  });
}

const changed = ({ edition, title, question, answer }: SharedAnswer): ChangedMeanwhile => ({
  ...refused('changed'),
  edition,
  title,
  question,
  answer,
});

/** Puts one's own name there, or takes it away, at any time. Nobody is told. */
export const setNamed = command(
  async (act, { actor, sharedAnswerId, isNamed }: Deciding & { isNamed: boolean }) => {
    await act.tx
      .updateTable('shared_answer_people')
      .set({ is_named: isNamed ? 1 : 0 })
      .where('shared_answer_id', '=', sharedAnswerId)
      .where('member_id', '=', actor.id)
      .execute();
    return done();
  },
);

/**
 * Takes it back, or says no to sharing it: from now on nobody else reads or finds it. Any of those whose
 * words it holds can, at any time; who did is kept nowhere. Doing it twice is doing it once.
 */
export const takeBack = command(async (act, { actor, sharedAnswerId }: Deciding) => {
  const shared = await sharedAnswerWith(act.tx, { sharedAnswerId, memberId: actor.id });
  if (shared === undefined) return refused('not_found');
  if (shared.state !== 'taken_back')
    await saveSharedAnswer(act, { ...shared, state: 'taken_back' });
  return done();
});
