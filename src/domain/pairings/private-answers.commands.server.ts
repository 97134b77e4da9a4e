/** What both are asked privately: after the first chat, before the review date, and once it is over. */
import { areApart } from '#domain/members/blocks.queries.server.ts';
import { takePlace } from '#domain/members/capacity.commands.server.ts';
import { profileOf } from '#domain/members/profiles.queries.server.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import { done, refused, type Outcome } from '#lib/outcome.ts';
import type { Act } from '#platform/act.server.ts';
import type { Reader } from '#platform/db/database.server.ts';
import { monthsToReview } from './agreement.ts';
import { linesNow } from './agreements.queries.server.ts';
import { startPairing } from './start-pairing.commands.server.ts';
import { AfterChatAsked, PairingGoesAlong, PairingRenewed } from './events.ts';
import { pairingCommand, savePairing, type YourPairing } from './pairing-store.commands.server.ts';
import { livingBetween } from './pairing-store.queries.server.ts';
import {
  asked,
  askedAbout,
  goingAlong,
  isLiving,
  renewed,
  usualReviewMonths,
  type Answer,
  type Pairing,
} from './pairing.ts';
import { pairKeyOf } from './pairing.policy.ts';
import { topicsOf } from './pairing-topics.queries.server.ts';
import { deleteAnswers, savePrivateAnswer } from './private-answer-store.commands.server.ts';
import { answersIn } from './private-answer-store.queries.server.ts';
import { bothSaidYes } from './private-answer.ts';

interface Answering {
  actor: Viewer;
  pairingId: string;
  says: Answer;
}

/** "We've had our chat": both are asked now instead of later. */
export const sayWeChatted = pairingCommand(async (act, { pairing }) => {
  if (pairing.state === 'going') return done();
  if (pairing.state !== 'trying_out') return refused(pairing.state);
  await askNow(act, pairing);
  return done();
});

/**
 * Whether to go along, said privately; saying it before being asked says that there was a chat.
 *
 * @returns `isDecided` once both have said yes; otherwise nobody learns what was said
 */
export const answerAfterChat = pairingCommand(async (act, yours, { says }: Answering) => {
  const { state } = yours.pairing;
  if (state === 'going' && says === 'yes') return done({ isDecided: true });
  if (state === 'going') return refused('not_asked');
  if (state !== 'trying_out') return refused(state);
  const pairing = await askNow(act, yours.pairing);
  return answer(act, { ...yours, pairing, about: 'after_chat', says });
});

/**
 * Whether to go on after the review date, said privately.
 *
 * @returns as {@link answerAfterChat}
 */
export const answerRenewal = pairingCommand(async (act, yours, { says }: Answering) => {
  const { state } = yours.pairing;
  if (state === 'wrapped_up' || state === 'resting') return refused(state);
  if (askedAbout(yours.pairing) !== 'renewal') return refused('not_asked');
  return answer(act, { ...yours, about: 'renewal', says });
});

/** Asks both now, unless they are being asked already. */
async function askNow(act: Act, pairing: Pairing): Promise<Pairing> {
  if (pairing.askedAt !== null) return pairing;
  const next = asked(pairing, act.now);
  await savePairing(act, next);
  await act.announce(AfterChatAsked, { pairingId: pairing.id });
  return next;
}

type AnswerSubject = 'after_chat' | 'renewal';

async function answer(
  act: Act,
  { pairing, youId, about, says }: YourPairing & { about: AnswerSubject; says: Answer },
) {
  const round = { pairingId: pairing.id, about, round: pairing.askedAt ?? act.now };
  await savePrivateAnswer(act, { ...round, memberId: youId, says });
  if (!bothSaidYes(await answersIn(act.tx, round), pairing)) return done({ isDecided: false });
  await goOn(act, { pairing, about });
  await deleteAnswers(act, { pairingId: pairing.id, about });
  return done({ isDecided: true });
}

async function goOn(
  act: Act,
  { pairing, about }: { pairing: Pairing; about: AnswerSubject },
): Promise<void> {
  const { now } = act;
  const lines = await linesNow(act.tx, pairing.id);
  const reviewMonths = lines === undefined ? usualReviewMonths : monthsToReview(lines);
  const isFirst = about === 'after_chat';
  const next = (isFirst ? goingAlong : renewed)(pairing, { reviewMonths, now });
  await savePairing(act, next);
  const event = isFirst ? PairingGoesAlong : PairingRenewed;
  await act.announce(event, { pairingId: pairing.id });
}

type AnsweredAgain = Outcome<
  { pairingId: string | null },
  'still_living' | 'not_available' | 'full'
>;

/**
 * "Pair up again": once both have said so privately, a new pairing begins, if there is room.
 *
 * @returns the new pairing's id; null while only one of the two has said yes, which nobody is told
 */
export const answerAgain = pairingCommand(
  async (act, yours, { pairingId, says }: Answering): Promise<AnsweredAgain> => {
    const { pairing, youId, otherId } = yours;
    if (isLiving(pairing)) return refused('still_living');
    const running = await livingBetween(act.tx, pairKeyOf(youId, otherId));
    if (running !== undefined) return done({ pairingId: running.id });
    if (await isOutOfReach(act.tx, yours)) return refused('not_available');
    const round = { pairingId, about: 'again' as const, round: pairing.wrappedUpAt ?? 0 };
    await savePrivateAnswer(act, { ...round, memberId: youId, says });
    if (!bothSaidYes(await answersIn(act.tx, round), pairing)) return done({ pairingId: null });
    return beginAgain(act, pairing);
  },
);

async function isOutOfReach(db: Reader, { youId, otherId }: YourPairing): Promise<boolean> {
  if (await areApart(db, { memberId: youId, otherId })) return true;
  const other = await db
    .selectFrom('members')
    .select('status')
    .where('id', '=', otherId)
    .executeTakeFirst();
  return other?.status !== 'active';
}

/** Both want it. Terms are those of today, which both could read before they said so. */
async function beginAgain(act: Act, pairing: Pairing): Promise<AnsweredAgain> {
  const { mentorId, menteeId, kind } = pairing;
  const mentor = await profileOf(act.tx, { memberId: mentorId });
  if (mentor === undefined) return refused('not_available');
  if (!(await takePlace(act, { memberId: mentorId }))) return refused('full');
  await deleteAnswers(act, { pairingId: pairing.id, about: 'again' });
  const topics = (await topicsOf(act.tx, [pairing.id])).get(pairing.id);
  const request = {
    id: null,
    fromId: menteeId,
    toId: mentorId,
    conversationId: null,
    note: { skills: [topics?.get(menteeId) ?? ''], share: topics?.get(mentorId) ?? '' },
    terms: mentor.profile.terms,
  };
  return done({ pairingId: await startPairing(act, { request, kind, chatAt: null }) });
}
