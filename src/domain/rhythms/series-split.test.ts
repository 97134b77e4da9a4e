import { expect, it } from 'vitest';
import { day } from '#lib/duration.ts';
import { anySeries, halfYear } from '#tests/rhythms.ts';
import { calmer } from './calmer-rhythm.ts';
import { movedFrom } from './series-split.ts';
import fc from '#tests/fast-check.ts';
import { occurrencesBetween, type Series } from './series.ts';
import { shiftsOn } from './rhythm-shift.ts';

const thursdays: Series = {
  zone: 'Europe/Berlin',
  startDate: '2026-11-19',
  minute: 18 * 60 + 30,
  minutes: 45,
  rhythm: { kind: 'weekly', every: 1 },
  changes: [],
};
const to = { toDate: '2026-12-01', toMinute: 600, toZone: 'Europe/Lisbon' };

it('a series moved from a day on has its old days before it and its new days from it on', () => {
  const changes = [
    { kind: 'skip', date: '2026-11-26' },
    { kind: 'skip', date: '2026-12-24' },
    { kind: 'pause', from: '2027-01-01', to: '2027-01-10' },
  ] as const;
  const parted = movedFrom({ ...thursdays, changes }, { date: '2026-12-03', ...to });
  expect(parted.until).toBe('2026-12-02');
  const days = occurrencesBetween(parted.next, halfYear).map(({ date }) => date);
  expect(days.slice(0, 5)).toEqual([
    '2026-12-01',
    '2026-12-08',
    '2026-12-15',
    '2026-12-29',
    '2027-01-12',
  ]);
});

it('a counted series has as many meetings as before, however it is moved', () => {
  fc.assert(
    fc.property(anySeries, fc.nat(8), (series, nth) => {
      const plain = { ...series, until: undefined, count: 6, changes: [] };
      if (plain.rhythm.kind !== 'weekly') return;
      const wide = { from: halfYear.from, until: halfYear.until + 400 * day };
      const all = occurrencesBetween(plain, wide);
      const hit = all[nth];
      if (hit === undefined) return;
      const { until, next } = movedFrom(plain, { date: hit.date, ...to, toDate: hit.date });
      const before = occurrencesBetween({ ...plain, until }, wide);
      expect(before.length + occurrencesBetween(next, wide).length).toBe(all.length);
    }),
  );
});

it('a second Tuesday moved to the last Friday of a month is a last Friday only where it was one', () => {
  const monthly: Series = {
    ...thursdays,
    startDate: '2026-12-08',
    rhythm: { kind: 'monthly_weekday', every: 1, nth: 2 },
  };
  const target = { date: '2026-12-08', toDate: '2026-12-25', toMinute: 600, toZone: 'UTC' };
  expect(movedFrom(monthly, target).next.rhythm).toMatchObject({ nth: 4 });
  const last = { ...monthly, rhythm: { ...monthly.rhythm, nth: -1 as const } } as Series;
  expect(movedFrom(last, target).next.rhythm).toMatchObject({ nth: -1 });
});

it('a calmer rhythm is the next there is, and the calmest stays', () => {
  expect(calmer({ kind: 'weekly', every: 1 })).toEqual({ kind: 'weekly', every: 2 });
  expect(calmer({ kind: 'weekly', every: 8 })).toEqual({ kind: 'weekly', every: 8 });
  expect(calmer({ kind: 'monthly_day', every: 3, day: 31 })).toMatchObject({ every: 6 });
});

it('a rhythm of Berlin is three weeks of a year at another hour in New York, and none in Lisbon', () => {
  const year = { from: Date.UTC(2027, 0, 1), until: Date.UTC(2028, 0, 1) };
  expect(shiftsOn('America/New_York', thursdays, year)).toEqual([
    { from: '2027-03-18', to: '2027-03-25', minutesEarlier: -60, meetings: 2 },
    { from: '2027-11-04', to: '2027-11-04', minutesEarlier: -60, meetings: 1 },
  ]);
  expect(shiftsOn('Europe/Lisbon', thursdays, year)).toEqual([]);
  const sydney = shiftsOn('Australia/Sydney', { ...thursdays, zone: 'America/New_York' }, year);
  expect(sydney.reduce((sum, { meetings }) => sum + meetings, 0)).toBe(26);
});

it('a rhythm just before midnight is told by the shorter way round the clock', () => {
  const late = { ...thursdays, zone: 'America/New_York', minute: 18 * 60 + 45 };
  const year = { from: Date.UTC(2027, 0, 1), until: Date.UTC(2028, 0, 1) };
  const shifts = shiftsOn('Europe/Berlin', late, year);
  expect(shifts.map(({ minutesEarlier }) => minutesEarlier)).toEqual([60, 60]);
});
