/** Who may write to whom, and how often (requirement E1). */
import { day } from '#lib/duration.ts';

/** Why nobody can be written to now. */
export type SendRefusal =
  | 'self'
  /** No such member, or none for this writer. */
  | 'nobody'
  /** The two go along already. */
  | 'paired'
  /** The writer has an open note with them. */
  | 'one_open'
  /** They wrote first; their note waits for an answer. */
  | 'they_wrote'
  /** The writer is on their waiting list already. */
  | 'in_line'
  | 'not_available'
  | 'learners_only'
  | 'too_many_open'
  | 'too_many_today';

/** All that decides whether one member may write to another. */
export interface Eligibility {
  readonly isSelf: boolean;
  /** Both are members, and neither blocked the other. */
  readonly isThere: boolean;
  readonly isPaired: boolean;
  readonly openBetween: 'none' | 'mine' | 'theirs';
  readonly isInLine: boolean;
  /** The mentor's box is ticked and the tick is fresh. */
  readonly isAvailable: boolean;
  readonly isForLearners: boolean;
  /** The writer wants to learn something the mentor shares. */
  readonly isLearner: boolean;
  readonly openCount: number;
  readonly openAllowed: number;
  /** First contacts in the last 24 hours. */
  readonly sentToday: number;
  readonly joinedAt: number;
}

/** For how long somebody counts as new here, and how many they may write to in 24 hours. */
const newFor = 7 * day;
const allowedWhileNew = 3;
const allowedLater = 10;

/** How many first contacts a day somebody may make who joined at `joinedAt` (epoch milliseconds). */
export const allowedADay = (joinedAt: number, now: number): number =>
  now - joinedAt < newFor ? allowedWhileNew : allowedLater;

/** The first reason against writing, or null. That somebody is full is none: there is a waiting list. */
export function refusalFor(standing: Eligibility, now: number): SendRefusal | null {
  return between(standing) ?? byMentor(standing) ?? byLimits(standing, now);
}

/** The first reason against a note for a place that was offered from the waiting list. */
export function refusalForPlace(standing: Eligibility): SendRefusal | null {
  const { openCount, openAllowed } = standing;
  const refusal = between({ ...standing, isInLine: false });
  return refusal ?? (openCount >= openAllowed ? 'too_many_open' : null);
}

function between({
  isSelf,
  isThere,
  isPaired,
  openBetween,
  isInLine,
}: Eligibility): SendRefusal | null {
  if (isSelf) return 'self';
  if (!isThere) return 'nobody';
  if (isPaired) return 'paired';
  if (openBetween !== 'none') return openBetween === 'mine' ? 'one_open' : 'they_wrote';
  return isInLine ? 'in_line' : null;
}

function byMentor({ isAvailable, isForLearners, isLearner }: Eligibility): SendRefusal | null {
  if (!isAvailable) return 'not_available';
  return isForLearners && !isLearner ? 'learners_only' : null;
}

function byLimits(
  { openCount, openAllowed, sentToday, joinedAt }: Eligibility,
  now: number,
): SendRefusal | null {
  if (openCount >= openAllowed) return 'too_many_open';
  return sentToday >= allowedADay(joinedAt, now) ? 'too_many_today' : null;
}
