/** Rounds: a question goes to a few people who may know, and to the next where one of them passes. */
import type { Viewer } from '#domain/members/viewer.ts';
import { otherOf } from '#domain/pairings/pairing.policy.ts';
import { currentSkillIds } from '#domain/skills/skills.queries.server.ts';
import { isId } from '#lib/ids.ts';
import { done, refused } from '#lib/outcome.ts';
import type { Act } from '#platform/act.server.ts';
import type { Reader } from '#platform/db/database.server.ts';
import { QuestionAsked, QuestionWidened } from './events.ts';
import {
  questionCommand,
  saveQuestion,
  type YourQuestion,
} from './question-store.commands.server.ts';
import { pairingOf } from './question-access.queries.server.ts';
import { mayPass, mostInvitations } from './question.policy.ts';
import { askedAtOnce, aroundFrom, mayGoAround, widened, type Question } from './question.ts';
import { candidatesFor, keptOut } from './ask-around.queries.server.ts';
import { chooseNext } from './ask-around-rotation.ts';

/** The skill an id stands for today; undefined for none. */
export const skillFor = async (db: Reader, skillId: string): Promise<string | undefined> =>
  isId(skillId) ? (await currentSkillIds(db, [skillId])).get(skillId) : undefined;

/** The next ones in turn for a question about a skill. */
export async function nextFor(
  { tx, now }: Act,
  { question, skillId, howMany }: { question: Question; skillId: string; howMany: number },
): Promise<string[]> {
  const pairing = await pairingOf(tx, question);
  const partnerId = pairing === undefined ? null : otherOf(pairing, question.askerId);
  const without = await keptOut(tx, { question, partnerId });
  const candidates = await candidatesFor(tx, { skillId, now });
  const seed = `${question.id} ${without.size}`;
  return chooseNext(candidates, { howMany, mostOpen: mostInvitations, without, seed });
}

/** Saves who is asked around now. */
export async function invite(
  act: Act,
  { questionId, memberIds }: { questionId: string; memberIds: string[] },
): Promise<void> {
  await act.tx
    .insertInto('question_people')
    .values(
      memberIds.map((memberId) => ({
        question_id: questionId,
        member_id: memberId,
        came: 'asked_around' as const,
        invited_at: act.now,
        passed_at: null,
      })),
    )
    .execute();
  for (const memberId of memberIds) act.refresh(`member:${memberId}`);
}

interface Widening {
  readonly actor: Viewer;
  readonly questionId: string;
  /** What it is about, where the question doesn't say so yet or says something else. */
  readonly skillId: string | null;
}

/**
 * The asker's yes: a few people who may know are asked, the partner is told that there is no hurry.
 *
 * @returns `answered`: somebody answered meanwhile; `no_more`: it went round as often as it may, the
 *   question is over, or the community would rather not; `nobody_to_ask`: nobody available shares that
 *   skill and answers questions, beyond those who were asked
 */
export const widen = questionCommand(async (act, yours, { questionId, skillId }: Widening) => {
  const { question } = yours;
  const refusal = againstWidening(yours, act.now);
  if (refusal !== null) return refused(refusal);
  const wanted = skillId ?? question.skillId;
  if (wanted === null) return refused('skill_missing');
  const skill = await skillFor(act.tx, wanted);
  if (skill === undefined) return refused('no_such_skill');
  const memberIds = await nextFor(act, { question, skillId: skill, howMany: askedAtOnce });
  if (memberIds.length === 0) return refused('nobody_to_ask');
  await invite(act, { questionId, memberIds });
  await saveQuestion(act, widened(question, { skillId: skill, now: act.now }));
  await act.announce(QuestionWidened, { questionId, memberIds });
  return done();
});

function againstWidening(
  { question, around, part }: YourQuestion,
  now: number,
): 'not_found' | 'answered' | 'not_yet' | 'no_more' | null {
  if (part !== 'asker') return 'not_found';
  if (mayGoAround(question, { around, now })) return null;
  if (around.hasAnswer) return 'answered';
  return aroundFrom(question, around) === null ? 'no_more' : 'not_yet';
}

/**
 * Not for me, without a word to anybody: the next one in turn is asked instead, and nobody is told. For
 * whoever passed it is not there any more.
 */
export const passBy = questionCommand(async (act, yours) => {
  if (yours.part !== 'asked_around') return refused('not_found');
  if (!mayPass(yours)) return refused('answered');
  await act.tx
    .updateTable('question_people')
    .set({ passed_at: act.now })
    .where('question_id', '=', yours.question.id)
    .where('member_id', '=', yours.youId)
    .execute();
  await inviteInstead(act, yours);
  return done();
});

async function inviteInstead(act: Act, { question, around }: YourQuestion): Promise<void> {
  if (question.state !== 'open' || question.skillId === null) return;
  if (around.hasAnswer || !around.goesAround) return;
  const skillId = await skillFor(act.tx, question.skillId);
  if (skillId === undefined) return;
  const memberIds = await nextFor(act, { question, skillId, howMany: 1 });
  if (memberIds.length === 0) return;
  await invite(act, { questionId: question.id, memberIds });
  await act.announce(QuestionAsked, { questionId: question.id, memberIds });
}
