import { describe, expect, it } from 'vitest';
import { day } from '#lib/duration.ts';
import { allowedADay, refusalFor, refusalForPlace, type Eligibility } from './request.policy.ts';

const now = Date.UTC(2026, 10, 18, 14, 20);

const fine: Eligibility = {
  isSelf: false,
  isThere: true,
  isPaired: false,
  openBetween: 'none',
  isInLine: false,
  isAvailable: true,
  isForLearners: false,
  isLearner: false,
  openCount: 0,
  openAllowed: 5,
  sentToday: 0,
  joinedAt: now - 30 * day,
};

describe('whether Ben may write to Ana', () => {
  it('is yes where there is no reason against it', () => {
    expect(refusalFor(fine, now)).toBeNull();
    expect(refusalFor({ ...fine, isForLearners: true, isLearner: true }, now)).toBeNull();
  });

  it('names one reason, what is between the two before all others', () => {
    const all: [Partial<Eligibility>, string][] = [
      [{ sentToday: 10 }, 'too_many_today'],
      [{ openCount: 5 }, 'too_many_open'],
      [{ isForLearners: true }, 'learners_only'],
      [{ isAvailable: false }, 'not_available'],
      [{ isInLine: true }, 'in_line'],
      [{ openBetween: 'theirs' }, 'they_wrote'],
      [{ openBetween: 'mine' }, 'one_open'],
      [{ isPaired: true }, 'paired'],
      [{ isThere: false }, 'nobody'],
      [{ isSelf: true }, 'self'],
    ];
    let standing = fine;
    for (const [against, code] of all) {
      standing = { ...standing, ...against };
      expect(refusalFor(standing, now)).toBe(code);
    }
  });

  it('E1: allows three first contacts a day in the first week and ten later', () => {
    expect(allowedADay(now - 7 * day + 1, now)).toBe(3);
    expect(allowedADay(now - 7 * day, now)).toBe(10);
    expect(refusalFor({ ...fine, joinedAt: now, sentToday: 2 }, now)).toBeNull();
    expect(refusalFor({ ...fine, joinedAt: now, sentToday: 3 }, now)).toBe('too_many_today');
    expect(refusalFor({ ...fine, sentToday: 9 }, now)).toBeNull();
  });

  it('is not asked again for a place he waited for, except for room among his own open notes', () => {
    const waited = { ...fine, isInLine: true, isAvailable: false, sentToday: 10 };
    expect(refusalForPlace(waited)).toBeNull();
    expect(refusalForPlace({ ...waited, openCount: 5 })).toBe('too_many_open');
    expect(refusalForPlace({ ...waited, openBetween: 'theirs' })).toBe('they_wrote');
  });
});
