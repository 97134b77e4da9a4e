/** A small helper in three revisions: what stays, what changes and what goes between them. */
export const daysPath = 'src/calendar/days.ts';

export const firstDays = `import { zoneOf } from './zone.ts';

/** The days a plot is watered by somebody, as the calendar lists them. */
export interface Day {
  date: string;
  who: string | null;
}

export function daysBetween(from: Date, to: Date): Day[] {
  const days: Day[] = [];
  const current = new Date(from);
  while (current <= to) {
    days.push({ date: current.toISOString().slice(0, 10), who: null });
    current.setDate(current.getDate() + 1);
  }
  return days;
}

export function isToday(day: Day): boolean {
  return day.date === new Date().toISOString().slice(0, 10);
}

export function label(day: Day): string {
  const date = new Date(day.date);
  return date.toLocaleDateString('en', { weekday: 'long', day: 'numeric', month: 'long' });
}

export function nobodyYet(days: Day[]): Day[] {
  return days.filter((day) => day.who === null);
}

// old name, still used by the settings page I think
export const listDays = daysBetween;
`;

export const secondDays = `import { zoneOf } from './zone.ts';

/** The days a plot is watered by somebody, as the calendar lists them. */
export interface Day {
  date: string;
  who: string | null;
}

/** Every day from one to the other, both included; the clocks may change in between. */
export function daysBetween(from: Temporal.PlainDate, to: Temporal.PlainDate): Day[] {
  const count = from.until(to, { largestUnit: 'day' }).days;
  return Array.from({ length: count + 1 }, (_, i) => ({
    date: from.add({ days: i }).toString(),
    who: null,
  }));
}

export function isToday(day: Day, now: Date): boolean {
  return day.date === now.toISOString().slice(0, 10);
}

export function label(day: Day): string {
  const date = new Date(day.date);
  return date.toLocaleDateString('en', { weekday: 'long', day: 'numeric', month: 'long' });
}

export function nobodyYet(days: Day[]): Day[] {
  return days.filter((day) => day.who === null);
}
`;

export const daysTestPath = 'src/calendar/days.test.ts';

export const daysTest = `import { expect, it } from 'vitest';
import { daysBetween } from './days.ts';

it('lists the night the clocks go back once', () => {
  const from = Temporal.PlainDate.from('2026-10-24');
  const days = daysBetween(from, from.add({ days: 2 }));
  expect(days.map(({ date }) => date)).toEqual(['2026-10-24', '2026-10-25', '2026-10-26']);
});
`;
