/**
 * A pairing: two people going along for a while. Decisions only; all times are epoch milliseconds.
 * Nothing in here says who asked for an ending, because nothing may know (requirement E6).
 */
import { hour, day } from '#lib/duration.ts';
import { monthsLater } from './months-later.ts';

export type PairingKind = 'mentoring' | 'swap';
export type PairingState = 'trying_out' | 'going' | 'resting' | 'wrapped_up';

/** What both are asked privately; `again` only once it is over. */
export type Question = 'after_chat' | 'renewal' | 'again';
export type Answer = 'yes' | 'no';

export interface Pairing {
  readonly id: string;
  readonly kind: PairingKind;
  /** Whose place it takes; in a swap the one who was written to, which no screen shows. */
  readonly mentorId: string;
  readonly menteeId: string;
  readonly requestId: string | null;
  readonly conversationId: string;
  readonly state: PairingState;
  /** What a resting pairing wakes up into. */
  readonly beforeRest: 'trying_out' | 'going' | null;
  /** The rest that is on, or the last there was: since when, and until when (planned, then real). */
  readonly restingSince: number | null;
  readonly restingUntil: number | null;
  readonly beganAt: number;
  /** The first chat, where a time was found for it. */
  readonly chatAt: number | null;
  /** Since when both are being asked, and until when; null while nobody is. */
  readonly askedAt: number | null;
  readonly askEndsAt: number | null;
  readonly goingSince: number | null;
  readonly reviewAt: number | null;
  readonly checkInAt: number | null;
  readonly wrappedUpAt: number | null;
  /** When both are told that it has wrapped up, the same for both; null until it has. */
  readonly toldAt: number | null;
}

/** How long both may take to answer after their first chat, and before the review date. */
export const askingTime = 14 * day;
/** How long after the time of the first chat both are asked about it. */
const afterChat = 2 * hour;
/** When both are asked where no time was set. */
const quietStart = 14 * day;
/** However late the question comes, this long is left to answer it. */
const leastAskingTime = 7 * day;
export const longestRest = 366 * day;
export const usualReviewMonths = 3;

/** True until it has wrapped up. */
export const isLiving = ({ state }: Pairing): boolean => state !== 'wrapped_up';

/** A pairing as it begins: just one chat. */
export function begin(
  of: Pick<Pairing, 'id' | 'kind' | 'mentorId' | 'menteeId' | 'requestId' | 'conversationId'>,
  { chatAt, now }: { chatAt: number | null; now: number },
): Pairing {
  return {
    ...of,
    state: 'trying_out',
    beforeRest: null,
    restingSince: null,
    restingUntil: null,
    beganAt: now,
    chatAt,
    askedAt: null,
    askEndsAt: null,
    goingSince: null,
    reviewAt: null,
    checkInAt: null,
    wrappedUpAt: null,
    toldAt: null,
  };
}

/** What both are being asked at the moment; null when nothing. */
export function askedAbout({ state, askedAt }: Pairing): 'after_chat' | 'renewal' | null {
  if (askedAt === null) return null;
  if (state === 'trying_out') return 'after_chat';
  return state === 'going' ? 'renewal' : null;
}

/** When both will be asked about their first chat. */
function chatQuestionDue({ chatAt, beganAt, restingUntil }: Pairing): number {
  return chatAt === null ? Math.max(beganAt, restingUntil ?? 0) + quietStart : chatAt + afterChat;
}

/** A step that is taken when it is due, without anybody asking for it. */
export type PairingStep =
  | { step: 'none' }
  | { step: 'ask_after_chat' | 'ask_renewal' | 'wake' | 'wrap_up'; pairing: Pairing };

/**
 * The one step that is due now. After the server was down for long nobody is rushed: a question that
 * comes late leaves time to answer it, and none is skipped on the way to an ending.
 */
export function nextPairingStep(pairing: Pairing, now: number): PairingStep {
  const due = nextDueAt(pairing);
  if (due === null || now < due) return { step: 'none' };
  switch (pairing.state) {
    case 'wrapped_up':
      return { step: 'none' };
    case 'resting':
      return { step: 'wake', pairing: woken(pairing, now) };
    case 'trying_out':
      return pairing.askedAt === null
        ? { step: 'ask_after_chat', pairing: asked(pairing, now) }
        : { step: 'wrap_up', pairing: wrappedUp(pairing, now) };
    case 'going':
      return pairing.askedAt === null
        ? { step: 'ask_renewal', pairing: asked(pairing, now) }
        : { step: 'wrap_up', pairing: wrappedUp(pairing, now) };
  }
}

/** When the next step is due; null once it is over. */
export function nextDueAt(pairing: Pairing): number | null {
  switch (pairing.state) {
    case 'wrapped_up':
      return null;
    case 'resting':
      return pairing.restingUntil;
    case 'trying_out':
      return pairing.askEndsAt ?? chatQuestionDue(pairing);
    case 'going':
      return pairing.askEndsAt ?? (pairing.reviewAt ?? pairing.beganAt) - askingTime;
  }
}

/** Both are asked from now on. A renewal is asked until the review date, which moves when it is late. */
export function asked(pairing: Pairing, now: number): Pairing {
  if (pairing.state === 'trying_out')
    return { ...pairing, askedAt: now, askEndsAt: now + askingTime };
  const askEndsAt = Math.max(pairing.reviewAt ?? now, now + leastAskingTime);
  return { ...pairing, askedAt: now, askEndsAt, reviewAt: askEndsAt };
}

const noQuestion = { askedAt: null, askEndsAt: null } as const;

/** Both want it: they go along, with a date to look at it again. */
export function goingAlong(
  pairing: Pairing,
  { reviewMonths, now }: { reviewMonths: number; now: number },
): Pairing {
  return {
    ...pairing,
    ...noQuestion,
    state: 'going',
    goingSince: now,
    reviewAt: monthsLater(now, reviewMonths),
  };
}

/** Both want to go on: the next review date, counted from the one that was due. */
export function renewed(
  pairing: Pairing,
  { reviewMonths, now }: { reviewMonths: number; now: number },
): Pairing {
  const reviewAt = monthsLater(pairing.reviewAt ?? now, reviewMonths);
  return { ...pairing, ...noQuestion, reviewAt };
}

/** Both agreed on another time for looking at it again, which answers a question about going on. */
export function reviewedLater(
  pairing: Pairing,
  { reviewMonths, now }: { reviewMonths: number; now: number },
): Pairing {
  const isGoing =
    pairing.state === 'going' || (pairing.state === 'resting' && pairing.beforeRest === 'going');
  if (!isGoing) return pairing;
  return { ...pairing, ...noQuestion, reviewAt: monthsLater(now, reviewMonths) };
}

/** Resting until a date; a rest that is on already gets another date. */
export function rested(pairing: Pairing, { until, now }: { until: number; now: number }): Pairing {
  if (pairing.state === 'resting') return { ...pairing, restingUntil: until };
  if (pairing.state === 'wrapped_up') return pairing;
  return {
    ...pairing,
    state: 'resting',
    beforeRest: pairing.state,
    restingSince: now,
    restingUntil: until,
  };
}

/** Awake again: everything that was to come comes as much later as the rest was long. */
export function woken(pairing: Pairing, now: number): Pairing {
  const { state, beforeRest, restingSince, chatAt } = pairing;
  if (state !== 'resting') return pairing;
  const length = Math.max(0, now - (restingSince ?? now));
  const later = (time: number | null) => (time === null ? null : time + length);
  const isChatMissed =
    beforeRest === 'trying_out' &&
    chatAt !== null &&
    chatAt >= (restingSince ?? 0) &&
    chatAt <= now;
  return {
    ...pairing,
    state: beforeRest ?? 'trying_out',
    beforeRest: null,
    restingUntil: now,
    chatAt: isChatMissed ? null : chatAt,
    askEndsAt: later(pairing.askEndsAt),
    reviewAt: later(pairing.reviewAt),
    checkInAt: later(pairing.checkInAt),
  };
}

/** Wrapped up, the same whoever or whatever began it. */
export function wrappedUp(pairing: Pairing, now: number): Pairing {
  if (!isLiving(pairing)) return pairing;
  return {
    ...pairing,
    ...noQuestion,
    state: 'wrapped_up',
    beforeRest: null,
    restingSince: null,
    restingUntil: null,
    checkInAt: null,
    wrappedUpAt: now,
  };
}
