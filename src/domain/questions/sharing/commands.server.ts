/** Letting others read what was asked and answered: only what everybody agreed to, for as long as they do. */
import type { Viewer } from '#domain/members/viewer.ts';
import {
  done,
  refused,
  type Done,
  type Moment,
  type Refused,
  type Room,
} from '#domain/pairings/keeping/commands.server.ts';
import { makeId } from '#lib/ids.ts';
import type { Tx } from '#platform/db/database.server.ts';
import { announce } from '#platform/jobs.server.ts';
import type { SharingSuggested } from '../events.ts';
import { inQuestion, type Acting } from '../keeping/commands.server.ts';
import { questionFor } from '../keeping/queries.server.ts';
import { addPeople, agree, saveSharedAnswer } from './keeping/commands.server.ts';
import {
  helpersSeenBy,
  mayShare,
  peopleIn,
  sharedAnswerFrom,
  sharedAnswerOn,
  sharedAnswerWith,
} from './keeping/queries.server.ts';
import { sameWords, type SharedAnswer } from './answer.ts';
import type { SharedWords } from './view.ts';

/**
 * Suggests that others may read a question and its answer, in words fit for that. Whoever suggests it has
 * said yes; the asker and everybody whose answer helped and whom the suggester can read are asked.
 *
 * @param words already parsed
 * @param isNamed whether the suggester's name stands there
 */
export function suggestSharing(
  room: Room,
  {
    actor,
    questionId,
    words,
    isNamed,
  }: { actor: Viewer; questionId: string; words: SharedWords; isNamed: boolean },
): Promise<{ outcome: 'done'; sharedAnswerId: string } | Refused<'not_found' | 'not_now'>> {
  return inQuestion(room, { actor, questionId }, async (acting) => {
    const { tx, youId } = acting;
    if (!(await mayShare(tx, { found: acting, viewerId: youId }))) return refused('not_now');
    const shared = await suggested(tx, { words, acting });
    await askEverybody(tx, { shared, editor: actor, isNamed }, acting);
    return { outcome: 'done', sharedAnswerId: shared.id };
  });
}

/** What was taken back can be suggested once more; it is asked for anew. */
async function suggested(
  tx: Tx,
  { words, acting }: { words: SharedWords; acting: Acting },
): Promise<SharedAnswer> {
  const { question, now, random } = acting;
  const before = await sharedAnswerOn(tx, question.id);
  if (before !== undefined) {
    const known = sharedAnswerFrom(before);
    return { ...known, ...words, edition: known.edition + 1, state: 'suggested' };
  }
  const of = { id: makeId(now, random), questionId: question.id, skillId: question.skillId };
  const shared = {
    ...of,
    ...words,
    edition: 1,
    state: 'suggested' as const,
    voices: 1,
    changedAt: now,
  };
  await tx
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
  tx: Tx,
  { shared, editor, isNamed }: { shared: SharedAnswer; editor: Viewer; isNamed: boolean },
  { now, random }: Moment,
): Promise<void> {
  const questionId = shared.questionId ?? '';
  const found = await questionFor(tx, { questionId, memberId: editor.id });
  if (found !== undefined) {
    const { askerId } = found.question;
    const helpers = await helpersSeenBy(tx, { found, viewerId: editor.id });
    await addPeople(tx, { shared, askerId, memberIds: [askerId, ...helpers] });
  }
  const voices = (await peopleIn(tx, shared.id)).length;
  const asked: SharedAnswer = { ...shared, voices, state: 'suggested' };
  await saveSharedAnswer(tx, asked, { now });
  const by = editor.id;
  const event: SharingSuggested = { name: 'SharingSuggested', sharedAnswerId: shared.id, by };
  await announce(tx, { event, now, random });
  await agree(tx, { shared: asked, memberId: editor.id, isNamed }, { now, random });
}

interface Deciding {
  readonly actor: Viewer;
  readonly sharedAnswerId: string;
}

/** Somebody changed the words meanwhile; these are the ones to look at. */
interface ChangedMeanwhile extends SharedWords {
  readonly outcome: 'refused';
  readonly code: 'changed';
  readonly edition: number;
}

type Refusal =
  | Refused<
      | 'not_found'
      | 'taken_back'
      /** The question is not there any more, and what was not agreed to by then never will be. */
      | 'gone'
    >
  | ChangedMeanwhile;

/** Lets one of those whose words it holds decide something about the edition they have read. */
function withEdition<Result>(
  { db, clock, random }: Room,
  { actor, sharedAnswerId, edition }: Deciding & { edition: number },
  act: (acting: { tx: Tx; shared: SharedAnswer } & Moment) => Promise<Result>,
): Promise<Result | Refusal> {
  const now = clock.now();
  return db.transact<Result | Refusal>(async (tx) => {
    const shared = await sharedAnswerWith(tx, { sharedAnswerId, memberId: actor.id });
    if (shared === undefined) return refused('not_found');
    if (shared.state === 'taken_back') return refused('taken_back');
    if (shared.edition !== edition) return changed(shared);
    return act({ tx, shared, now, random });
  });
}

const changed = ({ edition, title, question, answer }: SharedAnswer): ChangedMeanwhile => ({
  outcome: 'refused',
  code: 'changed',
  edition,
  title,
  question,
  answer,
});

/**
 * Changes the words. Everybody is asked again, and until all have said yes nobody else reads it.
 *
 * @param edition the one the editor began with
 * @param words already parsed
 */
export function editSharing(
  room: Room,
  {
    actor,
    sharedAnswerId,
    edition,
    words,
    isNamed,
  }: Deciding & { edition: number; words: SharedWords; isNamed: boolean },
): Promise<Done | Refusal> {
  const deciding = { actor, sharedAnswerId, edition };
  return withEdition<Done | Refusal>(room, deciding, async ({ tx, shared, ...moment }) => {
    if (sameWords(shared, words)) return done;
    if (shared.questionId === null) return refused('gone');
    const next = { ...shared, ...words, edition: shared.edition + 1 };
    await askEverybody(tx, { shared: next, editor: actor, isNamed }, moment);
    return done;
  });
}

/**
 * Says yes to these very words. Once everybody has, every member can read and find them.
 *
 * @param isNamed whether one's own name stands there
 */
export function agreeToSharing(
  room: Room,
  { actor, sharedAnswerId, edition, isNamed }: Deciding & { edition: number; isNamed: boolean },
): Promise<Done | Refusal> {
  const deciding = { actor, sharedAnswerId, edition };
  return withEdition<Done | Refusal>(room, deciding, async ({ tx, shared, ...moment }) => {
    if (shared.state === 'suggested' && shared.questionId === null) return refused('gone');
    await agree(tx, { shared, memberId: actor.id, isNamed }, moment);
    return done;
  });
}

/** Puts one's own name there, or takes it away, at any time. Nobody is told. */
export async function setNamed(
  { db }: Pick<Room, 'db'>,
  { actor, sharedAnswerId, isNamed }: Deciding & { isNamed: boolean },
): Promise<void> {
  await db.transact((tx) =>
    tx
      .updateTable('shared_answer_people')
      .set({ is_named: isNamed ? 1 : 0 })
      .where('shared_answer_id', '=', sharedAnswerId)
      .where('member_id', '=', actor.id)
      .execute(),
  );
}

/**
 * Takes it back, or says no to sharing it: from now on nobody else reads or finds it. Any of those whose
 * words it holds can, at any time; who did is kept nowhere. Doing it twice is doing it once.
 */
export function takeBack(
  { db, clock }: Pick<Room, 'db' | 'clock'>,
  { actor, sharedAnswerId }: Deciding,
): Promise<Done | Refused<'not_found'>> {
  const now = clock.now();
  return db.transact(async (tx) => {
    const shared = await sharedAnswerWith(tx, { sharedAnswerId, memberId: actor.id });
    if (shared === undefined) return refused('not_found');
    if (shared.state !== 'taken_back')
      await saveSharedAnswer(tx, { ...shared, state: 'taken_back' }, { now });
    return done;
  });
}
