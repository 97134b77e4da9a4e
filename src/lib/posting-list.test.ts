import { describe, expect, it } from 'vitest';
import {
  addBit,
  countBits,
  countCommon,
  eachBit,
  emptyBits,
  hasBit,
  keepCommon,
} from './bit-set.ts';
import { Posting } from './posting-list.ts';
import fc from '#tests/fast-check.ts';

const numbers = fc.array(fc.integer({ min: 0, max: 300 }), { maxLength: 200 });

function bitsOf(members: Iterable<number>) {
  const bits = emptyBits(301);
  for (const n of members) addBit(bits, n);
  return bits;
}

describe('sets of numbers as bits', () => {
  it('holds, counts, visits and intersects like a plain set', () => {
    fc.assert(
      fc.property(numbers, numbers, (left, right) => {
        const a = new Set(left);
        const b = new Set(right);
        const bits = bitsOf(a);
        expect(countBits(bits)).toBe(a.size);
        expect(countCommon(bits, bitsOf(b))).toBe(a.intersection(b).size);
        const visited: number[] = [];
        eachBit(bits, (n) => visited.push(n));
        expect(visited).toEqual([...a].sort((x, y) => x - y));
        keepCommon(bits, bitsOf(b));
        for (let n = 0; n <= 300; n++) expect(hasBit(bits, n)).toBe(a.has(n) && b.has(n));
      }),
    );
  });
});

describe('a posting', () => {
  it('stays what a plain map would be through any adding and removing', () => {
    const step = fc.record({
      n: fc.integer({ min: 0, max: 300 }),
      weight: fc.integer({ min: -1, max: 3 }),
      asksToCount: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 300 }), numbers, (steps, others) => {
        const posting = new Posting();
        const plain = new Map<number, number>();
        const set = bitsOf(others);
        for (const { n, weight, asksToCount } of steps) {
          if (weight < 0) {
            posting.remove(n);
            plain.delete(n);
          } else {
            posting.add(n, weight);
            plain.set(n, weight);
          }
          // Counting makes the mirror of bits, which must then follow every change.
          if (asksToCount) posting.countIn(set);
        }
        const told: [number, number][] = [];
        posting.each((n, weight) => told.push([n, weight]));
        expect(told).toEqual([...plain].sort(([a], [b]) => a - b));
        expect(posting.size).toBe(plain.size);
        expect(posting.countIn(set)).toBe(new Set(plain.keys()).intersection(new Set(others)).size);
        for (const n of others) expect(posting.has(n)).toBe(plain.has(n));
      }),
    );
  });
});
