import { describe, expect, it } from 'vitest';
import { weekHours } from '#tests/listings.ts';
import { sharedStarts, type UsualWeek } from './shared-start-times.ts';

/** Wednesday 18 November 2026, 14:20 UTC. */
const now = Date.UTC(2026, 10, 18, 14, 20);
const text = (starts: number[]) => starts.map((at) => new Date(at).toISOString().slice(0, 16));

const week = (zone: string, hours: Parameters<typeof weekHours>[0]): UsualWeek => ({
  zone,
  hours: weekHours(hours),
});

describe('times that could work', () => {
  it('names six when Ana in Berlin and Ben in Lisbon are both free, from tomorrow on', () => {
    const ana = week('Europe/Berlin', { mon: [19, 20], wed: [19, 20], thu: [19, 20] });
    const ben = week('Europe/Lisbon', { mon: [18, 19], wed: [18], thu: [18, 19] });
    expect(text(sharedStarts({ mine: ben, theirs: ana }, { now, most: 6 }))).toEqual([
      '2026-11-19T18:00',
      '2026-11-23T18:00',
      '2026-11-25T18:00',
      '2026-11-26T18:00',
      '2026-11-30T18:00',
      '2026-12-02T18:00',
    ]);
  });

  it('adds a later start on the same days when there are few days', () => {
    const both = week('Europe/Lisbon', { sat: [10, 11, 12, 13] });
    expect(text(sharedStarts({ mine: both, theirs: both }, { now, most: 6 }))).toEqual([
      '2026-11-21T10:00',
      '2026-11-21T11:00',
      '2026-11-28T10:00',
      '2026-11-28T11:00',
    ]);
  });

  it('asks nobody out of bed where another hour of the day works', () => {
    const ana = week('Europe/Lisbon', { sat: [5, 6, 7, 8, 9] });
    const [first] = sharedStarts({ mine: ana, theirs: ana }, { now, most: 1 });
    expect(text([first ?? 0])).toEqual(['2026-11-21T08:00']);
  });

  it('reads the clock of each day, across a clock change', () => {
    const before = Date.UTC(2026, 9, 20, 12);
    const ana = week('Europe/Berlin', { sun: [19, 20] });
    const ben = week('UTC', { sun: [17, 18, 19, 20] });
    expect(text(sharedStarts({ mine: ana, theirs: ben }, { now: before, most: 2 }))).toEqual([
      '2026-10-25T18:00',
      '2026-11-01T18:00',
    ]);
  });

  it('names none where either has not said their hours', () => {
    const ana = week('Europe/Berlin', { sun: [19, 20] });
    const ben = { zone: 'UTC', hours: '' };
    expect(sharedStarts({ mine: ana, theirs: ben }, { now, most: 6 })).toEqual([]);
    expect(sharedStarts({ mine: ben, theirs: ana }, { now, most: 6 })).toEqual([]);
  });
});
