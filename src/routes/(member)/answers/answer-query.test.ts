import { describe, expect, it } from 'vitest';
import { hrefFor, loosenings, readLooking } from './answer-query.ts';

const testing = { id: 'a1', name: 'Testing' };

describe('looking through shared answers', () => {
  it('reads what Ana typed from the address, and writes it back', () => {
    const read = (query: string) => readLooking(new URLSearchParams(query), [testing]);
    expect(read('q=+fake+timers+&skill=a1')).toEqual({
      search: 'fake timers',
      skill: testing,
      after: '',
    });
    expect(read('skill=nobody-shared-this&after=x')).toEqual({
      search: '',
      skill: null,
      after: 'x',
    });
    expect(hrefFor({ search: 'a & b', skill: testing })).toBe('/answers?q=a+%26+b&skill=a1');
    expect(hrefFor({ search: '', skill: null })).toBe('/answers');
    expect(hrefFor({ search: '', skill: null, after: 'x' })).toBe('/answers?after=x');
  });

  it('would let go of the skill first, then of one word, then of all of them', () => {
    const dropped = loosenings({ search: 'flaky clock', skill: testing });
    expect(
      dropped.map(({ dropping, which, looking }) => [dropping, which, looking.search]),
    ).toEqual([
      ['skill', 'Testing', 'flaky clock'],
      ['word', 'flaky', 'clock'],
      ['word', 'clock', 'flaky'],
      ['words', 'Testing', ''],
    ]);
    expect(loosenings({ search: 'clock', skill: null })).toEqual([]);
    expect(loosenings({ search: '', skill: testing })).toEqual([]);
  });
});
