/** A rhythm as people fill it in: how often, which day, what time, on whose clock. */
import { dayOf, isoOf, weekdayOf, type CalendarDay } from '#lib/calendar-day.ts';
import { isDayOf, type Rhythm, type Series } from './series.ts';

export const shapes = ['weekly', 'monthly_weekday', 'monthly_day', 'dates'] as const;
export type Shape = (typeof shapes)[number];

export const weeksBetween = [1, 2, 3, 4, 6, 8] as const;
export const monthsBetween = [1, 2, 3, 6] as const;
export const weekdaysInMonth = [1, 2, 3, 4, -1] as const;
export const meetingLengths = [15, 20, 30, 45, 60, 90, 120] as const;
/** How many single dates can be named. */
export const mostDates = 8;

/** Every field as typed; what the chosen shape has no use for is left alone. */
export interface RhythmForm {
  readonly shape: string;
  /** Weeks from one to the next. */
  readonly weeks: string;
  /** Monday 0 to Sunday 6. */
  readonly weekday: string;
  readonly nth: string;
  /** Months from one to the next. */
  readonly months: string;
  /** 1 to 31. */
  readonly day: string;
  readonly dates: readonly string[];
  /** The first day it may be, an ISO date. */
  readonly from: string;
  /** The last; '' where it is open. */
  readonly until: string;
  /** HH:MM on the clock of `zone`. */
  readonly time: string;
  /** IANA zone. */
  readonly zone: string;
  readonly minutes: string;
}

export type RhythmField = 'shape' | 'dates' | 'from' | 'until' | 'time' | 'zone';

export interface RhythmProblem {
  readonly field: RhythmField;
  readonly code: 'choose_one' | 'missing' | 'past' | 'too_far' | 'backwards' | 'none';
}

export type RhythmPlan = Pick<
  Series,
  'zone' | 'startDate' | 'minute' | 'minutes' | 'rhythm' | 'until'
>;

const isoDate = /^\d{4}-\d{2}-\d{2}$/;
const clockTime = /^([01]\d|2[0-3]):([0-5]\d)$/;
/** A rhythm begins within so many days. */
const farthest = 366;
/** Every rhythm has a day within so many: half a year, and a month to begin. */
const longestWait = 220;

/**
 * The rhythm of a form.
 *
 * @param zones the zones a meeting may be kept in
 * @param today ISO date, the first day a rhythm may have
 */
export function parseRhythm(
  form: RhythmForm,
  { zones, today }: { zones: readonly string[]; today: string },
): { plan: RhythmPlan } | { problems: RhythmProblem[] } {
  const rhythm = rhythmOf(form);
  const minute = minuteOf(form.time);
  const problems = problemsOf(form, { rhythm, minute, zones, today });
  if (rhythm === undefined || minute === undefined || problems.length > 0) return { problems };
  const { zone } = form;
  const minutes = lengthOf(form.minutes);
  const plan = { zone, minute, minutes, rhythm, ...(form.until && { until: form.until }) };
  const startDate = firstDay(plan, {
    from: form.from,
    weekday: among(weekdayNumbers, form.weekday),
  });
  return startDate === undefined
    ? { problems: [{ field: 'until', code: 'none' }] }
    : { plan: { ...plan, startDate } };
}

const weekdayNumbers = [0, 1, 2, 3, 4, 5, 6] as const;

/** The number of a list that was typed; undefined for anything else. */
function among<Number extends number>(list: readonly Number[], typed: string): Number | undefined {
  return list.find((number) => String(number) === typed);
}

function rhythmOf(form: RhythmForm): Rhythm | undefined {
  switch (form.shape) {
    case 'weekly':
      return { kind: 'weekly', every: among(weeksBetween, form.weeks) ?? 2 };
    case 'monthly_weekday':
      return {
        kind: 'monthly_weekday',
        every: among(monthsBetween, form.months) ?? 1,
        nth: among(weekdaysInMonth, form.nth) ?? 1,
      };
    case 'monthly_day': {
      const day = Math.min(31, Math.max(1, Number.parseInt(form.day, 10) || 1));
      return { kind: 'monthly_day', every: among(monthsBetween, form.months) ?? 1, day };
    }
    case 'dates':
      return { kind: 'dates', dates: datesOf(form) };
    default:
      return undefined;
  }
}

const datesOf = ({ dates }: RhythmForm): string[] =>
  [...new Set(dates.filter(isDate))].sort().slice(0, mostDates);

/** True for a date of the calendar; 2027-02-30 is none. */
export function isDate(text: string): boolean {
  return isoDate.test(text) && isoOf(dayOf(text)) === text;
}

/** Minutes after midnight; undefined for what is no time of day. */
export function minuteOf(time: string): number | undefined {
  const parts = clockTime.exec(time);
  return parts === null ? undefined : Number(parts[1]) * 60 + Number(parts[2]);
}

interface Read {
  rhythm: Rhythm | undefined;
  minute: number | undefined;
  zones: readonly string[];
  today: string;
}

function problemsOf(form: RhythmForm, { rhythm, minute, zones, today }: Read): RhythmProblem[] {
  const problems: RhythmProblem[] = [];
  if (rhythm === undefined) problems.push({ field: 'shape', code: 'choose_one' });
  if (rhythm?.kind === 'dates') problems.push(...inDates(rhythm.dates, today));
  else if (rhythm !== undefined) problems.push(...inSpan(form, today));
  if (minute === undefined) problems.push({ field: 'time', code: 'missing' });
  if (!zones.includes(form.zone)) problems.push({ field: 'zone', code: 'choose_one' });
  return problems;
}

function inDates(dates: readonly string[], today: string): RhythmProblem[] {
  const [first] = dates;
  if (first === undefined) return [{ field: 'dates', code: 'missing' }];
  if (first < today) return [{ field: 'dates', code: 'past' }];
  const last = dates.at(-1) ?? first;
  return isNear(last, today) ? [] : [{ field: 'dates', code: 'too_far' }];
}

function inSpan({ from, until }: RhythmForm, today: string): RhythmProblem[] {
  if (!isDate(from)) return [{ field: 'from', code: 'missing' }];
  if (from < today) return [{ field: 'from', code: 'past' }];
  if (!isNear(from, today)) return [{ field: 'from', code: 'too_far' }];
  if (until === '') return [];
  if (!isDate(until)) return [{ field: 'until', code: 'missing' }];
  return until < from ? [{ field: 'until', code: 'backwards' }] : [];
}

const isNear = (date: string, today: string): boolean => dayOf(date) - dayOf(today) <= farthest;

/** The first day of the rhythm from a day on, which is the one a series begins with. */
function firstDay(
  plan: Omit<RhythmPlan, 'startDate'>,
  { from, weekday }: { from: string; weekday: number | undefined },
): string | undefined {
  if (plan.rhythm.kind === 'dates') return plan.rhythm.dates[0];
  const start = dayOf(from);
  for (let day: CalendarDay = start; day <= start + longestWait; day++) {
    const isWeekday = plan.rhythm.kind === 'monthly_day' || weekdayOf(day) === (weekday ?? 0);
    const series = { ...plan, startDate: isoOf(day), changes: [] };
    if (isWeekday && isDayOf(series, day)) return isoOf(day);
  }
  return undefined;
}

/** How long a meeting is, of those that can be chosen; 45 minutes for anything else. */
export const lengthOf = (typed: string): number => among(meetingLengths, typed) ?? 45;
