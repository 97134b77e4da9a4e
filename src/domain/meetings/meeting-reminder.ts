/** When two people are reminded of a meeting. Pure; times are epoch milliseconds. */
import { hour } from '#lib/duration.ts';

export type ReminderKind = 'day' | 'hour';

/** So long before a meeting they are reminded. */
const dayBefore = 24 * hour;
const hourBefore = hour;
/** A reminder of tomorrow that is later than this says nothing that the one of the hour does not. */
const tooLateForDay = 6 * hour;

/** Which meetings a reminder may be due for: those that begin after `after` and not after `until`. */
export const stretchOf = (kind: ReminderKind, now: number): { after: number; until: number } =>
  kind === 'day'
    ? { after: now + tooLateForDay, until: now + dayBefore }
    : { after: now, until: now + hourBefore };

export interface RemindedMeeting {
  readonly at: number;
  /** When it was booked, or put where it is. */
  readonly changedAt: number;
  /** The beginning they were reminded of already; null for none. */
  readonly remindedDay: number | null;
  readonly remindedHour: number | null;
}

/**
 * What is due now, if anything. Of two that are late the nearer one is left; whoever booked a meeting an
 * hour ago needs no reminder of the day; one that was moved is a new one.
 */
export function dueReminder(meeting: RemindedMeeting, now: number): ReminderKind | undefined {
  const { at, changedAt, remindedDay, remindedHour } = meeting;
  const wasKnown = (before: number) => changedAt <= at - before;
  const isIn = (kind: ReminderKind) =>
    at > stretchOf(kind, now).after && at <= stretchOf(kind, now).until;
  if (isIn('hour')) return remindedHour !== at && wasKnown(hourBefore) ? 'hour' : undefined;
  return isIn('day') && remindedDay !== at && wasKnown(dayBefore) ? 'day' : undefined;
}

export interface ReminderChoices {
  readonly dayBefore: boolean;
  readonly hourBefore: boolean;
}

/** What somebody gets who chose nothing. */
export const usualReminders: ReminderChoices = { dayBefore: true, hourBefore: true };

export const isWanted = (
  { dayBefore: day, hourBefore: soon }: ReminderChoices,
  kind: ReminderKind,
) => (kind === 'day' ? day : soon);
