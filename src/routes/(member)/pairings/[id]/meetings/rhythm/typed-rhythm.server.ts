/** The form of a rhythm: what stands in it, what was typed, and what is odd about it. */
import {
  mostDates,
  type RhythmField,
  type RhythmForm,
  type RhythmProblem,
} from '#domain/rhythms/rhythm.input.ts';
import type { Series } from '#domain/rhythms/series.ts';
import { dayOf, weekdayOf } from '#lib/calendar-day.ts';
import type { Problem } from '#door/forms.server.ts';
import { sayMinute } from '#ui/meetings/rhythm-words.ts';
import { m } from '#words/paraglide/messages.js';
import type { TypedPlace } from '../meeting-place.server.ts';

export type TypedRhythm = RhythmForm & TypedPlace;

const fields = [
  'shape',
  'weeks',
  'weekday',
  'nth',
  'months',
  'day',
  'from',
  'until',
  'time',
  'zone',
  'minutes',
  'placeKind',
  'place',
] as const;

/** What was typed, from a form or an address; undefined where there is nothing of it. */
export function typedIn(sent: FormData | URLSearchParams): TypedRhythm | undefined {
  if (!sent.has('shape')) return undefined;
  const textAt = (name: string): string => {
    const value = sent.get(name);
    return typeof value === 'string' ? value : '';
  };
  const read = Object.fromEntries(fields.map((name) => [name, textAt(name)]));
  const dates = sent.getAll('dates').filter((value) => typeof value === 'string');
  return { ...empty, ...read, dates: dates.slice(0, mostDates) };
}

const empty: TypedRhythm = {
  shape: 'weekly',
  weeks: '2',
  weekday: '0',
  nth: '1',
  months: '1',
  day: '1',
  dates: [],
  from: '',
  until: '',
  time: '',
  zone: 'UTC',
  minutes: '45',
  placeKind: 'open',
  place: '',
};

/** A form to begin with: every two weeks from the next day on, on this clock. */
export const firstTyped = (begin: Partial<TypedRhythm>): TypedRhythm => ({ ...empty, ...begin });

/** The form filled with a rhythm there is, going on from `from`. */
export function typedFrom(series: Series, { from }: { from: string }): Partial<TypedRhythm> {
  const { rhythm, startDate, zone, minute, minutes, until } = series;
  return {
    shape: rhythm.kind,
    ...(rhythm.kind === 'weekly' && { weeks: String(rhythm.every) }),
    ...((rhythm.kind === 'monthly_day' || rhythm.kind === 'monthly_weekday') && {
      months: String(rhythm.every),
    }),
    ...(rhythm.kind === 'monthly_weekday' && { nth: String(rhythm.nth) }),
    ...(rhythm.kind === 'monthly_day' && { day: String(rhythm.day) }),
    ...(rhythm.kind === 'dates' && { dates: rhythm.dates.filter((date) => date >= from) }),
    weekday: String(weekdayOf(dayOf(startDate))),
    from: from < startDate ? startDate : from,
    until: until ?? '',
    time: sayMinute(minute),
    zone,
    minutes: String(minutes),
  };
}

const words: Record<RhythmProblem['code'], (field: RhythmField) => string> = {
  choose_one: m.meetings_problem_choose,
  missing: (field) =>
    field === 'time'
      ? m.meetings_problem_time()
      : field === 'dates'
        ? m.meetings_problem_dates()
        : m.meetings_day_missing(),
  past: m.meetings_problem_past,
  too_far: m.meetings_problem_far,
  backwards: m.meetings_problem_backwards,
  none: m.meetings_problem_none,
};

export const problemOf = ({ field, code }: RhythmProblem): Problem => ({
  field,
  message: words[code](field),
});
