/** Asking: the person one goes along with, or a few who may know where one has nobody yet. */
import type { Viewer } from '#domain/members/viewer.ts';
import { linesNow } from '#domain/pairings/agreements/queries.server.ts';
import {
  inPairing,
  refused,
  type Moment,
  type Refused,
  type Room,
} from '#domain/pairings/keeping/commands.server.ts';
import { isLiving, type Pairing } from '#domain/pairings/pairing.ts';
import { makeId } from '#lib/ids.ts';
import type { Tx } from '#platform/db/database.server.ts';
import { announce } from '#platform/jobs.server.ts';
import type { QuestionAsked } from '../events.ts';
import type { QuestionWords } from '../input.ts';
import { addQuestion } from '../keeping/commands.server.ts';
import { askedAtOnce, askedInPairing, askedOfSome, type Question } from '../question.ts';
import { invite, nextFor, skillFor } from '../rounds/commands.server.ts';
import type { About } from '../view.ts';
import { hasTooMany, whyNotAround, type StandsAgainst } from './queries.server.ts';

interface Asking {
  readonly actor: Viewer;
  /** Already parsed. */
  readonly words: QuestionWords;
}

interface Asked {
  readonly outcome: 'done';
  readonly questionId: string;
}

/**
 * Asks the other of a pairing.
 *
 * @param skillId what it is about, by the id of a skill; null for nothing in particular
 * @param about the meeting or review it belongs to; whether it is theirs is for that page to say
 */
export function askPartner(
  room: Room,
  {
    actor,
    pairingId,
    words,
    skillId,
    about,
  }: Asking & { pairingId: string; skillId: string | null; about: About | null },
): Promise<Asked | Refused<'not_found' | 'wrapped_up' | 'too_many_open' | 'no_such_skill'>> {
  return inPairing(room, { actor, pairingId }, async (acting) => {
    const { tx, pairing, youId: askerId, otherId, now, random } = acting;
    if (!isLiving(pairing)) return refused('wrapped_up');
    if (await hasTooMany(tx, askerId)) return refused('too_many_open');
    const skill = skillId === null ? null : await skillFor(tx, skillId);
    if (skill === undefined) return refused('no_such_skill');
    const id = makeId(now, random);
    const of = { id, askerId, pairingId, skillId: skill };
    const question = askedInPairing(of, await promiseIn(tx, pairing, now));
    await addQuestion(tx, { question, words, about }, acting);
    await tx
      .insertInto('question_people')
      .values({ question_id: id, member_id: otherId, came: 'partner', invited_at: now })
      .execute();
    await tell(tx, { question, memberIds: [otherId] }, acting);
    return { outcome: 'done', questionId: id };
  });
}

async function promiseIn(tx: Tx, { id, state, restingUntil }: Pairing, now: number) {
  const lines = await linesNow(tx, id);
  const replyHours = lines?.questions?.replyHours ?? null;
  return { replyHours, restingUntil: state === 'resting' ? restingUntil : null, now };
}

async function tell(
  tx: Tx,
  { question, memberIds }: { question: Question; memberIds: string[] },
  { now, random }: Moment,
): Promise<void> {
  const event: QuestionAsked = { name: 'QuestionAsked', questionId: question.id, memberIds };
  await announce(tx, { event, now, random });
}

type AskingAroundRefusal = StandsAgainst | 'no_such_skill' | 'nobody_to_ask';

/** Asks a few available mentors who share a skill, for somebody who goes along with nobody at the moment. */
export function askAround(
  { db, clock, random }: Room,
  { actor, words, skillId }: Asking & { skillId: string },
): Promise<Asked | Refused<AskingAroundRefusal>> {
  const now = clock.now();
  return db.transact(async (tx) => {
    const refusal = await whyNotAround(tx, actor.id);
    if (refusal !== null) return refused(refusal);
    const skill = await skillFor(tx, skillId);
    if (skill === undefined) return refused('no_such_skill');
    const of = { id: makeId(now, random), askerId: actor.id, skillId: skill };
    const question = askedOfSome(of, now);
    const memberIds = await nextFor(tx, { question, skillId: skill, howMany: askedAtOnce, now });
    if (memberIds.length === 0) return refused('nobody_to_ask');
    await addQuestion(tx, { question, words, about: null }, { now, random });
    await invite(tx, { questionId: question.id, memberIds, now });
    await tell(tx, { question, memberIds }, { now, random });
    return { outcome: 'done', questionId: question.id };
  });
}
