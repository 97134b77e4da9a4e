/** Rounds: a question goes to a few people who may know, and to the next where one of them passes. */
import type { Viewer } from '#domain/members/viewer.ts';
import {
  done,
  refused,
  type Done,
  type Moment,
  type Refused,
  type Room,
} from '#domain/pairings/keeping/commands.server.ts';
import { otherOf } from '#domain/pairings/policy.ts';
import { currentSkillIds } from '#domain/skills/queries.server.ts';
import { isId } from '#lib/ids.ts';
import type { Tx } from '#platform/db/database.server.ts';
import { announce } from '#platform/jobs.server.ts';
import { publish } from '#platform/live.server.ts';
import type { QuestionAsked, QuestionWidened } from '../events.ts';
import { inQuestion, saveQuestion, type Acting } from '../keeping/commands.server.ts';
import { pairingOf } from '../keeping/queries.server.ts';
import { mayPass, mostInvitations } from '../policy.ts';
import { askedAtOnce, aroundFrom, mayGoAround, widened, type Question } from '../question.ts';
import { candidatesFor, keptOut } from './queries.server.ts';
import { chooseNext } from './rotation.ts';

/** The skill an id stands for today; undefined for none. */
export const skillFor = async (tx: Tx, skillId: string): Promise<string | undefined> =>
  isId(skillId) ? (await currentSkillIds(tx, [skillId])).get(skillId) : undefined;

/** The next ones in turn for a question about a skill. */
export async function nextFor(
  tx: Tx,
  {
    question,
    skillId,
    howMany,
    now,
  }: { question: Question; skillId: string; howMany: number; now: number },
): Promise<string[]> {
  const pairing = await pairingOf(tx, question);
  const partnerId = pairing === undefined ? null : otherOf(pairing, question.askerId);
  const without = await keptOut(tx, { question, partnerId });
  const candidates = await candidatesFor(tx, { skillId, now });
  const seed = `${question.id} ${without.size}`;
  return chooseNext(candidates, { howMany, mostOpen: mostInvitations, without, seed });
}

/** Writes down who is asked around now. */
export async function invite(
  tx: Tx,
  { questionId, memberIds, now }: { questionId: string; memberIds: string[]; now: number },
): Promise<void> {
  await tx
    .insertInto('question_people')
    .values(
      memberIds.map((memberId) => ({
        question_id: questionId,
        member_id: memberId,
        came: 'asked_around' as const,
        invited_at: now,
        passed_at: null,
      })),
    )
    .execute();
  for (const memberId of memberIds) publish(tx, `member:${memberId}`);
}

export type WideningRefusal =
  | 'not_found'
  /** Somebody answered meanwhile. */
  | 'answered'
  | 'not_yet'
  /** It went round as often as it may, the question is over, or the community would rather not. */
  | 'no_more'
  | 'skill_missing'
  | 'no_such_skill'
  /** Nobody available shares that skill and answers questions, beyond those who were asked. */
  | 'nobody_to_ask';

/**
 * The asker's yes: a few people who may know are asked, the partner is told that there is no hurry.
 *
 * @param skillId what it is about, where the question doesn't say so yet or says something else
 */
export function widen(
  room: Room,
  { actor, questionId, skillId }: { actor: Viewer; questionId: string; skillId: string | null },
): Promise<Done | Refused<WideningRefusal>> {
  return inQuestion(room, { actor, questionId }, async (acting) => {
    const { tx, question, now } = acting;
    const refusal = refusalOf(acting);
    if (refusal !== null) return refused(refusal);
    const wanted = skillId ?? question.skillId;
    if (wanted === null) return refused('skill_missing');
    const skill = await skillFor(tx, wanted);
    if (skill === undefined) return refused('no_such_skill');
    const asked = { question, skillId: skill, howMany: askedAtOnce, now };
    const memberIds = await nextFor(tx, asked);
    if (memberIds.length === 0) return refused('nobody_to_ask');
    await goRound(tx, { question, skillId: skill, memberIds }, acting);
    return done;
  });
}

function refusalOf({
  question,
  around,
  part,
  now,
}: Acting): 'not_found' | 'answered' | 'not_yet' | 'no_more' | null {
  if (part !== 'asker') return 'not_found';
  if (mayGoAround(question, { around, now })) return null;
  if (around.hasAnswer) return 'answered';
  return aroundFrom(question, around) === null ? 'no_more' : 'not_yet';
}

async function goRound(
  tx: Tx,
  { question, skillId, memberIds }: { question: Question; skillId: string; memberIds: string[] },
  { now, random }: Moment,
): Promise<void> {
  const questionId = question.id;
  await invite(tx, { questionId, memberIds, now });
  await saveQuestion(tx, widened(question, { skillId, now }), { now, random });
  const event: QuestionWidened = { name: 'QuestionWidened', questionId, memberIds };
  await announce(tx, { event, now, random });
}

/**
 * Not for me, without a word to anybody: the next one in turn is asked instead, and nobody is told. For
 * whoever passed it is not there any more.
 */
export function passBy(
  room: Room,
  { actor, questionId }: { actor: Viewer; questionId: string },
): Promise<Done | Refused<'not_found' | 'answered'>> {
  return inQuestion(room, { actor, questionId }, async (acting) => {
    const { tx, youId, part, now } = acting;
    if (part !== 'asked_around') return refused('not_found');
    if (!mayPass(acting)) return refused('answered');
    await tx
      .updateTable('question_people')
      .set({ passed_at: now })
      .where('question_id', '=', questionId)
      .where('member_id', '=', youId)
      .execute();
    await inviteInstead(tx, acting);
    return done;
  });
}

async function inviteInstead(tx: Tx, { question, around, now, random }: Acting): Promise<void> {
  if (question.state !== 'open' || question.skillId === null) return;
  if (around.hasAnswer || !around.goesAround) return;
  const skillId = await skillFor(tx, question.skillId);
  if (skillId === undefined) return;
  const memberIds = await nextFor(tx, { question, skillId, howMany: 1, now });
  if (memberIds.length === 0) return;
  await invite(tx, { questionId: question.id, memberIds, now });
  const event: QuestionAsked = { name: 'QuestionAsked', questionId: question.id, memberIds };
  await announce(tx, { event, now, random });
}
