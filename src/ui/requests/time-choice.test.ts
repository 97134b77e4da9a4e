import { describe, expect, it } from 'vitest';
import { timeChoice, typedTime } from './time-choice.ts';

describe('a time to choose', () => {
  it('says the hour for Ben in Lisbon and for Odalys in Helsinki', () => {
    const at = Date.UTC(2026, 10, 25, 18, 30);
    const clocks = { yourZone: 'Europe/Lisbon', theirZone: 'Europe/Helsinki', name: 'Odalys' };
    expect(timeChoice(at, clocks)).toEqual({
      value: String(at),
      day: 'Wed 25 Nov',
      yours: '18:30 your time',
      theirs: '20:30 for Odalys',
      odd: '',
    });
  });

  it('says when it is late for one of the two', () => {
    const at = Date.UTC(2026, 10, 25, 20, 30);
    const clocks = { yourZone: 'Europe/Lisbon', theirZone: 'Europe/Helsinki', name: 'Odalys' };
    expect(timeChoice(at, clocks).odd).toBe('Early or late for one of you');
  });

  it('says when it is another day for the other', () => {
    const at = Date.UTC(2026, 10, 25, 23);
    const west = { yourZone: 'Europe/Lisbon', theirZone: 'Asia/Tokyo', name: 'Aki' };
    expect(timeChoice(at, west).theirs).toBe('08:00 for Aki, Thursday, the day after');
    const east = { yourZone: 'Asia/Tokyo', theirZone: 'Europe/Lisbon', name: 'Ben' };
    expect(timeChoice(at, east).theirs).toBe('23:00 for Ben, Wednesday, the day before');
  });
});

describe('a time somebody types', () => {
  it('is read on their own clock, in summer and in winter', () => {
    const zone = 'Europe/Berlin';
    expect(typedTime({ day: '2026-10-24', clock: '18:00', zone })).toBe(Date.UTC(2026, 9, 24, 16));
    expect(typedTime({ day: '2026-10-25', clock: '18:00', zone })).toBe(Date.UTC(2026, 9, 25, 17));
  });

  it('is nothing where it is no time', () => {
    for (const [day, clock] of [
      ['', ''],
      ['2026-02-30', '18:00'],
      ['2026-02-03', '25:00'],
      ['tomorrow', 'noon'],
    ] as const)
      expect(typedTime({ day, clock, zone: 'UTC' })).toBeNull();
  });
});
