import { describe, expect, it } from 'vitest';
import { minute as minuteLength, day as dayLength } from './duration.ts';
import {
  common,
  freeSlots,
  groupDays,
  hoursFree,
  isWeekHours,
  quartersInCommon,
  rangesOf,
  usualDay,
  weekOf,
  within,
  without,
  type CalendarWeek,
  type WeekHours,
} from './week.ts';
import fc from '#tests/fast-check.ts';

/** A week with the given hours free: hours({ mon: [18, 19] }). */
function hours(free: Record<string, number[]>): WeekHours {
  const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
  return days
    .map((day) =>
      Array.from({ length: 24 }, (_, h) => (free[day]?.includes(h) ? '1' : '0')).join(''),
    )
    .join('');
}

function at(local: string): number {
  return Temporal.ZonedDateTime.from(local).epochMilliseconds;
}

/** The slow and certain way: ask both clocks at every quarter of an hour of the week. */
function minutesByAsking(week: CalendarWeek, people: { hours: WeekHours; zone: string }[]): number {
  let minutes = 0;
  for (let t = week.from; t < week.until; t += 15 * minuteLength) {
    const instant = Temporal.Instant.fromEpochMilliseconds(t);
    const everyone = people.every(({ hours, zone }) => {
      const local = instant.toZonedDateTimeISO(zone);
      return hours[(local.dayOfWeek - 1) * 24 + local.hour] === '1';
    });
    if (everyone) minutes += 15;
  }
  return minutes;
}

function minutesInCommon(
  week: CalendarWeek,
  a: WeekHours,
  other: { hours: WeekHours; zone: string },
) {
  const mine = within(freeSlots(a, week.zone, week.monday), week);
  return 15 * quartersInCommon(mine, freeSlots(other.hours, other.zone, week.monday));
}

const oddZones = [
  'Asia/Kathmandu',
  'Pacific/Chatham',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Asia/Kolkata',
  'America/St_Johns',
  'Europe/Lisbon',
  'America/New_York',
  'Antarctica/Troll',
  'Pacific/Kiritimati',
  'Etc/GMT+12',
  'Africa/Cairo',
];

/** Every clock change of the odd zones in 2026 and 2027, and one quiet week. */
const changes = oddZones.flatMap((zone) => {
  const found = [at('2026-07-15T12:00[UTC]')];
  let moment = Temporal.ZonedDateTime.from(`2026-01-01T00:00[${zone}]`).getTimeZoneTransition(
    'next',
  );
  while (moment && moment.year < 2028) {
    found.push(moment.epochMilliseconds);
    moment = moment.getTimeZoneTransition('next');
  }
  return found;
});

const anyWeekHours = fc
  .array(fc.constantFrom('0', '0', '1'), { minLength: 168, maxLength: 168 })
  .map((marks) => marks.join(''));

describe('hours two people have in common', () => {
  it('Ana in Berlin and Ben in Lisbon share an hour less after Ben’s evenings move', () => {
    const ana = hours({ tue: [18, 19, 20] });
    const ben = { hours: hours({ tue: [18, 19, 20] }), zone: 'Europe/Lisbon' };
    const week = weekOf(at('2026-10-20T12:00[Europe/Berlin]'), 'Europe/Berlin');
    expect(minutesInCommon(week, ana, ben)).toBe(120);
  });

  it('Ana in Berlin and Uma in New York are an hour closer between their two clock changes', () => {
    const ana = hours({ wed: [20, 21] });
    const uma = { hours: hours({ wed: [15, 16] }), zone: 'America/New_York' };
    const inWeek = (day: string) =>
      minutesInCommon(weekOf(at(`${day}T12:00[UTC]`), 'Europe/Berlin'), ana, uma);
    expect(inWeek('2026-10-21')).toBe(60);
    expect(inWeek('2026-10-28')).toBe(120);
    expect(inWeek('2026-11-04')).toBe(60);
  });

  it('counts the repeated hour of a Sunday in October twice and the skipped one never', () => {
    const night = hours({ sun: [2] });
    const zone = 'Europe/Berlin';
    const inWeek = (day: string) =>
      minutesInCommon(weekOf(at(`${day}T12:00[UTC]`), zone), night, { hours: night, zone });
    expect(inWeek('2026-10-25')).toBe(120);
    expect(inWeek('2026-03-29')).toBe(0);
  });

  it('Kathmandu at three quarters past shares a quarter of an hour with Delhi', () => {
    const asha = hours({ fri: [18] });
    const ravi = { hours: hours({ fri: [18] }), zone: 'Asia/Kolkata' };
    const week = weekOf(at('2026-11-23T12:00[UTC]'), 'Asia/Kathmandu');
    expect(minutesInCommon(week, asha, ravi)).toBe(45);
  });

  it('agrees with asking both clocks at every quarter of an hour, in odd zones, around changes', () => {
    fc.assert(
      fc.property(
        anyWeekHours,
        anyWeekHours,
        fc.constantFrom(...oddZones),
        fc.constantFrom(...oddZones),
        fc.constantFrom(...changes),
        fc.integer({ min: -4, max: 4 }),
        (mine, theirs, myZone, theirZone, change, days) => {
          const week = weekOf(change + days * dayLength, myZone);
          const slow = minutesByAsking(week, [
            { hours: mine, zone: myZone },
            { hours: theirs, zone: theirZone },
          ]);
          expect(minutesInCommon(week, mine, { hours: theirs, zone: theirZone })).toBe(slow);
        },
      ),
      { numRuns: 400 },
    );
  });

  it('is the same from both sides in any week without a clock change', () => {
    fc.assert(
      fc.property(anyWeekHours, anyWeekHours, (mine, theirs) => {
        const now = at('2026-06-10T12:00[UTC]');
        const here = weekOf(now, 'Asia/Kolkata');
        const there = weekOf(now, 'America/Bogota');
        // Neither zone changes its clock, so a usual week wraps round and loses nothing.
        expect(minutesInCommon(here, mine, { hours: theirs, zone: 'America/Bogota' })).toBe(
          minutesInCommon(there, theirs, { hours: mine, zone: 'Asia/Kolkata' }),
        );
      }),
    );
  });
});

describe('a week told in ranges', () => {
  const berlin = 'Europe/Berlin';
  const quiet = weekOf(at('2026-11-23T12:00[UTC]'), berlin);
  const told = (free: WeekHours, week = quiet) =>
    rangesOf(within(freeSlots(free, week.zone, week.monday), week), week);

  it('merges hours that touch and cuts a night at midnight', () => {
    expect(told(hours({ mon: [18, 19], tue: [22, 23], wed: [0, 1] }))).toEqual([
      { day: 0, from: 1080, to: 1200 },
      { day: 1, from: 1320, to: 1440 },
      { day: 2, from: 0, to: 120 },
    ]);
  });

  it('shows Asha’s half hours in Ana’s own time', () => {
    const ana = freeSlots(hours({ mon: [14, 15] }), berlin, quiet.monday);
    const asha = freeSlots(hours({ mon: [18, 19, 20] }), 'Asia/Kolkata', quiet.monday);
    const both = within(common(ana, asha), quiet);
    expect(rangesOf(both, quiet)).toEqual([{ day: 0, from: 14 * 60, to: 16 * 60 }]);
    expect(rangesOf(within(without(asha, ana), quiet), quiet)).toEqual([
      { day: 0, from: 13 * 60 + 30, to: 14 * 60 },
      { day: 0, from: 16 * 60, to: 16 * 60 + 30 },
    ]);
  });

  it('tells the night of a clock change as the clock on the wall would', () => {
    const night = hours({ sun: [0, 1, 2, 3, 4] });
    const whole = [{ day: 6, from: 0, to: 300 }];
    expect(told(night, weekOf(at('2026-10-25T12:00[UTC]'), berlin))).toEqual(whole);
    expect(told(night, weekOf(at('2026-03-29T12:00[UTC]'), berlin))).toEqual(whole);
  });

  it('gives back the hours a member marked, in every zone, in a week without a change', () => {
    fc.assert(
      fc.property(anyWeekHours, fc.constantFrom(...oddZones), (marked, zone) => {
        const week = weekOf(at('2026-06-17T12:00[UTC]'), zone);
        const back = told(marked, week);
        expect(back.reduce((sum, range) => sum + range.to - range.from, 0)).toBe(
          60 * hoursFree(marked),
        );
        for (const { day, from, to } of back) {
          expect(marked.slice(day * 24 + from / 60, day * 24 + to / 60)).toMatch(/^1+$/);
        }
      }),
    );
  });

  it('finds what a usual weekday looks like', () => {
    const week = told(hours({ mon: [18, 19], tue: [18, 19, 20], thu: [18], sat: [9] }));
    expect(usualDay(week, { days: [0, 1, 2, 3, 4], atLeast: 3 })).toEqual([
      { day: 0, from: 1080, to: 1140 },
    ]);
  });

  it('names days with the same hours together', () => {
    const week = told(
      hours({ mon: [18, 19], wed: [18, 19, 20], thu: [18, 19, 20], sat: [10, 11] }),
    );
    expect(groupDays(week)).toEqual([
      { days: [0], spans: [{ from: 1080, to: 1200 }] },
      { days: [2, 3], spans: [{ from: 1080, to: 1260 }] },
      { days: [5], spans: [{ from: 600, to: 720 }] },
    ]);
  });

  it('knows a week of hours from any other text', () => {
    expect(isWeekHours('1'.repeat(168))).toBe(true);
    expect(isWeekHours('1'.repeat(167))).toBe(false);
    expect(isWeekHours('')).toBe(false);
  });
});
