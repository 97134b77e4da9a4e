import { describe, expect, it } from 'vitest';
import { monthsLater } from './months-later.ts';

const at = (text: string) => Date.parse(`${text}T14:20:00Z`);

describe('some months later', () => {
  it('is the same day and hour, across the end of a year', () => {
    expect(monthsLater(at('2026-11-18'), 3)).toBe(at('2027-02-18'));
  });

  it('is the last day of a month that is too short', () => {
    expect(monthsLater(at('2026-11-30'), 3)).toBe(at('2027-02-28'));
    expect(monthsLater(at('2027-11-30'), 3)).toBe(at('2028-02-29'));
    expect(monthsLater(at('2026-08-31'), 1)).toBe(at('2026-09-30'));
  });
});
