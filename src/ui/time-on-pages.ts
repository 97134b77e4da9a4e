/**
 * Days and times as pages say them: in the page's language, on the reader's clock. Instants are epoch
 * milliseconds, zones are IANA names, and '' reads as UTC.
 */
import { dateFormat, weekdayNames, type DateStyle } from '#lib/date-format.ts';
import { dateTag } from '#lib/locale.ts';
import { getLocale } from '#words/paraglide/runtime.js';

export interface Reader {
  readonly now: number;
  readonly timeZone: string;
}

/** The formatter for a style in the page's language; for many dates on one page. */
export const formatFor = (style: DateStyle, timeZone: string): Intl.DateTimeFormat =>
  dateFormat(style, { locale: getLocale(), zone: timeZone });

/** What a clock of a zone shows at an instant. */
export const localAt = (at: number, timeZone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone || 'UTC');

/** "3 September"; with the year where it is not this one. */
export function sayDate(at: number, { now, timeZone }: Reader): string {
  const isThisYear = localAt(at, timeZone).year === localAt(now, timeZone).year;
  return formatFor(isThisYear ? 'date' : 'dateWithYear', timeZone).format(at);
}

/** "3 September 2026". */
export const sayDateWithYear = (at: number, timeZone: string): string =>
  formatFor('dateWithYear', timeZone).format(at);

/** "3 September" of an ISO date of any year. */
export const sayIsoDate = (date: string): string =>
  formatFor('date', 'UTC').format(Temporal.PlainDate.from(date));

/** "Thursday 26 November" of any year. */
export const sayWeekdayDate = (at: number, timeZone: string): string =>
  formatFor('weekdayDate', timeZone).format(at);

/** "Thu 26 Nov" of any year. */
export const sayShortDate = (at: number, timeZone: string): string =>
  formatFor('shortWeekdayShortDate', timeZone).format(at).replace(',', '');

/** "Thursday". */
export const sayWeekday = (at: number, timeZone: string): string =>
  formatFor('weekday', timeZone).format(at);

/** "Thursday"; Monday is 0. */
export const weekdayName = (weekday: number): string =>
  weekdayNames(getLocale(), 'weekday')[weekday] ?? '';

/** A moment with its zone: "18 Nov 2026, 15:20 CET". */
export const sayMoment = (at: number, timeZone: string): string =>
  formatFor('momentWithZone', timeZone).format(at);

/** "November 18, 2026": month first in English. */
export const sayMonthFirstDate = (at: number, timeZone: string): string =>
  formatFor('monthFirstDate', timeZone).format(at);

/** "Nov 18, 2026, 3:20 PM": month first in English, with a clock of twelve hours. */
export const sayMonthFirstTime = (at: number, timeZone: string): string =>
  formatFor('monthFirstTime', timeZone).format(at);

/** "Nov 18, 2026" of an ISO date: month first in English. */
export const sayMonthFirstShortDate = (date: string): string =>
  formatFor('monthFirstShortDate', 'UTC').format(Date.parse(date));

/** "today", "tomorrow", "in 3 days", "2 days ago", by the reader's calendar. */
export function sayDaysFrom(at: number, { now, timeZone }: Reader): string {
  const today = localAt(now, timeZone).toPlainDate();
  const { days } = today.until(localAt(at, timeZone).toPlainDate(), { largestUnit: 'day' });
  return sayFromNow(days, 'day');
}

/** "in 3 days", "2 weeks ago"; today, yesterday and their like by name. Negative for the past. */
export function sayFromNow(count: number, unit: 'minute' | 'day' | 'week'): string {
  const tag = dateTag(getLocale());
  const format = spans.get(tag) ?? new Intl.RelativeTimeFormat(tag, { numeric: 'auto' });
  spans.set(tag, format);
  return format.format(count, unit);
}

const spans = new Map<string, Intl.RelativeTimeFormat>();
