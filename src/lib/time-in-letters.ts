/** How moments read in letters and notices: a day for what has all day, and a time. */
import { dateFormat, type Reading } from './date-format.ts';
import { day } from './duration.ts';
import type { Locale } from './locale.ts';

export type { Reading } from './date-format.ts';

/** A day: "Wed 25 Nov", "Mi., 25. November". `at` in epoch milliseconds. */
export function sayDay(at: number, reading: Reading): string {
  // Outside English a month cut short ends in a full stop, which would meet the sentence's own.
  if (reading.locale !== 'en') return dateFormat('shortWeekdayDate', reading).format(at);
  const [weekday, date] = [dateFormat('shortWeekday', reading), dateFormat('shortDate', reading)];
  return `${weekday.format(at)} ${date.format(at)}`;
}

/** Days from one to another, both included: "20 – 23 December", "20.–23. Dezember". ISO dates. */
export function sayDays({ from, to }: { from: string; to: string }, locale: Locale): string {
  const [first, last] = [from, to].map((date) => Temporal.PlainDate.from(date));
  if (first === undefined || last === undefined) throw new Error('Two dates are two days.');
  return (
    dateFormat('date', { locale, zone: 'UTC' })
      .formatRange(first, last)
      // Thin spaces, which not every mail program has.
      .replaceAll('\u2009', ' ')
  );
}

/** A weekday: "Thursday", "Donnerstag". */
export const sayWeekday = (at: number, reading: Reading): string =>
  dateFormat('weekday', reading).format(at);

/** A day with its year, month first in English: "November 25, 2026", "25. November 2026". */
export const sayMonthFirstDate = (at: number, reading: Reading): string =>
  dateFormat('monthFirstDate', reading).format(at);

/** What the clock shows: "18:30". */
export const sayClock = (at: number, zone: string): string =>
  clockOn(Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone || 'UTC'));

/** What a clock shows at a local time: "18:30". */
export const clockOn = (local: Temporal.ZonedDateTime): string =>
  local.toPlainTime().toString({ smallestUnit: 'minute' });

/** A time on the reader's clock: "Wed 25 Nov, 18:30"; says UTC where we know no better. */
export function sayTime(at: number, reading: Reading): string {
  const time = `${sayDay(at, reading)}, ${sayClock(at, reading.zone)}`;
  return reading.zone === '' ? `${time} UTC` : time;
}

/** How many midnights lie between two instants on a zone's clock; 1 for tomorrow. */
export function daysBetween(from: number, to: number, zone: string): number {
  const dayIn = (at: number) => {
    const local = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone || 'UTC');
    return Date.parse(local.toPlainDate().toString()) / day;
  };
  return dayIn(to) - dayIn(from);
}
