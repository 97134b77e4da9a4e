import { describe, expect, it } from 'vitest';
import { day, week } from '#lib/duration.ts';
import {
  estimateWeeks,
  letGo,
  longestWait,
  newPlace,
  nextDueAt,
  offered,
  placeStateAt,
  taken,
} from './waiting-place.ts';

const now = Date.UTC(2026, 10, 18, 14, 20);

describe('Ben’s entry of the waiting list', () => {
  it('waits for half a year and is then let go', () => {
    const place = newPlace(false, now);
    const end = now + longestWait;
    expect(nextDueAt(place)).toBe(end);
    expect(letGo(place, end)).toMatchObject({ place: { state: 'let_go', endedAt: end } });
    expect(taken(newPlace(true, now), now)).toEqual({ outcome: 'refused', code: 'not_offered' });
  });

  it('is kept free for three days once it comes up, and not an instant longer', () => {
    const place = offered(newPlace(false, now), now);
    expect(nextDueAt(place)).toBe(now + 3 * day);
    expect(taken(place, now + 3 * day - 1)).toMatchObject({
      outcome: 'done',
      place: { state: 'taken' },
    });
    expect(taken(place, now + 3 * day)).toEqual({ outcome: 'refused', code: 'already_let_go' });
    expect(placeStateAt(place, now + 3 * day)).toBe('let_go');
    const over = letGo(place, now + 3 * day);
    expect(over).toMatchObject({ place: { state: 'let_go', endedAt: now + 3 * day } });
    expect(over.outcome === 'done' && nextDueAt(over.place)).toBeNull();
  });

  it('can be let go until it was taken', () => {
    const place = offered(newPlace(false, now), now);
    expect(letGo(place, now)).toMatchObject({ outcome: 'done', place: { state: 'let_go' } });
    const yes = taken(place, now);
    expect(yes.outcome === 'done' && letGo(yes.place, now)).toEqual({
      outcome: 'refused',
      code: 'already_taken',
    });
  });
});

describe('how long Ben may wait', () => {
  const asked = { position: 2, room: 0, reviewDates: [now + 20 * week, now + 5.5 * week], now };

  it('is until as many pairings as stand before him come to their review date', () => {
    expect(estimateWeeks({ ...asked, position: 1 })).toBe(6);
    expect(estimateWeeks(asked)).toBe(20);
    expect(estimateWeeks({ ...asked, room: 1 })).toBe(6);
  });

  it('is hard to say while too few have such a date', () => {
    expect(estimateWeeks({ ...asked, position: 3 })).toBeNull();
    expect(estimateWeeks({ ...asked, room: -1 })).toBeNull();
    expect(estimateWeeks({ ...asked, reviewDates: [] })).toBeNull();
  });

  it('is a week at least, even where a place is free', () => {
    expect(estimateWeeks({ ...asked, room: 2 })).toBe(1);
    expect(estimateWeeks({ ...asked, position: 1, reviewDates: [now + day] })).toBe(1);
  });
});
