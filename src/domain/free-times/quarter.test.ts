import { expect, it } from 'vitest';
import { minute } from '#lib/duration.ts';
import fc from '#tests/fast-check.ts';
import { nearestFree, quartersOf } from './quarter.ts';

const at = Date.UTC(2026, 10, 19, 17, 30);

it('a meeting takes every quarter it touches, and one that follows it takes others', () => {
  fc.assert(
    fc.property(fc.nat(400), fc.integer({ min: 5, max: 240 }), (later, minutes) => {
      const starts = at + later * 5 * minute;
      const ends = starts + minutes * minute;
      const own = quartersOf({ at: starts, endsAt: ends });
      expect((own[0] ?? 0) * 15 * minute).toBeLessThanOrEqual(starts);
      expect(((own.at(-1) ?? 0) + 1) * 15 * minute).toBeGreaterThanOrEqual(ends);
      expect(own.length * 15).toBeLessThan(minutes + 30);
      const next = Math.ceil(ends / (15 * minute)) * 15 * minute;
      const follows = quartersOf({ at: next, endsAt: next + 45 * minute });
      expect(follows.some((quarter) => own.includes(quarter))).toBe(false);
    }),
  );
});

it('the nearest free times are none of the taken and none that is over', () => {
  const taken = new Set(quartersOf({ at: at - 30 * minute, endsAt: at + 90 * minute }));
  const asked = { at, endsAt: at + 45 * minute, now: at - 600 * minute };
  expect(nearestFree(taken, asked)).toEqual([
    at + 90 * minute,
    at - 90 * minute,
    at + 120 * minute,
  ]);
  expect(nearestFree(taken, { ...asked, now: at })).toEqual([
    at + 90 * minute,
    at + 120 * minute,
    at + 150 * minute,
  ]);
});
