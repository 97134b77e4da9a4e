import { describe, expect, it } from 'vitest';
import { done, refused, type Outcome } from './outcome.ts';

const halve = (count: number): Outcome<{ half: number }, 'odd'> =>
  count % 2 === 0 ? done({ half: count / 2 }) : refused('odd');

describe('an outcome', () => {
  it('is done, with what the caller needs to go on', () => {
    expect(done()).toEqual({ outcome: 'done' });
    const outcome = halve(4);
    expect(outcome.outcome === 'done' && outcome.half).toBe(2);
  });

  it('is refused with a code', () => {
    const outcome = halve(5);
    expect(outcome.outcome === 'refused' && outcome.code).toBe('odd');
  });
});
