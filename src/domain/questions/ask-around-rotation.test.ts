import { expect, it } from 'vitest';
import { type Candidate, chooseNext } from './ask-around-rotation.ts';
import fc from '#tests/fast-check.ts';

const candidate = fc.record({
  id: fc.uuid(),
  lastInvitedAt: fc.option(fc.integer({ min: 0, max: 50 })),
  invitations: fc.nat(20),
  open: fc.nat(5),
});
const someone = fc.uniqueArray(candidate, { maxLength: 40, selector: ({ id }) => id });

it('asks four people at most, nobody twice, nobody who is kept out, and nobody who is asked enough', () => {
  fc.assert(
    fc.property(someone, fc.array(fc.boolean()), fc.string(), (candidates, out, seed) => {
      const without = new Set(candidates.filter((_, n) => out[n] === true).map(({ id }) => id));
      const chosen = chooseNext(candidates, { howMany: 4, mostOpen: 3, without, seed });
      const fitting = candidates.filter(({ id, open }) => open < 3 && !without.has(id));
      expect(chosen).toHaveLength(Math.min(4, fitting.length));
      expect(new Set(chosen).size).toBe(chosen.length);
      const ids = fitting.map(({ id }) => id);
      expect(chosen.every((id) => ids.includes(id))).toBe(true);
    }),
  );
});

it('asks first whoever was asked longest ago', () => {
  fc.assert(
    fc.property(someone, fc.string(), (candidates, seed) => {
      const rotation = { howMany: 4, mostOpen: 6, without: new Set<string>(), seed };
      const chosen = new Set(chooseNext(candidates, rotation));
      const last = ({ lastInvitedAt }: Candidate) => lastInvitedAt ?? -1;
      const taken = candidates.filter(({ id }) => chosen.has(id)).map(last);
      const left = candidates.filter(({ id }) => !chosen.has(id)).map(last);
      if (left.length > 0) expect(Math.max(-1, ...taken)).toBeLessThanOrEqual(Math.min(...left));
    }),
  );
});

it.each([5, 6, 7, 9, 12, 30])(
  'over 1,000 rounds asks each of %i people who fit equally well as often as any other, give or take one',
  (count) => {
    const people = new Map<string, { lastInvitedAt: number | null; invitations: number }>();
    for (let n = 0; n < count; n++)
      people.set(`mentor ${n}`, { lastInvitedAt: null, invitations: 0 });
    for (let round = 0; round < 1000; round++) {
      const candidates = Array.from(people, ([id, each]) => ({ id, ...each, open: 0 }));
      const rotation = { howMany: 4, mostOpen: 3, without: new Set<string>(), seed: `${round}` };
      for (const id of chooseNext(candidates, rotation)) {
        const before = people.get(id)?.invitations ?? 0;
        // Several rounds may fall on one instant.
        people.set(id, { lastInvitedAt: Math.floor(round / 3), invitations: before + 1 });
      }
      const often = Array.from(people.values(), ({ invitations }) => invitations);
      expect(Math.max(...often) - Math.min(...often)).toBeLessThanOrEqual(1);
    }
  },
);

it('favours nobody where all else is equal: each of eight is first about as often', () => {
  const candidates = Array.from({ length: 8 }, (_, n) => ({
    id: `mentor ${n}`,
    lastInvitedAt: null,
    invitations: 0,
    open: 0,
  }));
  const first = new Map<string, number>();
  for (let n = 0; n < 8000; n++) {
    const rotation = { howMany: 1, mostOpen: 3, without: new Set<string>(), seed: `question ${n}` };
    const [id = ''] = chooseNext(candidates, rotation);
    first.set(id, (first.get(id) ?? 0) + 1);
  }
  for (const count of first.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
  expect(first.size).toBe(8);
});
