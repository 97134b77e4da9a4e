import { describe, expect, it } from 'vitest';
import type { Series } from '#domain/rhythms/series.ts';
import { sayAround, sayShifts } from './shift-words.ts';

const weekly = (zone: string, minute: number): Series => ({
  zone,
  startDate: '2026-10-01',
  minute,
  minutes: 45,
  rhythm: { kind: 'weekly', every: 1 },
  changes: [],
});
const lisbon = { name: '', place: 'Lisbon', timeZone: 'Europe/Lisbon' };
const ana = { name: 'Ana', place: 'Berlin', timeZone: 'Europe/Berlin' };
const kweku = { name: 'Kweku', place: 'Toronto', timeZone: 'America/Toronto' };
const shui = { name: 'Shui', place: 'Sydney', timeZone: 'Australia/Sydney' };
const now = Date.parse('2026-10-01T00:00:00Z');

describe('what Ben is told about clocks that change', () => {
  it('says nothing of Ana, whose clock changes in the same night', () => {
    expect(sayShifts(weekly('Europe/Berlin', 1170), { you: lisbon, them: ana, now })).toEqual([]);
  });

  it('names the weeks in which a time kept in Toronto is an hour earlier for him', () => {
    expect(sayShifts(weekly('America/Toronto', 810), { you: lisbon, them: kweku, now })).toEqual([
      'On 29 October it’s an hour earlier for you: 17:30.',
      'From 18 March to 25 March it’s an hour earlier for you: 17:30.',
    ]);
  });

  it('names them for Kweku where the time is kept in Lisbon', () => {
    expect(sayShifts(weekly('Europe/Lisbon', 1110), { you: lisbon, them: kweku, now })).toEqual([
      'On 29 October it’s an hour later for Kweku: 14:30.',
      'From 18 March to 25 March it’s an hour later for Kweku: 14:30.',
    ]);
  });

  it('warns beside the meeting before the clocks change, and in the odd week says so', () => {
    const series = weekly('Europe/Lisbon', 1110);
    const before = { at: Date.parse('2026-10-22T17:30:00Z'), you: lisbon, them: kweku };
    expect(sayAround(series, before)).toEqual([
      'The clocks change in Lisbon on 25 October. This stays at 18:30 for you and becomes 14:30 for Kweku.',
    ]);
    const within = { ...before, at: Date.parse('2026-10-29T18:30:00Z') };
    expect(sayAround(series, within)).toEqual([
      'On 29 October it’s an hour later for Kweku: 14:30.',
    ]);
  });

  it('warns of a change in the southern hemisphere, where spring begins in October', () => {
    const series = weekly('Europe/Lisbon', 9 * 60);
    const at = Date.parse('2027-03-25T09:00:00Z');
    expect(sayAround(series, { at, you: lisbon, them: shui })).toEqual([
      'The clocks change in Lisbon on 28 March. This stays at 09:00 for you and becomes 19:00 for Shui.',
    ]);
  });
});
