import { expect, it } from 'vitest';
import { excerptOf, roomLeft } from './listing.ts';

it('cuts own words between two words, or at the end of a sentence', () => {
  expect(excerptOf('Short.')).toBe('Short.');
  expect(excerptOf(`${'word '.repeat(35)}then, longwindedness`)).toBe(
    `${'word '.repeat(35).trim()}…`,
  );
  expect(excerptOf(`${'word '.repeat(34)}then, longwindedness`)).toMatch(/word then…$/);
  expect(excerptOf(`${'word '.repeat(34)}done. Longwindedness`)).toMatch(/word done\.$/);
  expect(excerptOf('x'.repeat(300))).toBe(`${'x'.repeat(179)}…`);
});

it('has no room when more places are taken than there are', () => {
  expect([roomLeft({ capacity: 2, held: 1 }), roomLeft({ capacity: 1, held: 3 })]).toEqual([1, 0]);
});
