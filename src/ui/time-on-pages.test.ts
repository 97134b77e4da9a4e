import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { getLocale, overwriteGetLocale } from '#words/paraglide/runtime.js';
import * as time from './time-on-pages.ts';

const english = getLocale;
afterEach(() => overwriteGetLocale(english));

const at = Date.parse('2026-09-03T16:30:00Z');
const lisbon = { now: Date.parse('2026-11-18T23:30:00Z'), timeZone: 'Europe/Lisbon' };

/** One moment in every style there is. */
const everyStyle = () => ({
  date: time.sayDate(at, lisbon),
  dateOfLastYear: time.sayDate(Date.parse('2025-09-03T16:30:00Z'), lisbon),
  dateWithYear: time.sayDateWithYear(at, 'Europe/Lisbon'),
  isoDate: time.sayIsoDate('2026-09-03'),
  weekdayDate: time.sayWeekdayDate(at, 'Europe/Lisbon'),
  shortDate: time.sayShortDate(at, 'Europe/Lisbon'),
  weekday: time.sayWeekday(at, 'Europe/Lisbon'),
  moment: time.sayMoment(at, 'Europe/Lisbon'),
  monthFirstDate: time.sayMonthFirstDate(at, 'Europe/Lisbon'),
  monthFirstTime: time.sayMonthFirstTime(at, 'Europe/Lisbon').replaceAll('\u202f', ' '),
  monthFirstShortDate: time.sayMonthFirstShortDate('2026-09-03'),
});

describe('a moment, as Ben in Lisbon reads it', () => {
  it('stands day first in English, and month first on four pages', () => {
    expect(everyStyle()).toEqual({
      date: '3 September',
      dateOfLastYear: '3 September 2025',
      dateWithYear: '3 September 2026',
      isoDate: '3 September',
      weekdayDate: 'Thursday 3 September',
      shortDate: 'Thu 3 Sept',
      weekday: 'Thursday',
      moment: '3 Sept 2026, 17:30 WEST',
      monthFirstDate: 'September 3, 2026',
      monthFirstTime: 'Sep 3, 2026, 5:30 PM',
      monthFirstShortDate: 'Sep 3, 2026',
    });
  });

  it('stands day first in German everywhere', () => {
    overwriteGetLocale(() => 'de');
    expect(everyStyle()).toEqual({
      date: '3. September',
      dateOfLastYear: '3. September 2025',
      dateWithYear: '3. September 2026',
      isoDate: '3. September',
      weekdayDate: 'Donnerstag, 3. September',
      shortDate: 'Do. 3. Sept.',
      weekday: 'Donnerstag',
      moment: '3. Sept. 2026, 17:30 WESZ',
      monthFirstDate: '3. September 2026',
      monthFirstTime: '03.09.2026, 17:30',
      monthFirstShortDate: '03.09.2026',
    });
  });
});

it('has its styles in one file: no other file makes a formatter for dates', () => {
  const root = join(import.meta.dirname, '..');
  const makesOne =
    /new Intl\.(?:DateTimeFormat|RelativeTimeFormat)\(|\.toLocale(?:Date|Time)?String\(/;
  const makers = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(?:ts|svelte)$/.test(file) && !/paraglide|^demo|\.test\.ts$/.test(file))
    .filter((file) => makesOne.test(readFileSync(join(root, file), 'utf8')));
  expect(makers.toSorted()).toEqual([
    'lib/date-format.ts',
    // Asks which zones there are, and how far they are from universal time.
    'lib/regions.ts',
    'ui/time-on-pages.ts',
  ]);
});
