/** Rhythms with what people change about them, for tests of calendars. */
import { dayFrom, isoOf } from '#lib/calendar-day.ts';
import { type Change, nextOccurrences, type Series } from '#domain/rhythms/series.ts';
import fc from './fast-check.ts';

/** Half a year across the changes of both hemispheres, epoch milliseconds. */
export const halfYear = { from: Date.UTC(2026, 9, 18), until: Date.UTC(2027, 4, 18) };
const zones = [
  'Europe/Berlin',
  'Europe/Lisbon',
  'America/New_York',
  'Asia/Kathmandu',
  'Australia/Sydney',
  'Pacific/Chatham',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Africa/Cairo',
  'America/Sao_Paulo',
  'Asia/Kolkata',
  'Europe/Kyiv',
];
const date = fc
  .integer({ min: dayFrom(2026, 10, 1), max: dayFrom(2027, 1, 31) })
  .map((day) => isoOf(day));
/** Waking hours: no clock skips them, which is where readers part ways. */
const daytime = fc.integer({ min: 6 * 4, max: 22 * 4 }).map((quarter) => quarter * 15);

/** Series with skips, moves and pauses on days they have. */
export const anySeries: fc.Arbitrary<Series> = fc
  .record({
    zone: fc.constantFrom(...zones),
    startDate: date,
    minute: daytime,
    minutes: fc.constantFrom(30, 45, 60, 90),
    rhythm: fc.oneof(
      fc.record({ kind: fc.constant('weekly' as const), every: fc.integer({ min: 1, max: 4 }) }),
      fc.record({
        kind: fc.constant('monthly_weekday' as const),
        every: fc.constant(1),
        nth: fc.constantFrom(1 as const, 2 as const, 3 as const, 4 as const, -1 as const),
      }),
      fc.record({
        kind: fc.constant('monthly_day' as const),
        every: fc.constant(1),
        day: fc.integer({ min: 1, max: 31 }),
      }),
    ),
    until: fc.option(fc.constantFrom('2027-02-01', '2027-05-30'), { nil: undefined }),
    count: fc.option(fc.integer({ min: 2, max: 12 }), { nil: undefined }),
    hits: fc.array(
      fc.record({
        nth: fc.nat(8),
        kind: fc.constantFrom('skip' as const, 'move' as const, 'pause' as const),
        toMinute: daytime,
        later: fc.integer({ min: 1, max: 5 }),
        toZone: fc.option(fc.constantFrom(...zones), { nil: undefined }),
      }),
      { maxLength: 3 },
    ),
  })
  .map(({ hits, ...plain }) => {
    const days = nextOccurrences({ ...plain, changes: [] }, { from: halfYear.from, limit: 9 });
    const changes = hits.flatMap(({ nth, kind, toMinute, later, toZone }): Change[] => {
      const hit = days[nth]?.date;
      if (hit === undefined) return [];
      const after = Temporal.PlainDate.from(hit).add({ days: later }).toString();
      if (kind === 'skip') return [{ kind, date: hit }];
      if (kind === 'pause') return [{ kind, from: hit, to: after }];
      return [{ kind, date: hit, toDate: after, toMinute, toZone }];
    });
    return { ...plain, changes };
  });
