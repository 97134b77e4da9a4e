import { expect, it } from 'vitest';
import { placesToShow } from './person-preview.ts';

it('shows three different people, or as many as there are', () => {
  const picks = [4, 4, 0, 2];
  expect(placesToShow(5, () => picks.shift() ?? 0)).toEqual([4, 0, 2]);
  let next = 0;
  expect(placesToShow(2, () => next++ % 2)).toEqual([0, 1]);
  expect(placesToShow(0, () => 0)).toEqual([]);
});
