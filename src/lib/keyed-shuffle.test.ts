import { describe, expect, it } from 'vitest';
import { Shuffle, digest, halfSipHash } from './keyed-shuffle.ts';

/** Four bytes as the little-endian word they make. */
function word(bytes: readonly number[]): number {
  return bytes.reduce((sum, byte, i) => sum + byte * 2 ** (8 * i), 0);
}

describe('a shuffle by keyed numbers', () => {
  it('is HalfSipHash-2-4: the authors’ test vector for eight bytes', () => {
    const bytes = { high: word([0, 1, 2, 3]), low: word([4, 5, 6, 7]) };
    expect(halfSipHash(bytes, bytes)).toEqual({
      high: word([0xed, 0xfe, 0xe8, 0x20]),
      low: word([0xbc, 0xe4, 0x85, 0x8c]),
    });
  });

  it('gives each of the 120 orders of five people equally often', () => {
    const people = ['Ana', 'Ben', 'Cy', 'Dee', 'Eli'].map((name) => ({ name, id: digest(name) }));
    const seen = new Map<string, number>();
    const rounds = 24_000;
    for (let viewer = 0; viewer < rounds; viewer++) {
      const shuffle = new Shuffle(`2026-11-23 viewer ${viewer}`);
      const order = people
        .toSorted((a, b) => shuffle.high(a.id) - shuffle.high(b.id))
        .map(({ name }) => name)
        .join();
      seen.set(order, (seen.get(order) ?? 0) + 1);
    }
    expect(seen.size).toBe(120);
    const expected = rounds / 120;
    const chiSquared = [...seen.values()].reduce(
      (sum, n) => sum + (n - expected) ** 2 / expected,
      0,
    );
    // 119 degrees of freedom: mean 119, standard deviation 15.4; a comparator sort gives thousands.
    expect(chiSquared).toBeLessThan(119 + 4 * 15.4);
  });

  it('gives Ana numbers on Monday that say nothing about Tuesday', () => {
    const people = Array.from({ length: 4000 }, (_, i) => digest(`member ${i}`));
    const monday = new Shuffle('2026-11-23 Ana');
    const tuesday = new Shuffle('2026-11-24 Ana');
    const centred = (n: number) => n / 2 ** 32 - 0.5;
    const together = people.reduce(
      (sum, id) => sum + centred(monday.high(id)) * centred(tuesday.high(id)),
      0,
    );
    const correlation = (together / people.length) * 12;
    expect(Math.abs(correlation)).toBeLessThan(4 / Math.sqrt(people.length));
  });

  it('always gives the same number for the same seed and thing', () => {
    const ana = digest('Ana');
    expect(new Shuffle('s').number(ana)).toEqual(new Shuffle('s').number(ana));
    expect(new Shuffle('s').high(ana)).toBe(new Shuffle('s').number(ana).high);
  });
});
