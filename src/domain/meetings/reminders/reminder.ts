/** When two people are reminded of a meeting. Pure; times are epoch milliseconds. */
const minute = 60_000;
const hour = 60 * minute;

export type ReminderKind = 'day' | 'hour';

/** So long before a meeting they are reminded. */
const dayBefore = 24 * hour;
const hourBefore = hour;
/** A reminder of tomorrow that is later than this says nothing that the one of the hour does not. */
const tooLateForDay = 6 * hour;

/** How far ahead a sweep has to look. */
export const looksAhead = dayBefore;

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
  if (now >= at) return undefined;
  const wasKnown = (before: number) => changedAt <= at - before;
  if (now >= at - hourBefore)
    return remindedHour !== at && wasKnown(hourBefore) ? 'hour' : undefined;
  const isDay = now >= at - dayBefore && now < at - tooLateForDay;
  return isDay && remindedDay !== at && wasKnown(dayBefore) ? 'day' : undefined;
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
