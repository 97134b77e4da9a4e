/** What both are asked privately: after the first chat, before the review date, and once it is over. */
import { areApart } from '#domain/members/blocks/queries.server.ts';
import { takePlace } from '#domain/members/offers/places/commands.server.ts';
import { profileOf } from '#domain/members/profiles/queries.server.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import { announce } from '#platform/jobs.server.ts';
import { monthsToReview } from '../agreements/agreement.ts';
import { linesNow } from '../agreements/queries.server.ts';
import { startPairing } from '../commands.server.ts';
import type { AfterChatAsked, PairingGoesAlong, PairingRenewed } from '../events.ts';
import {
  done,
  inPairing,
  refused,
  savePairing,
  type Acting,
  type Done,
  type Refused,
  type Room,
} from '../keeping/commands.server.ts';
import { livingBetween } from '../keeping/queries.server.ts';
import {
  asked,
  askedAbout,
  goingAlong,
  isLiving,
  renewed,
  usualReviewMonths,
  type Answer,
  type Pairing,
} from '../pairing.ts';
import { pairKeyOf } from '../policy.ts';
import { topicsOf } from '../topics/queries.server.ts';
import { forgetAnswers, keepAnswer } from './answers/commands.server.ts';
import { answersIn } from './answers/queries.server.ts';
import { bothSaidYes } from './outcome.ts';

interface Saying {
  actor: Viewer;
  pairingId: string;
}

interface Answering extends Saying {
  says: Answer;
}

/** `isDecided` once both have said yes; otherwise nobody learns what was said. */
export interface Answered {
  outcome: 'done';
  isDecided: boolean;
}

type NotAsked = Refused<'not_found' | 'wrapped_up' | 'resting' | 'not_asked'>;

/** "We've had our chat": both are asked now instead of later. */
export function sayWeChatted(room: Room, { actor, pairingId }: Saying): Promise<Done | NotAsked> {
  return inPairing(room, { actor, pairingId }, async (acting): Promise<Done | NotAsked> => {
    const { state } = acting.pairing;
    if (state === 'going') return done;
    if (state !== 'trying_out') return refused(state);
    await askNow(acting);
    return done;
  });
}

/** Whether to go along, said privately; saying it before being asked says that there was a chat. */
export function answerAfterChat(
  room: Room,
  { actor, pairingId, says }: Answering,
): Promise<Answered | NotAsked> {
  return inPairing(room, { actor, pairingId }, async (acting): Promise<Answered | NotAsked> => {
    const { state } = acting.pairing;
    if (state === 'going' && says === 'yes') return { ...done, isDecided: true };
    if (state === 'going') return refused('not_asked');
    if (state !== 'trying_out') return refused(state);
    const pairing = await askNow(acting);
    return answer({ ...acting, pairing }, { about: 'after_chat', says });
  });
}

/** Whether to go on after the review date, said privately. */
export function answerRenewal(
  room: Room,
  { actor, pairingId, says }: Answering,
): Promise<Answered | NotAsked> {
  return inPairing(room, { actor, pairingId }, (acting): Promise<Answered | NotAsked> => {
    const { pairing } = acting;
    if (pairing.state === 'wrapped_up' || pairing.state === 'resting')
      return Promise.resolve(refused(pairing.state));
    if (askedAbout(pairing) !== 'renewal') return Promise.resolve(refused('not_asked'));
    return answer(acting, { about: 'renewal', says });
  });
}

/** Asks both now, unless they are being asked already. */
async function askNow({ tx, pairing, now, random }: Acting): Promise<Pairing> {
  if (pairing.askedAt !== null) return pairing;
  const next = asked(pairing, now);
  await savePairing(tx, next, { now, random });
  const event: AfterChatAsked = { name: 'AfterChatAsked', pairingId: pairing.id };
  await announce(tx, { event, now, random });
  return next;
}

async function answer(
  acting: Acting,
  { about, says }: { about: 'after_chat' | 'renewal'; says: Answer },
): Promise<Answered> {
  const { tx, pairing, youId, now } = acting;
  const round = { pairingId: pairing.id, about, round: pairing.askedAt ?? now };
  await keepAnswer(tx, { ...round, memberId: youId, says, now });
  if (!bothSaidYes(await answersIn(tx, round), pairing)) return { ...done, isDecided: false };
  await goOn(acting, about);
  await forgetAnswers(tx, { pairingId: pairing.id, about });
  return { ...done, isDecided: true };
}

async function goOn(
  { tx, pairing, now, random }: Acting,
  about: 'after_chat' | 'renewal',
): Promise<void> {
  const lines = await linesNow(tx, pairing.id);
  const reviewMonths = lines === undefined ? usualReviewMonths : monthsToReview(lines);
  const isFirst = about === 'after_chat';
  const next = (isFirst ? goingAlong : renewed)(pairing, { reviewMonths, now });
  await savePairing(tx, next, { now, random });
  const event: PairingGoesAlong | PairingRenewed = {
    name: isFirst ? 'PairingGoesAlong' : 'PairingRenewed',
    pairingId: pairing.id,
  };
  await announce(tx, { event, now, random });
}

export type AnsweredAgain =
  /** `pairingId` is the new one; null while only one of the two has said yes, which nobody is told. */
  | { outcome: 'done'; pairingId: string | null }
  | Refused<'not_found' | 'still_living' | 'not_available' | 'full'>;

/** "Pair up again": once both have said so privately, a new pairing begins, if there is room. */
export function answerAgain(
  room: Room,
  { actor, pairingId, says }: Answering,
): Promise<AnsweredAgain> {
  return inPairing(room, { actor, pairingId }, async (acting): Promise<AnsweredAgain> => {
    const { tx, pairing, youId, otherId, now } = acting;
    if (isLiving(pairing)) return refused('still_living');
    const running = await livingBetween(tx, pairKeyOf(youId, otherId));
    if (running !== undefined) return { ...done, pairingId: running.id };
    if (await isOutOfReach(acting)) return refused('not_available');
    const round = { pairingId, about: 'again' as const, round: pairing.wrappedUpAt ?? 0 };
    await keepAnswer(tx, { ...round, memberId: youId, says, now });
    if (!bothSaidYes(await answersIn(tx, round), pairing)) return { ...done, pairingId: null };
    return beginAgain(acting);
  });
}

async function isOutOfReach({ tx, youId, otherId }: Acting): Promise<boolean> {
  if (await areApart(tx, { memberId: youId, otherId })) return true;
  const other = await tx
    .selectFrom('members')
    .select('status')
    .where('id', '=', otherId)
    .executeTakeFirst();
  return other?.status !== 'active';
}

/** Both want it. Terms are those of today, which both could read before they said so. */
async function beginAgain({ tx, pairing, now, random }: Acting): Promise<AnsweredAgain> {
  const { mentorId, menteeId, kind } = pairing;
  const mentor = await profileOf(tx, { memberId: mentorId });
  if (mentor === undefined) return refused('not_available');
  if (!(await takePlace(tx, { memberId: mentorId, now, random }))) return refused('full');
  await forgetAnswers(tx, { pairingId: pairing.id, about: 'again' });
  const topics = (await topicsOf(tx, [pairing.id])).get(pairing.id);
  const pairingId = await startPairing(tx, {
    request: {
      id: null,
      fromId: menteeId,
      toId: mentorId,
      conversationId: null,
      note: { skills: [topics?.get(menteeId) ?? ''], share: topics?.get(mentorId) ?? '' },
      terms: mentor.profile.terms,
    },
    kind,
    chatAt: null,
    now,
    random,
  });
  return { ...done, pairingId };
}
