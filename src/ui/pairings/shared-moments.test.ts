import { describe, expect, it } from 'vitest';
import { sayDate, sayDaysFrom, sayWeekdayDate } from '#ui/time-on-pages.ts';
import { clocksAt } from './shared-moments.ts';

const ben = { name: '', place: 'Lisbon', timeZone: 'Europe/Lisbon' };
const ana = { name: 'Ana', place: '', timeZone: 'Europe/Berlin' };

describe('a chat of Ben in Lisbon and Ana in Berlin', () => {
  it('is an hour later on Ana’s clock, before and after the October change', () => {
    for (const day of ['2026-10-24T17:30:00Z', '2026-10-26T18:30:00Z']) {
      const [you, them] = clocksAt(Date.parse(day), { you: ben, them: ana });
      expect(you).toMatchObject({ whose: 'You, in Lisbon', time: '18:30' });
      expect(them).toMatchObject({ whose: 'Ana, in Berlin', time: '19:30' });
    }
  });

  it('says so when it is another day for one of them', () => {
    const [, them] = clocksAt(Date.parse('2026-11-26T23:30:00Z'), { you: ben, them: ana });
    expect(them.note).toBe('Friday, the day after');
    const [, back] = clocksAt(Date.parse('2026-11-26T23:30:00Z'), {
      you: { ...ana, name: '' },
      them: { ...ben, name: 'Ben' },
    });
    expect(back.note).toBe('Thursday, the day before');
  });

  it('asks twice about an hour when most people sleep', () => {
    const [you] = clocksAt(Date.parse('2026-11-26T05:00:00Z'), { you: ben, them: ana });
    expect(you.note).toContain('outside usual hours');
  });

  it('reads UTC for somebody who never said where they are', () => {
    const [you] = clocksAt(Date.parse('2026-11-26T12:00:00Z'), {
      you: { name: '', place: '', timeZone: '' },
      them: ana,
    });
    expect(you).toMatchObject({ whose: 'You, in UTC', time: '12:00' });
  });
});

describe('days, as Ben in Lisbon reads them', () => {
  const now = Date.parse('2026-11-18T23:30:00Z');

  it('carry the year only where it is another one', () => {
    const lisbon = { now, timeZone: 'Europe/Lisbon' };
    expect(sayDate(Date.parse('2026-12-03T12:00:00Z'), lisbon)).toBe('3 December');
    expect(sayDate(Date.parse('2027-02-03T12:00:00Z'), lisbon)).toBe('3 February 2027');
    expect(sayWeekdayDate(Date.parse('2026-11-26T12:00:00Z'), 'Europe/Lisbon')).toBe(
      'Thursday 26 November',
    );
  });

  it('are counted by the calendar of the reader', () => {
    const soon = Date.parse('2026-11-19T00:30:00Z');
    expect(sayDaysFrom(soon, { now, timeZone: 'Europe/Lisbon' })).toBe('tomorrow');
    expect(sayDaysFrom(soon, { now, timeZone: 'Europe/Berlin' })).toBe('today');
  });
});
