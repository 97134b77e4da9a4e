/** What the demo's people ask each other; a question is found by its title. */
import { askAround, askPartner } from '#domain/questions/ask-question.commands.server.ts';
import { closeQuestion } from '#domain/questions/close-question.commands.server.ts';
import { questionWords, type QuestionWords } from '#domain/questions/question.input.ts';
import { markHelped, writePost } from '#domain/questions/question-posts.commands.server.ts';
import { widen } from '#domain/questions/ask-around.commands.server.ts';
import {
  agreeToSharing,
  suggestSharing,
  takeBack,
} from '#domain/questions/share-answer.commands.server.ts';
import type { SharedWords } from '#domain/questions/shared-answer-view.ts';
import { findStoredSkill } from '#domain/skills/skills.queries.server.ts';
import type { CastName } from './cast.ts';
import { done, type Stage } from './stage.server.ts';

/** Who does it, and about which question. */
export interface Move {
  readonly by: CastName;
  readonly in: string;
}

interface DemoQuestion extends Partial<QuestionWords> {
  readonly by: CastName;
  /** The other of a pairing; absent for asking around. */
  readonly other?: CastName;
  readonly skill: string;
  readonly title: string;
  readonly body: string;
}

/** Asks the other of a pairing, or around where there is none. */
export async function ask(stage: Stage, asking: DemoQuestion): Promise<void> {
  const { by, other, skill, title, body, tried = '', triedFor = '' } = asking;
  const words = questionWords.parse({ title, body, tried, triedFor });
  const skillId = await skillCalled(stage, skill);
  const asked = { actor: stage.viewer(by), words, skillId };
  if (other === undefined) return void done(await askAround(stage.runtime, asked));
  const pairingId = stage.pairingOf(by, other);
  done(await askPartner(stage.runtime, { ...asked, pairingId, about: null }));
}

async function skillCalled(stage: Stage, name: string): Promise<string> {
  const skill = await findStoredSkill(stage.runtime.db.read, name);
  if (skill === null) throw new Error(`Nobody has heard of ${name}`);
  return skill.id;
}

async function touching(stage: Stage, { by, in: title }: Move) {
  const { id: questionId } = await stage.runtime.db.read
    .selectFrom('questions')
    .select('id')
    .where('title', '=', title)
    .executeTakeFirstOrThrow();
  return { actor: stage.viewer(by), questionId };
}

export async function write(stage: Stage, move: Move, body: string): Promise<void> {
  done(await writePost(stage.runtime, { ...(await touching(stage, move)), body }));
}

/** The asker's yes to asking a few more, about a skill. */
export async function goAround(stage: Stage, move: Move, skill: string): Promise<void> {
  const skillId = await skillCalled(stage, skill);
  done(await widen(stage.runtime, { ...(await touching(stage, move)), skillId }));
}

/** The asker says that the first answer helped. */
export async function thank(stage: Stage, move: Move, thanks: string): Promise<void> {
  const { actor, questionId } = await touching(stage, move);
  const { id: postId } = await stage.runtime.db.read
    .selectFrom('posts')
    .select('id')
    .where('question_id', '=', questionId)
    .where('from_id', '<>', actor.id)
    .orderBy('written_at')
    .limit(1)
    .executeTakeFirstOrThrow();
  done(await markHelped(stage.runtime, { actor, postId, thanks }));
}

export async function close(stage: Stage, move: Move): Promise<void> {
  done(await closeQuestion(stage.runtime, await touching(stage, move)));
}

/** Suggests that others may read it. */
export async function suggestShared(
  stage: Stage,
  move: Move,
  { isNamed = true, ...words }: SharedWords & { isNamed?: boolean },
): Promise<void> {
  const suggesting = { ...(await touching(stage, move)), words, isNamed };
  done(await suggestSharing(stage.runtime, suggesting));
}

export async function agreeShared(stage: Stage, move: Move, isNamed = true): Promise<void> {
  const { actor, ...shared } = await sharing(stage, move);
  done(await agreeToSharing(stage.runtime, { actor, ...shared, isNamed }));
}

export async function takeBackShared(stage: Stage, move: Move): Promise<void> {
  done(await takeBack(stage.runtime, await sharing(stage, move)));
}

async function sharing(stage: Stage, move: Move) {
  const { actor, questionId } = await touching(stage, move);
  const { id: sharedAnswerId, edition } = await stage.runtime.db.read
    .selectFrom('shared_answers')
    .select(['id', 'edition'])
    .where('question_id', '=', questionId)
    .executeTakeFirstOrThrow();
  return { actor, sharedAnswerId, edition };
}
