/** Days on which somebody is away: no times are offered then. */
import { dayOf, isoOf } from '#lib/calendar-day.ts';

export interface DaysOff {
  /** ISO dates on the member's own calendar, both included. */
  readonly from: string;
  readonly to: string;
}

/** Each day of these, as ISO dates. */
export const eachDayOf = (all: readonly DaysOff[]): string[] =>
  all.flatMap(({ from, to }) =>
    Array.from({ length: dayOf(to) - dayOf(from) + 1 }, (_, index) => isoOf(dayOf(from) + index)),
  );
