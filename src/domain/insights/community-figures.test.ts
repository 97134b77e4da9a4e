import { expect, it } from 'vitest';
import { moneyMix, pairOfTheDay, countInWords } from './community-figures.ts';

it('tells four people as a few and five as five', () => {
  expect([0, 1, 4, 5, 23].map((count) => countInWords(count))).toEqual([
    { kind: 'none' },
    { kind: 'few' },
    { kind: 'few' },
    { kind: 'exactly', count: 5 },
    { kind: 'exactly', count: 23 },
  ]);
});

it('says nothing about money while so few are listed that it would be about somebody', () => {
  expect(moneyMix({ listed: 4, free: 3 })).toBe('unsaid');
  expect(moneyMix({ listed: 10, free: 10 })).toBe('all_free');
  expect(moneyMix({ listed: 10, free: 6 })).toBe('most_free');
  expect(moneyMix({ listed: 10, free: 5 })).toBe('mixed');
});

it('takes another pair the next day and leaves out names too long for a headline', () => {
  const pairs = [
    { known: 'CSS', wanted: 'Rust' },
    { known: 'Functional programming', wanted: 'Go' },
    { known: 'Postgres', wanted: 'Swift' },
  ];
  expect(pairOfTheDay(pairs, 20_000)).toEqual({ known: 'CSS', wanted: 'Rust' });
  expect(pairOfTheDay(pairs, 20_001)).toEqual({ known: 'Postgres', wanted: 'Swift' });
  expect(pairOfTheDay([], 20_000)).toBeNull();
});
