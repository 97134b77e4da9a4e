/** What two people's usual weeks look like side by side, on one's own clock. */
import {
  common,
  countQuarters,
  freeSlots,
  groupDays,
  rangesOf,
  usualDay,
  within,
  without,
  type CalendarWeek,
  type DayGroup,
  type DayRange,
  type Slots,
  type WeekHours,
} from '#lib/week.ts';

/** Hours from midnight, as drawn. */
type Span = readonly [from: number, to: number];

/** One day's two lanes and the place where they meet. */
export interface Lanes {
  readonly you: readonly Span[];
  readonly them: readonly Span[];
  readonly both: readonly Span[];
}

export interface HoursTogether {
  /** Quarters of an hour in common in this week. */
  readonly quarters: number;
  /** When both are free, days with the same hours together. */
  readonly groups: readonly DayGroup[];
  /** Monday to Sunday. */
  readonly days: readonly Lanes[];
  /** The one day that tells most: a usual weekday, or the day with most hours in common. */
  readonly usual: { readonly day: 'weekdays' | number; readonly lanes: Lanes };
}

const weekdays = [0, 1, 2, 3, 4];
/** Of five weekdays, so many make it usual. */
const most = 3;

/**
 * Compares `mine` (the viewer's free time in `week`) with someone's hours in `zone`; everything is told on
 * the viewer's clock, in that very week.
 */
export function hoursTogether({
  mine,
  week,
  hours,
  zone,
}: {
  mine: Slots;
  week: CalendarWeek;
  hours: WeekHours;
  zone: string;
}): HoursTogether {
  const theirs = within(freeSlots(hours, zone, week.monday), week);
  const both = common(mine, theirs);
  const ranges = {
    you: rangesOf(without(mine, both), week),
    them: rangesOf(without(theirs, both), week),
    both: rangesOf(both, week),
  };
  return {
    quarters: countQuarters(both),
    groups: groupDays(ranges.both),
    days: Array.from({ length: 7 }, (_, day) => lanesOf(ranges, (range) => range.day === day)),
    usual: usualOf({ mine: rangesOf(mine, week), theirs: rangesOf(theirs, week), ...ranges }),
  };
}

interface Ranges {
  readonly you: readonly DayRange[];
  readonly them: readonly DayRange[];
  readonly both: readonly DayRange[];
}

function lanesOf({ you, them, both }: Ranges, isShown: (range: DayRange) => boolean): Lanes {
  const spans = (ranges: readonly DayRange[]) =>
    ranges.filter(isShown).map(({ from, to }): Span => [from / 60, to / 60]);
  return { you: spans(you), them: spans(them), both: spans(both) };
}

function usualOf(ranges: Ranges & { mine: readonly DayRange[]; theirs: readonly DayRange[] }) {
  const usually = (all: readonly DayRange[]) => usualDay(all, { days: weekdays, atLeast: most });
  const both = usually(ranges.both);
  const best = both.length > 0 ? undefined : dayWithMost(ranges.both);
  if (best !== undefined) {
    return { day: best, lanes: lanesOf(ranges, (range) => range.day === best) };
  }
  const lanes = { you: usually(ranges.mine), them: usually(ranges.theirs), both };
  return { day: 'weekdays' as const, lanes: lanesOf(lanes, () => true) };
}

function dayWithMost(ranges: readonly DayRange[]): number | undefined {
  const minutes = new Map<number, number>();
  for (const { day, from, to } of ranges) minutes.set(day, (minutes.get(day) ?? 0) + to - from);
  const sorted = [...minutes].sort(([, a], [, b]) => b - a);
  return sorted[0]?.[0];
}
