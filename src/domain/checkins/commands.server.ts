/** Answering a check-in, and doing something about one's own answer. Neither leaves a trace the other could see. */
import type { Viewer } from '#domain/members/viewer.ts';
import { suggestCalmer } from '#domain/pairings/agreements/commands.server.ts';
import type { Random } from '#lib/random.ts';
import type { Tx } from '#platform/db/database.server.ts';
import { announce } from '#platform/jobs.server.ts';
import { publish } from '#platform/live.server.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import { agreementOf, isBlank, paceWished, type Answer, type CheckInView } from './checkin.ts';
import type { CheckInRevealed } from './events.ts';
import { checkInOf } from './queries.server.ts';

type Room = Pick<Runtime, 'db' | 'clock' | 'random'>;

interface Asking {
  readonly actor: Viewer;
  readonly pairingId: string;
}

type Outcome<Code extends string> =
  { readonly outcome: 'done' } | { readonly outcome: 'refused'; readonly code: Code };

const done = { outcome: 'done' } as const;
const refused = <Code extends string>(code: Code) => ({ outcome: 'refused', code }) as const;

/**
 * Answers the open check-in, once: an answer that could be changed would let somebody try them all until
 * one is agreed to. An answer without either question is the same as skipping.
 *
 * @returns `not_open` when it closed meanwhile, or is not between the actor and anybody
 */
export function answerCheckIn(
  room: Room,
  { answer, ...asking }: Asking & { answer: Answer },
): Promise<Outcome<'not_open' | 'answered'>> {
  return inCheckIn(room, asking, async (tx, { checkIn, now, random }) => {
    if (checkIn.you !== 'not_yet') return refused('answered');
    await keepAnswer(tx, { checkIn, memberId: asking.actor.id, answer, now });
    await revealIfAgreed(tx, { checkIn, now, random });
    return done;
  });
}

/** Skips the open check-in. The other sees nothing of it. */
export function skipCheckIn(room: Room, asking: Asking): Promise<Outcome<'not_open' | 'answered'>> {
  return answerCheckIn(room, { ...asking, answer: { feels: '', pace: '', changeWords: '' } });
}

/**
 * Puts another rhythm forward in nobody's name, because of what the actor said.
 *
 * @returns `nothing_to_say` where no other rhythm can be named, or a suggestion is open already
 */
export function sayItForMe(
  room: Room,
  asking: Asking,
): Promise<Outcome<'not_open' | 'nothing_to_say'>> {
  return inCheckIn(room, asking, async (tx, { checkIn, now, random }) => {
    const { yourAnswer, suggestions } = checkIn;
    if (yourAnswer === null || !suggestions.includes('say_it_for_me'))
      return refused('nothing_to_say');
    const suggested = await suggestCalmer(tx, {
      pairingId: asking.pairingId,
      preOkBy: asking.actor.id,
      pace: paceWished(yourAnswer),
      now,
      random,
    });
    if (suggested === null) return refused('nothing_to_say');
    await closeSuggestion(tx, { checkIn, memberId: asking.actor.id, now });
    return done;
  });
}

/** Lets a suggestion be. Doing it twice is doing it once. */
export function leaveSuggestion(room: Room, asking: Asking): Promise<Outcome<'not_open'>> {
  return inCheckIn(room, asking, async (tx, { checkIn, now }) => {
    await closeSuggestion(tx, { checkIn, memberId: asking.actor.id, now });
    return done;
  });
}

interface Inside {
  readonly checkIn: CheckInView;
  readonly now: number;
  readonly random: Random;
}

function inCheckIn<Result>(
  { db, clock, random }: Room,
  { actor, pairingId }: Asking,
  act: (tx: Tx, inside: Inside) => Promise<Result>,
) {
  const now = clock.now();
  return db.transact(async (tx) => {
    const checkIn = await checkInOf(tx, { pairingId, viewerId: actor.id });
    // The clock closes it; until it comes round, the time that was promised counts.
    if (checkIn === undefined || now >= checkIn.closesAt) return refused('not_open');
    return act(tx, { checkIn, now, random });
  });
}

async function keepAnswer(
  tx: Tx,
  {
    checkIn,
    memberId,
    answer,
    now,
  }: { checkIn: CheckInView; memberId: string; answer: Answer; now: number },
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

async function revealIfAgreed(tx: Tx, { checkIn, now, random }: Inside): Promise<void> {
  const rows = await tx
    .selectFrom('check_in_answers')
    .select(['feels', 'pace', 'change_words as changeWords'])
    .where('check_in_id', '=', checkIn.id)
    .execute();
  const [one, other] = rows;
  const agreement = one && other ? agreementOf(one, other) : null;
  if (agreement === null) return;
  await tx
    .updateTable('check_ins')
    .set({ revealed: JSON.stringify(agreement) })
    .where('id', '=', checkIn.id)
    .execute();
  const event: CheckInRevealed = { name: 'CheckInRevealed', checkInId: checkIn.id };
  await announce(tx, { event, now, random });
  publish(tx, `pairing:${checkIn.pairingId}`);
}

async function closeSuggestion(
  tx: Tx,
  { checkIn, memberId, now }: { checkIn: CheckInView; memberId: string; now: number },
): Promise<void> {
  await tx
    .updateTable('check_in_answers')
    .set({ suggestion_done_at: now })
    .where('check_in_id', '=', checkIn.id)
    .where('member_id', '=', memberId)
    .where('suggestion_done_at', 'is', null)
    .execute();
}
