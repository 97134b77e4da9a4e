/**
 * A series: meetings on a rhythm, written down as people say it, on one clock. Everything else follows
 * from it: which days, at which instants, what the other person's clock shows. Nothing is stored but the
 * series and what two people changed about single days; so a new law about clocks moves what is to come
 * and leaves what has been.
 *
 * Days are ISO dates on the series' own clock. Times of day are minutes after midnight.
 */
import { z } from 'zod';
import { civilOf, dayFrom, daysIn, dayOf, isoOf, weekdayOf } from '#lib/calendar-day.ts';
import type { CalendarDay } from '#lib/calendar-day.ts';
import { day as dayLength, minute as minuteLength } from '#lib/duration.ts';
import { jsonReader, type ShapeOf } from '#lib/json.ts';
import { clockOf } from '#lib/zone-clock.ts';

export type Rhythm =
  /** Every so many weeks, on the weekday it began. */
  | { readonly kind: 'weekly'; readonly every: number }
  /** Such as each second Tuesday; `nth` is 1 to 4, or -1 for the last. */
  | { readonly kind: 'monthly_weekday'; readonly every: number; readonly nth: 1 | 2 | 3 | 4 | -1 }
  /** Such as each 31st; in a shorter month its last day. */
  | { readonly kind: 'monthly_day'; readonly every: number; readonly day: number }
  | { readonly kind: 'dates'; readonly dates: readonly string[] };

type Kind<Name extends Rhythm['kind']> = Extract<Rhythm, { kind: Name }>;

/** A rhythm as it is stored with a series and with a suggestion. */
export const rhythmSchema: z.ZodType<Rhythm> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('weekly'), every: z.number() } satisfies ShapeOf<Kind<'weekly'>>),
  z.object({
    kind: z.literal('monthly_weekday'),
    every: z.number(),
    nth: z.literal([1, 2, 3, 4, -1]),
  } satisfies ShapeOf<Kind<'monthly_weekday'>>),
  z.object({
    kind: z.literal('monthly_day'),
    every: z.number(),
    day: z.number(),
  } satisfies ShapeOf<Kind<'monthly_day'>>),
  z.object({
    kind: z.literal('dates'),
    dates: z.array(z.string()),
  } satisfies ShapeOf<Kind<'dates'>>),
]);

export const readRhythm = jsonReader('the rhythm of a series', rhythmSchema);

/** What two people changed about days of a series, by the day it would have been. */
export type Change =
  | { readonly kind: 'skip'; readonly date: string }
  | {
      readonly kind: 'move';
      readonly date: string;
      readonly toDate: string;
      readonly toMinute: number;
      /** IANA zone of the new time; the series' own where not said. */
      readonly toZone?: string | undefined;
    }
  /** No meetings from one day to another, both included. */
  | { readonly kind: 'pause'; readonly from: string; readonly to: string };

export interface Series {
  /** IANA zone whose wall clock the series keeps, as it was chosen. */
  readonly zone: string;
  readonly startDate: string;
  /** Minutes after midnight, 0 to 1439. */
  readonly minute: number;
  /** How long a meeting is. */
  readonly minutes: number;
  readonly rhythm: Rhythm;
  /** Open when neither is given; `until` is the last day it may be, `count` counts every day of the rhythm. */
  readonly until?: string | undefined;
  readonly count?: number | undefined;
  readonly changes: readonly Change[];
}

export interface Occurrence {
  /** The day it belongs to by the rhythm, whatever it was moved to: its name for good. */
  readonly date: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly isMoved: boolean;
}

/**
 * The meetings that begin from `from` up to and without `until` (epoch milliseconds), in order.
 * What was skipped or paused is not among them; what was moved stands where it was moved to.
 */
export function occurrencesBetween(
  series: Series,
  { from, until }: { from: number; until: number },
): Occurrence[] {
  const changes = readChanges(series.changes);
  // A wall clock is at most a day away from universal time.
  const first = Math.floor(from / dayLength) - 2;
  const last = Math.floor(until / dayLength) + 2;
  const found: Occurrence[] = [];
  for (const day of daysOf(series, { first, last })) {
    const occurrence = occurrenceOn(series, { day, changes });
    if (occurrence !== undefined && !occurrence.isMoved) found.push(occurrence);
  }
  for (const [date, move] of changes.moves) {
    if (!isDayOf(series, dayOf(date)) || isPaused(changes, dayOf(date))) continue;
    found.push(movedTo(series, move));
  }
  return found
    .filter(({ at }) => at >= from && at < until)
    .sort((a, b) => a.at - b.at || (a.date < b.date ? -1 : 1));
}

/** The first `limit` meetings that begin at `from` (epoch milliseconds) or later. */
export function nextOccurrences(
  series: Series,
  { from, limit }: { from: number; limit: number },
): Occurrence[] {
  // Two years hold the next of any rhythm that is not paused for longer; then look further once.
  for (const years of [2, 30]) {
    const found = occurrencesBetween(series, { from, until: from + years * 366 * dayLength });
    if (found.length >= limit || years === 30) return found.slice(0, limit);
  }
  return [];
}

/** The meeting that belongs to a day; undefined where the rhythm has none there or it was called off. */
export function occurrenceOf(series: Series, date: string): Occurrence | undefined {
  const day = dayOf(date);
  if (!isDayOf(series, day)) return undefined;
  return occurrenceOn(series, { day, changes: readChanges(series.changes) });
}

/** When the day's meeting would begin by the rhythm alone, whatever was changed; epoch milliseconds. */
export function plannedAt(series: Series, date: string): number {
  return instantOn(series.zone, { day: dayOf(date), minute: series.minute });
}

/** A wall-clock time as an instant: what is skipped comes later, of two the first counts. */
export function instantOn(
  zone: string,
  { day, minute }: { day: CalendarDay; minute: number },
): number {
  const wall = day * dayLength + minute * minuteLength;
  return clockOf(zone, wall).instantOf(wall);
}

interface Changes {
  readonly skips: ReadonlySet<string>;
  readonly moves: ReadonlyMap<string, Change & { kind: 'move' }>;
  readonly pauses: readonly { from: CalendarDay; to: CalendarDay }[];
}

/** Sorted by kind; of several about one day the last counts. */
function readChanges(changes: readonly Change[]): Changes {
  const skips = new Set<string>();
  const moves = new Map<string, Change & { kind: 'move' }>();
  const pauses: { from: CalendarDay; to: CalendarDay }[] = [];
  for (const change of changes) {
    if (change.kind === 'pause') pauses.push({ from: dayOf(change.from), to: dayOf(change.to) });
    else if (change.kind === 'skip') {
      moves.delete(change.date);
      skips.add(change.date);
    } else {
      skips.delete(change.date);
      moves.set(change.date, change);
    }
  }
  return { skips, moves, pauses };
}

const isPaused = ({ pauses }: Changes, day: CalendarDay): boolean =>
  pauses.some(({ from, to }) => day >= from && day <= to);

function occurrenceOn(
  series: Series,
  { day, changes }: { day: CalendarDay; changes: Changes },
): Occurrence | undefined {
  const date = isoOf(day);
  if (changes.skips.has(date) || isPaused(changes, day)) return undefined;
  const move = changes.moves.get(date);
  if (move !== undefined) return movedTo(series, move);
  return { date, at: instantOn(series.zone, { day, minute: series.minute }), isMoved: false };
}

function movedTo(series: Series, move: Change & { kind: 'move' }): Occurrence {
  const { date, toDate, toMinute, toZone } = move;
  const at = instantOn(toZone ?? series.zone, { day: dayOf(toDate), minute: toMinute });
  return { date, at, isMoved: true };
}

/** The days of the rhythm from `first` to `last`, in order, within the series' own ends. */
function* daysOf(
  series: Series,
  { first, last }: { first: CalendarDay; last: CalendarDay },
): Generator<CalendarDay> {
  const until = series.until === undefined ? Infinity : dayOf(series.until);
  const start = dayOf(series.startDate);
  // In the month it begins, the rhythm's day may lie before the beginning; it does not count then.
  const missed = (dayAt(series, 0) ?? start) < start ? 1 : 0;
  const steps = (series.count ?? Infinity) + missed;
  for (let step = firstStep(series, Math.max(first, start)); step < steps; step++) {
    const day = dayAt(series, step);
    if (day === undefined || day > last || day > until) return;
    if (day >= first && day >= start) yield day;
  }
}

/** True where the rhythm has a meeting on this day, called off or not. */
export function isDayOf(series: Series, day: CalendarDay): boolean {
  for (const found of daysOf(series, { first: day, last: day })) if (found === day) return true;
  return false;
}

/** A step whose day is not after `day`, and near it. */
function firstStep({ rhythm, startDate }: Series, day: CalendarDay): number {
  const start = dayOf(startDate);
  switch (rhythm.kind) {
    case 'weekly':
      return Math.max(0, Math.floor((day - start) / (7 * rhythm.every)));
    case 'monthly_weekday':
    case 'monthly_day':
      return Math.max(0, Math.floor((monthOf(day) - monthOf(start)) / rhythm.every) - 1);
    case 'dates':
      return 0;
  }
}

/** The day of a step, counted from 0; undefined after the last of a list. */
function dayAt({ rhythm, startDate }: Series, step: number): CalendarDay | undefined {
  const start = dayOf(startDate);
  switch (rhythm.kind) {
    case 'weekly':
      return start + 7 * rhythm.every * step;
    case 'monthly_weekday':
      return nthWeekday(monthOf(start) + rhythm.every * step, weekdayOf(start), rhythm.nth);
    case 'monthly_day':
      return dayInMonth(monthOf(start) + rhythm.every * step, rhythm.day);
    case 'dates': {
      const date = rhythm.dates[step];
      return date === undefined ? undefined : dayOf(date);
    }
  }
}

/** Months since the year 0. */
function monthOf(day: CalendarDay): number {
  const { year, month } = civilOf(day);
  return year * 12 + month - 1;
}

function nthWeekday(months: number, weekday: number, nth: 1 | 2 | 3 | 4 | -1): CalendarDay {
  const year = Math.floor(months / 12);
  const month = (months % 12) + 1;
  if (nth === -1) {
    const last = dayFrom(year, month, daysIn(year, month));
    return last - ((weekdayOf(last) - weekday + 7) % 7);
  }
  const first = dayFrom(year, month, 1);
  return first + ((weekday - weekdayOf(first) + 7) % 7) + 7 * (nth - 1);
}

function dayInMonth(months: number, day: number): CalendarDay {
  const year = Math.floor(months / 12);
  const month = (months % 12) + 1;
  return dayFrom(year, month, Math.min(day, daysIn(year, month)));
}
