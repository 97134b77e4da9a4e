/** Answering a check-in, and acting on one's own answer. The other can see neither. */
import type { Viewer } from '#domain/members/viewer.ts';
import { suggestCalmer } from '#domain/pairings/agreements.commands.server.ts';
import { done, refused, type Refused } from '#lib/outcome.ts';
import { command, type Act, type ActRuntime } from '#platform/act.server.ts';
import { agreementOf, isBlank, paceWished, type Answer, type CheckInView } from './checkin.ts';
import { CheckInRevealed } from './events.ts';
import { checkInOf } from './checkins.queries.server.ts';

interface CheckInAct {
  readonly actor: Viewer;
  readonly pairingId: string;
}

/**
 * A command about the open check-in of a pairing.
 *
 * @returns `not_open` when it closed meanwhile, and for anybody but the two (requirement C2)
 */
const checkInCommand = <Input extends CheckInAct, Result>(
  work: (act: Act, checkIn: CheckInView, input: Input) => Promise<Result>,
): ((runtime: ActRuntime, input: Input) => Promise<Result | Refused<'not_open'>>) =>
  command(async (act, input: Input) => {
    const { actor, pairingId } = input;
    const checkIn = await checkInOf(act.tx, { pairingId, viewerId: actor.id });
    // The clock may close it a little later than promised.
    if (checkIn === undefined || act.now >= checkIn.closesAt) return refused('not_open');
    return work(act, checkIn, input);
  });

/**
 * Answers the open check-in, once: an answer that could be changed would let somebody try them all until
 * one is agreed to. An answer without either question is the same as skipping.
 */
export const answerCheckIn = checkInCommand(
  async (act, checkIn, { actor, answer }: CheckInAct & { answer: Answer }) => {
    if (checkIn.you !== 'not_yet') return refused('answered');
    await saveAnswer(act, { checkIn, memberId: actor.id, answer });
    await revealIfAgreed(act, checkIn);
    return done();
  },
);

/** Skips the open check-in. The other sees nothing of it. */
export const skipCheckIn = (runtime: ActRuntime, asking: CheckInAct) =>
  answerCheckIn(runtime, { ...asking, answer: { feels: '', pace: '', changeWords: '' } });

/**
 * Suggests another rhythm in nobody's name, because of what the actor said.
 *
 * @returns `nothing_to_say` where no other rhythm can be named, or a suggestion is open already
 */
export const sayItForMe = checkInCommand(async (act, checkIn, { actor, pairingId }) => {
  const { yourAnswer, suggestions } = checkIn;
  if (yourAnswer === null || !suggestions.includes('say_it_for_me'))
    return refused('nothing_to_say');
  const pace = paceWished(yourAnswer);
  const suggested = await suggestCalmer(act, { pairingId, preOkBy: actor.id, pace });
  if (suggested === null) return refused('nothing_to_say');
  await closeSuggestion(act, { checkIn, memberId: actor.id });
  return done();
});

/** Dismisses the suggestions to the actor. */
export const leaveSuggestion = checkInCommand(async (act, checkIn, { actor }) => {
  await closeSuggestion(act, { checkIn, memberId: actor.id });
  return done();
});

async function saveAnswer(
  { tx, now }: Act,
  { checkIn, memberId, answer }: { checkIn: CheckInView; memberId: string; answer: Answer },
): Promise<void> {
  const isSkipped = isBlank(answer);
  await tx
    .insertInto('check_in_answers')
    .values({
      check_in_id: checkIn.id,
      member_id: memberId,
      feels: answer.feels,
      pace: answer.pace,
      change_words: isSkipped ? '' : answer.changeWords,
      skipped: isSkipped ? 1 : 0,
      suggestion_done_at: null,
      answered_at: now,
    })
    .execute();
}

async function revealIfAgreed(act: Act, { id, pairingId }: CheckInView): Promise<void> {
  const rows = await act.tx
    .selectFrom('check_in_answers')
    .select(['feels', 'pace', 'change_words as changeWords'])
    .where('check_in_id', '=', id)
    .execute();
  const [one, other] = rows;
  const agreement = one && other ? agreementOf(one, other) : null;
  if (agreement === null) return;
  await act.tx
    .updateTable('check_ins')
    .set({ revealed: JSON.stringify(agreement) })
    .where('id', '=', id)
    .execute();
  await act.announce(CheckInRevealed, { checkInId: id });
  act.refresh(`pairing:${pairingId}`);
}

async function closeSuggestion(
  { tx, now }: Act,
  { checkIn, memberId }: { checkIn: CheckInView; memberId: string },
): Promise<void> {
  await tx
    .updateTable('check_in_answers')
    .set({ suggestion_done_at: now })
    .where('check_in_id', '=', checkIn.id)
    .where('member_id', '=', memberId)
    .where('suggestion_done_at', 'is', null)
    .execute();
}
