import { describe, expect, it } from 'vitest';
import { nextOccurrences } from './series.ts';
import { parseRhythm, type RhythmForm } from './rhythm.input.ts';

const today = '2026-11-18';
const zones = ['Europe/Lisbon', 'Europe/Berlin'];
const said: RhythmForm = {
  shape: 'weekly',
  weeks: '2',
  weekday: '3',
  nth: '2',
  months: '1',
  day: '31',
  dates: [],
  from: today,
  until: '',
  time: '18:30',
  zone: 'Europe/Berlin',
  minutes: '45',
};

const read = (form: Partial<RhythmForm>) => parseRhythm({ ...said, ...form }, { zones, today });

function daysOf(form: Partial<RhythmForm>): string[] {
  const parsed = read(form);
  if ('problems' in parsed) throw new Error(JSON.stringify(parsed.problems));
  const series = { ...parsed.plan, changes: [] };
  return nextOccurrences(series, { from: Date.parse(today), limit: 3 }).map(({ date }) => date);
}

describe('what Ana and Ben fill in about their rhythm', () => {
  it('begins with the first such weekday from the day they name', () => {
    expect(daysOf({})).toEqual(['2026-11-19', '2026-12-03', '2026-12-17']);
    expect(daysOf({ weekday: '1', weeks: '1' })).toEqual([
      '2026-11-24',
      '2026-12-01',
      '2026-12-08',
    ]);
  });

  it('finds the second Tuesday, and the last Friday, of the months to come', () => {
    const second = { shape: 'monthly_weekday', weekday: '1', nth: '2' };
    expect(daysOf(second)).toEqual(['2026-12-08', '2027-01-12', '2027-02-09']);
    const last = { shape: 'monthly_weekday', weekday: '4', nth: '-1' };
    expect(daysOf(last)).toEqual(['2026-11-27', '2026-12-25', '2027-01-29']);
  });

  it('takes the 31st as the last day of a shorter month', () => {
    expect(daysOf({ shape: 'monthly_day' })).toEqual(['2026-11-30', '2026-12-31', '2027-01-31']);
  });

  it('puts single dates in order and drops those named twice', () => {
    const dates = ['2027-01-10', '2026-12-01', '', '2027-01-10', '2027-02-30'];
    expect(daysOf({ shape: 'dates', dates })).toEqual(['2026-12-01', '2027-01-10']);
  });

  it('keeps the last day they name', () => {
    expect(daysOf({ until: '2026-12-10' })).toEqual(['2026-11-19', '2026-12-03']);
  });

  it.each([
    [{ shape: 'now and then' }, 'shape', 'choose_one'],
    [{ from: '' }, 'from', 'missing'],
    [{ from: '2026-11-17' }, 'from', 'past'],
    [{ from: '2028-11-18' }, 'from', 'too_far'],
    [{ until: '2026-11-01' }, 'until', 'backwards'],
    [{ until: '2026-11-18', weekday: '0' }, 'until', 'none'],
    [{ time: '24:00' }, 'time', 'missing'],
    [{ zone: 'Asia/Tokyo' }, 'zone', 'choose_one'],
    [{ shape: 'dates', dates: [] }, 'dates', 'missing'],
    [{ shape: 'dates', dates: ['2026-11-01'] }, 'dates', 'past'],
  ] as const)('says what is missing in %j: %s, %s', (form, field, code) => {
    expect(read(form)).toEqual({ problems: [{ field, code }] });
  });
});
