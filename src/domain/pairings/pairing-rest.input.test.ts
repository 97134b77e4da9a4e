import { describe, expect, it } from 'vitest';
import { monthFrom, parseRest, restDays } from './pairing-rest.input.ts';

const lisbon = { now: Date.parse('2026-11-18T23:30:00Z'), timeZone: 'Europe/Lisbon' };
const berlin = { ...lisbon, timeZone: 'Europe/Berlin' };

describe('how long Ben lets it rest', () => {
  it('ends when the chosen day begins where he is', () => {
    const until = parseRest({ span: 'date', date: '2027-07-01' }, berlin);
    expect(until).toBe(Date.parse('2027-06-30T22:00:00Z'));
  });

  it('is a month by his own calendar, the last day of a shorter one', () => {
    expect(monthFrom(lisbon)).toBe(Date.parse('2026-12-18T00:00:00Z'));
    expect(monthFrom(berlin)).toBe(Date.parse('2026-12-18T23:00:00Z'));
    const january = { now: Date.parse('2027-01-31T12:00:00Z'), timeZone: 'Europe/Lisbon' };
    expect(parseRest({ span: 'month', date: '' }, january)).toBe(
      Date.parse('2027-02-28T00:00:00Z'),
    );
  });

  it('is not said by a day that does not exist, or by nothing', () => {
    expect(parseRest({ span: 'date', date: '2027-02-30' }, lisbon)).toBeUndefined();
    expect(parseRest({ span: 'date', date: '' }, lisbon)).toBeUndefined();
    expect(parseRest({ span: '', date: '2027-02-03' }, lisbon)).toBeUndefined();
  });

  it('may be chosen from tomorrow up to a year away', () => {
    expect(restDays(lisbon)).toEqual({ first: '2026-11-19', last: '2027-11-18' });
    expect(restDays({ now: lisbon.now, timeZone: '' })).toEqual(restDays(lisbon));
  });
});
