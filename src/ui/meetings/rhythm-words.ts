/** A rhythm in words, and what the form about it offers. */
import {
  meetingLengths,
  monthsBetween,
  shapes,
  weekdaysInMonth,
  weeksBetween,
  type Shape,
} from '#domain/rhythms/rhythm.input.ts';
import type { Series } from '#domain/rhythms/series.ts';
import { dayOf, weekdayOf } from '#lib/calendar-day.ts';
import { weekdayName } from '#ui/time-on-pages.ts';
import { m } from '#words/paraglide/messages.js';
import type { Sides } from './two-zones.ts';

type PlannedRhythm = Pick<Series, 'rhythm' | 'startDate' | 'minute' | 'minutes'>;

/** "Every 2 weeks on Thursday at 18:30, 45 minutes"; the time is the one of the series' own clock. */
export function sayRhythm(series: PlannedRhythm): string {
  const { minutes } = series;
  return m.meetings_rhythm_said({
    every: sayEvery(series),
    time: sayMinute(series.minute),
    minutes,
  });
}

/** As {@link sayRhythm}, with whose clock it is kept on. */
export const sayRhythmOn = (series: Series, sides: Sides): string =>
  m.meetings_rhythm_on({ rhythm: sayRhythm(series), clock: sayClock(series.zone, sides) });

/** Whose clock a zone is: "your clock", "Ana’s clock", or the city it is named after. */
export function sayClock(zone: string, { you, them }: Sides): string {
  if (zone === you.timeZone) return m.meetings_clock_short_you();
  if (zone === them.timeZone) return m.meetings_clock_short_them({ name: them.name });
  return zone === 'UTC' ? 'UTC' : (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
}

/** "Every 2 weeks on Thursday"; "the 2nd Tuesday of each month". */
export function sayEvery({ rhythm, startDate }: PlannedRhythm): string {
  const weekday = weekdayName(weekdayOf(dayOf(startDate)));
  switch (rhythm.kind) {
    case 'weekly':
      return m.meetings_every_weeks({ count: rhythm.every, weekday });
    case 'monthly_weekday':
      return m.meetings_every_nth({ nth: nthWords[rhythm.nth](), weekday, count: rhythm.every });
    case 'monthly_day':
      return m.meetings_every_day({ day: rhythm.day, count: rhythm.every });
    case 'dates':
      return m.meetings_every_dates({ count: rhythm.dates.length });
  }
}

/** "18:30". */
export const sayMinute = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

const nthWords: Record<(typeof weekdaysInMonth)[number], () => string> = {
  1: m.meetings_nth_first,
  2: m.meetings_nth_second,
  3: m.meetings_nth_third,
  4: m.meetings_nth_fourth,
  [-1]: m.meetings_nth_last,
};

const shapeWords: Record<Shape, () => string> = {
  weekly: m.meetings_shape_weekly,
  monthly_weekday: m.meetings_shape_weekday,
  monthly_day: m.meetings_shape_day,
  dates: m.meetings_shape_dates,
};

const listed = <Value extends number | string>(
  values: readonly Value[],
  label: (value: Value) => string,
) => values.map((value) => ({ value: String(value), label: label(value) }));

/** Every list of choices in the form of a rhythm. */
export const rhythmChoices = () => ({
  shape: listed(shapes, (shape) => shapeWords[shape]()),
  weeks: listed(weeksBetween, (count) => m.meetings_choice_weeks({ count })),
  weekday: listed([0, 1, 2, 3, 4, 5, 6], weekdayName),
  nth: listed(weekdaysInMonth, (nth) => nthWords[nth]()),
  months: listed(monthsBetween, (count) => m.meetings_choice_months({ count })),
  day: listed(
    Array.from({ length: 31 }, (_, place) => place + 1),
    (day) => m.meetings_choice_day({ day }),
  ),
  minutes: lengthChoices(),
});

/** "45 minutes". */
export const lengthChoices = () =>
  listed(meetingLengths, (count) => m.meetings_choice_minutes({ count }));
