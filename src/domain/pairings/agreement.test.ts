import { describe, expect, it } from 'vitest';
import { freeTerms } from '#tests/pairings.ts';
import {
  firstLines,
  monthsToReview,
  otherPace,
  readLines,
  sameLines,
  writeLines,
} from './agreement.ts';

const first = firstLines(freeTerms);

describe('what two people agree', () => {
  it('begins with the terms, and "we’ll see" for everything else', () => {
    expect(first).toEqual({
      rhythm: null,
      where: null,
      questions: null,
      terms: freeTerms,
      between: null,
      reviewAfterMonths: null,
    });
    expect(monthsToReview(first)).toBe(3);
    expect(readLines(writeLines(first))).toEqual(first);
  });

  it('becomes calmer or quicker a step at a time, up to now and then', () => {
    const monthly = otherPace(first, 'calmer');
    expect(monthly?.rhythm).toEqual({ every: 'month', minutes: 30, way: 'video' });
    const seldom = monthly && otherPace(monthly, 'calmer');
    expect(seldom?.rhythm?.every).toBe('now_and_then');
    expect(seldom && otherPace(seldom, 'calmer')).toBeUndefined();
    expect(monthly && otherPace(monthly, 'quicker')?.rhythm?.every).toBe('three_weeks');
  });

  it('says the same whatever the order it is written in', () => {
    const { where, ...rest } = first;
    expect(sameLines(first, { ...rest, where })).toBe(true);
    expect(sameLines(first, { ...first, where: 'Jitsi' })).toBe(false);
    expect(sameLines(first, { ...first, terms: { ...freeTerms, note: 'Coffee' } })).toBe(false);
  });
});
