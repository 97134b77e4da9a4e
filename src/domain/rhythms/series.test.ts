import fc from '#tests/fast-check.ts';
import { describe, expect, it } from 'vitest';
import { civilOf, dayFrom, dayOf, isoOf, weekdayOf } from '#lib/calendar-day.ts';
import { minute as minuteLength } from '#lib/duration.ts';
import { ZoneClock } from '#lib/zone-clock.ts';
import {
  nextOccurrences,
  occurrenceOf,
  occurrencesBetween,
  type Change,
  type Rhythm,
  type Series,
} from './series.ts';

const zones = [
  ...Intl.supportedValuesOf('timeZone'),
  'Europe/Kiev',
  'Asia/Calcutta',
  'Asia/Kathmandu',
];
const decade = { from: Date.UTC(2020, 0, 1), until: Date.UTC(2030, 0, 1) };

/** The slow, plain way, with nothing of ours in it: every day of ten years is asked. */
function byBruteForce(series: Series, { from, until }: { from: number; until: number }): string[] {
  const start = Temporal.PlainDate.from(series.startDate);
  const planned: Temporal.PlainDate[] = [];
  let day = start;
  for (; Temporal.PlainDate.compare(day, '2031-02-01') < 0; day = day.add({ days: 1 }))
    if (isOnRhythm(series, { day, start })) planned.push(day);
  const counted = series.count === undefined ? planned : planned.slice(0, series.count);
  return counted
    .filter((date) => series.until === undefined || date.toString() <= series.until)
    .flatMap((date) => {
      const iso = date.toString();
      const isPaused = series.changes.some(
        (change) => change.kind === 'pause' && iso >= change.from && iso <= change.to,
      );
      if (isPaused) return [];
      const last = series.changes.findLast(
        (change) => change.kind !== 'pause' && change.date === iso,
      );
      if (last?.kind === 'skip') return [];
      const isMove = last?.kind === 'move';
      const wall = isMove
        ? Temporal.PlainDate.from(last.toDate).toPlainDateTime(timeOf(last.toMinute))
        : date.toPlainDateTime(timeOf(series.minute));
      const zone = isMove ? (last.toZone ?? series.zone) : series.zone;
      const at = wall.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds;
      return at >= from && at < until ? [`${at} ${iso}`] : [];
    })
    .toSorted();
}

const timeOf = (minute: number) => new Temporal.PlainTime(Math.floor(minute / 60), minute % 60);

function isOnRhythm(
  { rhythm }: Series,
  { day, start }: { day: Temporal.PlainDate; start: Temporal.PlainDate },
): boolean {
  const months = day.year * 12 + day.month - (start.year * 12 + start.month);
  switch (rhythm.kind) {
    case 'weekly':
      return day.since(start).days % (7 * rhythm.every) === 0;
    case 'monthly_day':
      return months % rhythm.every === 0 && day.day === Math.min(rhythm.day, day.daysInMonth);
    case 'monthly_weekday': {
      if (months % rhythm.every !== 0 || day.dayOfWeek !== start.dayOfWeek) return false;
      return rhythm.nth === -1
        ? day.day + 7 > day.daysInMonth
        : Math.ceil(day.day / 7) === rhythm.nth;
    }
    case 'dates':
      return rhythm.dates.includes(day.toString());
  }
}

const isoDate = fc
  .integer({ min: dayFrom(2020, 1, 1), max: dayFrom(2029, 12, 31) })
  .map((day) => isoOf(day));
const minute = fc.integer({ min: 0, max: 1439 });
const rhythm: fc.Arbitrary<Rhythm> = fc.oneof(
  fc.record({ kind: fc.constant('weekly' as const), every: fc.integer({ min: 1, max: 8 }) }),
  fc.record({
    kind: fc.constant('monthly_weekday' as const),
    every: fc.integer({ min: 1, max: 3 }),
    nth: fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const, -1 as const),
  }),
  fc.record({
    kind: fc.constant('monthly_day' as const),
    every: fc.integer({ min: 1, max: 3 }),
    day: fc.integer({ min: 1, max: 31 }),
  }),
  fc.record({
    kind: fc.constant('dates' as const),
    dates: fc
      .uniqueArray(isoDate, { minLength: 1, maxLength: 12 })
      .map((dates) => dates.toSorted()),
  }),
);
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.record({ kind: fc.constant('skip' as const), date: isoDate }),
  fc.record({
    kind: fc.constant('move' as const),
    date: isoDate,
    toDate: isoDate,
    toMinute: minute,
    toZone: fc.option(fc.constantFrom(...zones), { nil: undefined }),
  }),
  fc
    .tuple(isoDate, fc.integer({ min: 0, max: 90 }))
    .map(([from, days]) => ({ kind: 'pause' as const, from, to: isoOf(dayOf(from) + days) })),
);

/** A series whose changes mostly hit days it has. */
const series: fc.Arbitrary<Series> = fc
  .record({
    zone: fc.constantFrom(...zones),
    startDate: isoDate,
    minute,
    minutes: fc.constant(45),
    rhythm,
    until: fc.option(isoDate, { nil: undefined }),
    count: fc.option(fc.integer({ min: 1, max: 200 }), { nil: undefined }),
    changes: fc.array(change, { maxLength: 6 }),
    hits: fc.array(fc.nat(60), { maxLength: 6 }),
  })
  .map(({ hits, ...made }) => {
    const first = made.rhythm.kind === 'dates' ? (made.rhythm.dates[0] ?? '') : made.startDate;
    const whole = { ...made, startDate: first };
    const days = nextOccurrences({ ...whole, changes: [] }, { from: decade.from, limit: 61 });
    const changes = whole.changes.map((one, i) => {
      const day = days[hits[i] ?? -1];
      return day === undefined || day.at >= decade.until || one.kind === 'pause'
        ? one
        : { ...one, date: day.date };
    });
    return { ...whole, changes };
  });

describe('a series', () => {
  it(
    'meets when a plain reading of it says, in every zone and over ten years',
    { timeout: 120_000 },
    () => {
      fc.assert(
        fc.property(series, (made) => {
          const ours = occurrencesBetween(made, decade).map(({ at, date }) => `${at} ${date}`);
          expect(ours.toSorted()).toEqual(byBruteForce(made, decade));
        }),
        { numRuns: 300 },
      );
    },
  );

  it('is the same looked at whole or in pieces', () => {
    fc.assert(
      fc.property(series, fc.integer({ min: decade.from, max: decade.until }), (made, cut) => {
        const { from, until } = decade;
        expect([
          ...occurrencesBetween(made, { from, until: cut }),
          ...occurrencesBetween(made, { from: cut, until }),
        ]).toEqual(occurrencesBetween(made, decade));
      }),
      { numRuns: 300 },
    );
  });

  it('finds each of its meetings by its day', () => {
    fc.assert(
      fc.property(series, (made) => {
        for (const found of occurrencesBetween(made, decade).slice(0, 20))
          expect(occurrenceOf(made, found.date)).toEqual(found);
      }),
      { numRuns: 200 },
    );
  });

  it('keeps the wall clock through both changes of a year, in Berlin and Lisbon', () => {
    const weekly: Series = {
      zone: 'Europe/Berlin',
      startDate: '2026-10-15',
      minute: 18 * 60 + 30,
      minutes: 45,
      rhythm: { kind: 'weekly', every: 1 },
      changes: [],
    };
    const found = nextOccurrences(weekly, { from: Date.UTC(2026, 9, 1), limit: 3 });
    expect(found.map(({ at }) => new Date(at).toISOString())).toEqual([
      '2026-10-15T16:30:00.000Z',
      '2026-10-22T16:30:00.000Z',
      '2026-10-29T17:30:00.000Z',
    ]);
  });

  it('shifts a time the clock skips, and takes the first of one it shows twice', () => {
    const nightly: Series = {
      zone: 'America/New_York',
      startDate: '2026-03-01',
      minute: 150,
      minutes: 30,
      rhythm: { kind: 'weekly', every: 1 },
      changes: [],
    };
    const times = (from: number) =>
      nextOccurrences(nightly, { from, limit: 3 }).map(({ at }) => new Date(at).toISOString());
    expect(times(Date.UTC(2026, 2, 1))).toEqual([
      '2026-03-01T07:30:00.000Z',
      '2026-03-08T07:30:00.000Z',
      '2026-03-15T06:30:00.000Z',
    ]);
    const early = { ...nightly, minute: 90, startDate: '2026-10-25' };
    expect(
      new Date(
        nextOccurrences(early, { from: Date.UTC(2026, 9, 31), limit: 1 })[0]?.at ?? 0,
      ).toISOString(),
    ).toBe('2026-11-01T05:30:00.000Z');
  });

  it('meets on the last day of a month that has no 31st, leap years included', () => {
    const monthly: Series = {
      zone: 'Asia/Kathmandu',
      startDate: '2028-01-31',
      minute: 0,
      minutes: 60,
      rhythm: { kind: 'monthly_day', every: 1, day: 31 },
      changes: [],
    };
    expect(
      nextOccurrences(monthly, { from: Date.UTC(2028, 0, 1), limit: 4 }).map(({ date }) => date),
    ).toEqual(['2028-01-31', '2028-02-29', '2028-03-31', '2028-04-30']);
  });
});

describe('a zone’s clock', () => {
  it(
    'agrees with Temporal at every hour around every change of ten years, in every zone',
    { timeout: 120_000 },
    () => {
      for (const zone of zones) {
        const clock = new ZoneClock(zone, decade.from);
        for (const change of clock.changesBetween(decade.from, decade.until)) {
          for (let minutes = -300; minutes <= 300; minutes += 30) {
            const wall = change + clock.offsetAt(change) + minutes * minuteLength;
            const asked = Temporal.Instant.fromEpochMilliseconds(wall)
              .toZonedDateTimeISO('UTC')
              .toPlainDateTime()
              .toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds;
            expect(clock.instantOf(wall), `${zone} ${new Date(wall).toISOString()}`).toBe(asked);
          }
        }
      }
    },
  );

  it('answers for times long before and after those it was made for', () => {
    const clock = new ZoneClock('Australia/Lord_Howe', Date.UTC(2026, 0, 1));
    for (const wall of [Date.UTC(1990, 5, 1), Date.UTC(2060, 0, 1), Date.UTC(2026, 3, 5, 2)]) {
      const asked = Temporal.Instant.fromEpochMilliseconds(wall)
        .toZonedDateTimeISO('UTC')
        .toPlainDateTime()
        .toZonedDateTime('Australia/Lord_Howe').epochMilliseconds;
      expect(clock.instantOf(wall)).toBe(asked);
    }
  });
});

describe('a day of the calendar', () => {
  it('is the one Temporal means', () => {
    fc.assert(
      fc.property(fc.integer({ min: -200_000, max: 400_000 }), (day) => {
        const date = Temporal.PlainDate.from('1970-01-01').add({ days: day });
        expect(civilOf(day)).toEqual({ year: date.year, month: date.month, day: date.day });
        expect(dayFrom(date.year, date.month, date.day)).toBe(day);
        expect(weekdayOf(day)).toBe(date.dayOfWeek - 1);
      }),
    );
  });
});
