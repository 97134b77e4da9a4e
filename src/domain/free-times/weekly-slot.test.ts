import { describe, expect, it } from 'vitest';
import type { Person } from './person-availability.ts';
import { commonSlots, dateOfSlot, type Slot } from './weekly-slot.ts';
import fc from '#tests/fast-check.ts';

const zones = [
  'Europe/Lisbon',
  'Europe/Berlin',
  'America/New_York',
  'America/Los_Angeles',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Australia/Sydney',
  'Australia/Lord_Howe',
  'Pacific/Chatham',
  'Africa/Casablanca',
  'Africa/Cairo',
  'Pacific/Kiritimati',
];
const hours = fc
  .array(fc.boolean(), { minLength: 168, maxLength: 168 })
  .map((free) => free.map((is) => (is ? '1' : '0')).join(''));
const moment = Date.UTC(2026, 10, 18, 14, 20);

function evenings(days: number[], from: number, to: number): string {
  return Array.from({ length: 168 }, (_, i) =>
    days.includes(Math.floor(i / 24)) && i % 24 >= from && i % 24 < to ? '1' : '0',
  ).join('');
}

/** Asks Temporal about every week by itself. */
function weeksByTemporal(
  { weekday, minute }: Slot,
  { people, zone, minutes }: { people: readonly Person[]; zone: string; minutes: number },
): number {
  const first = Temporal.Instant.fromEpochMilliseconds(moment)
    .toZonedDateTimeISO(zone)
    .toPlainDate()
    .add({ days: 1 });
  let count = 0;
  for (let week = 0; week < 52; week++) {
    const date = first.add({ days: 7 * week + ((weekday + 1 - first.dayOfWeek + 7) % 7) });
    const at = date
      .toPlainDateTime(new Temporal.PlainTime(Math.floor(minute / 60), minute % 60))
      .toZonedDateTime(zone);
    if (people.every((person) => isFree(person, { at, minutes }))) count += 1;
  }
  return count;
}

function isFree(
  { hours: week, zone, daysOff = [] }: Person,
  { at, minutes }: { at: Temporal.ZonedDateTime; minutes: number },
): boolean {
  const begin = at.withTimeZone(zone);
  if (daysOff.includes(begin.toPlainDate().toString())) return false;
  for (let passed = 0; passed < minutes; passed += 15) {
    const then = begin.toPlainDateTime().add({ minutes: passed });
    if (week[(then.dayOfWeek - 1) * 24 + then.hour] !== '1') return false;
  }
  return true;
}

describe('times that suit two people', () => {
  it('fit in exactly the weeks in which both are free, whatever their clocks do', () => {
    const someone = fc.record({ hours, zone: fc.constantFrom(...zones) });
    fc.assert(
      fc.property(
        someone,
        someone,
        fc.constantFrom(...zones),
        fc.constantFrom(30, 45, 60, 90),
        fc.uniqueArray(
          fc
            .integer({ min: 0, max: 363 })
            .map((days) => Temporal.PlainDate.from('2026-11-18').add({ days }).toString()),
          { maxLength: 3 },
        ),
        (mine, theirs, zone, minutes, daysOff) => {
          const people = [{ ...mine, daysOff }, theirs] as const;
          const asking = { people, zone, minutes };
          const found = commonSlots({ ...asking, from: moment, limit: 1000 });
          for (const slot of found.filter((_, i) => i % 9 === 0))
            expect(slot.weeks, JSON.stringify(slot)).toBe(weeksByTemporal(slot, asking));
        },
      ),
      { numRuns: 40 },
    );
  });

  it('say so where Berlin and New York drift apart for three weeks of a year', () => {
    const berlin = { hours: evenings([2], 18, 19), zone: 'Europe/Berlin' };
    const newYork = { hours: evenings([2], 12, 13), zone: 'America/New_York' };
    const [best] = commonSlots({
      people: [berlin, newYork],
      zone: 'Europe/Berlin',
      minutes: 60,
      from: moment,
    });
    expect(best).toMatchObject({ weekday: 2, minute: 18 * 60, weeks: 49 });
  });

  it('put what is comfortable for both before what is only possible', () => {
    const always = '1'.repeat(168);
    const [best] = commonSlots({
      people: [
        { hours: always, zone: 'Europe/Lisbon' },
        { hours: always, zone: 'Asia/Tokyo' },
      ],
      zone: 'Europe/Lisbon',
      minutes: 45,
      from: moment,
    });
    expect(best).toMatchObject({ isComfortable: true, weeks: 52 });
  });

  it('meet on quarter hours with somebody in Kathmandu', () => {
    const found = commonSlots({
      people: [
        { hours: evenings([0, 1, 2, 3, 4], 15, 16), zone: 'Europe/London' },
        { hours: evenings([0, 1, 2, 3, 4], 20, 22), zone: 'Asia/Kathmandu' },
      ],
      zone: 'Asia/Kathmandu',
      minutes: 60,
      from: moment,
    });
    expect(found[0]).toMatchObject({ minute: 20 * 60 + 45 });
  });

  it('are none where two never are free at once', () => {
    const people = [
      { hours: evenings([0], 9, 10), zone: 'Europe/Berlin' },
      { hours: evenings([3], 9, 10), zone: 'Europe/Berlin' },
    ] as const;
    expect(commonSlots({ people, zone: 'Europe/Berlin', minutes: 30, from: moment })).toEqual([]);
  });

  it('name the next day they are on', () => {
    expect(dateOfSlot({ weekday: 2 }, '2026-11-18')).toBe('2026-11-18');
    expect(dateOfSlot({ weekday: 1 }, '2026-11-18')).toBe('2026-11-24');
  });
});
