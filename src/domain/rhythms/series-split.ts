/** A series that goes on differently from one of its days: the old one ends before it, a new one begins. */
import { civilOf, dayOf, daysIn, isoOf, type CalendarDay } from '#lib/calendar-day.ts';
import { isDayOf, type Change, type Rhythm, type Series } from './series.ts';

export interface Parted {
  /** The last day the old one may have. */
  readonly until: string;
  readonly next: Series;
}

/** Where a meeting and all after it go: a wall-clock time on the zone they are kept in from then on. */
interface Target {
  readonly date: string;
  readonly toDate: string;
  readonly toMinute: number;
  readonly toZone: string;
}

/** The series with the meeting of `date`, and every one after it, on the weekday and time of the target. */
export function movedFrom(series: Series, { date, toDate, toMinute, toZone }: Target): Parted {
  const from = dayOf(date);
  const apart = dayOf(toDate) - from;
  const plain: Series = {
    ...series,
    zone: toZone,
    startDate: toDate,
    minute: toMinute,
    rhythm: rhythmFrom(series.rhythm, { from, to: dayOf(toDate), apart }),
    until: series.until === undefined ? undefined : isoOf(dayOf(series.until) + Math.max(0, apart)),
    count: series.count === undefined ? undefined : series.count - daysBefore(series, from),
    changes: [],
  };
  const changes = series.changes.flatMap((change) => changeFrom(change, { from, apart, plain }));
  return { until: isoOf(from - 1), next: { ...plain, changes } };
}

function rhythmFrom(
  rhythm: Rhythm,
  { from, to, apart }: { from: CalendarDay; to: CalendarDay; apart: number },
): Rhythm {
  switch (rhythm.kind) {
    case 'weekly':
      return rhythm;
    case 'monthly_weekday':
      return { ...rhythm, nth: nthOf(to, rhythm.nth) };
    case 'monthly_day':
      return { ...rhythm, day: civilOf(to).day };
    case 'dates': {
      const later = rhythm.dates.filter((each) => dayOf(each) >= from);
      return { ...rhythm, dates: later.map((each) => isoOf(dayOf(each) + apart)) };
    }
  }
}

const nths = [1, 2, 3, 4] as const;

/** Which of its weekday in its month a day is; the last stays the last where it can. */
function nthOf(day: CalendarDay, before: 1 | 2 | 3 | 4 | -1): 1 | 2 | 3 | 4 | -1 {
  const civil = civilOf(day);
  const isLast = civil.day + 7 > daysIn(civil.year, civil.month);
  if (isLast && before === -1) return -1;
  return nths[Math.ceil(civil.day / 7) - 1] ?? -1;
}

function daysBefore(series: Series, from: CalendarDay): number {
  let count = 0;
  for (let day = dayOf(series.startDate); day < from; day++) if (isDayOf(series, day)) count += 1;
  return count;
}

/** Pauses go on where they reach beyond; what was changed about a later day stays with that day. */
function changeFrom(
  change: Change,
  { from, apart, plain }: { from: CalendarDay; apart: number; plain: Series },
): Change[] {
  if (change.kind === 'pause') return dayOf(change.to) >= from ? [change] : [];
  const day = dayOf(change.date);
  if (day <= from || !isDayOf(plain, day + apart)) return [];
  return [{ ...change, date: isoOf(day + apart) }];
}
