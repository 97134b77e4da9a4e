/** Every style in which a day or a time is written, and the one place that makes formatters for them. */
import { dateTag, type Locale } from './locale.ts';

/** In whose language, on whose clock. */
export interface Reading {
  readonly locale: Locale;
  /** The reader's IANA zone; '' reads as UTC. */
  readonly zone: string;
}

const dayAndMonth = { day: 'numeric', month: 'long' } as const;

/** English examples beside each; day first in English too. */
const styles = {
  /** 18:30 */
  clock: { hour: '2-digit', minute: '2-digit' },
  /** Thursday */
  weekday: { weekday: 'long' },
  /** Thu */
  shortWeekday: { weekday: 'short' },
  /** 3 September */
  date: dayAndMonth,
  /** 3 Sept */
  shortDate: { day: 'numeric', month: 'short' },
  /** 3 September 2026 */
  dateWithYear: { ...dayAndMonth, year: 'numeric' },
  /** Thursday 3 September */
  weekdayDate: { weekday: 'long', ...dayAndMonth },
  /** Thu, 3 September */
  shortWeekdayDate: { weekday: 'short', ...dayAndMonth },
  /** Thu, 3 Sept */
  shortWeekdayShortDate: { weekday: 'short', day: 'numeric', month: 'short' },
  /** 3 Sept 2026, 18:30 CEST */
  momentWithZone: {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
  },
} as const satisfies Readonly<Record<string, Intl.DateTimeFormatOptions>>;

/** Styles whose English is American: month first, and a clock of twelve hours. */
const monthFirstStyles = {
  /** September 3, 2026 */
  monthFirstDate: { dateStyle: 'long' },
  /** Sep 3, 2026 */
  monthFirstShortDate: { dateStyle: 'medium' },
  /** Sep 3, 2026, 6:30 PM */
  monthFirstTime: { dateStyle: 'medium', timeStyle: 'short' },
} as const satisfies Readonly<Record<string, Intl.DateTimeFormatOptions>>;

export type DateStyle = keyof typeof styles | keyof typeof monthFirstStyles;

/** Makes the formatter for a style; a formatter costs far more to make than to use, so it is kept. */
export function dateFormat(style: DateStyle, { locale, zone }: Reading): Intl.DateTimeFormat {
  const key = `${style} ${locale} ${zone}`;
  const made = formats.get(key) ?? makeFormat(style, { locale, zone });
  if (formats.size < mostKept) formats.set(key, made);
  return made;
}

const mostKept = 1000;
const formats = new Map<string, Intl.DateTimeFormat>();

function makeFormat(style: DateStyle, { locale, zone }: Reading): Intl.DateTimeFormat {
  const timeZone = zone || 'UTC';
  return isMonthFirst(style)
    ? new Intl.DateTimeFormat(locale, { ...monthFirstStyles[style], timeZone })
    : new Intl.DateTimeFormat(dateTag(locale), { ...styles[style], timeZone });
}

const isMonthFirst = (style: DateStyle): style is keyof typeof monthFirstStyles =>
  style in monthFirstStyles;

/** The days of the week in a language, Monday first. */
export function weekdayNames(locale: Locale, style: 'weekday' | 'shortWeekday'): readonly string[] {
  const key = `${style} ${locale}`;
  const made = names.get(key) ?? makeNames(dateFormat(style, { locale, zone: 'UTC' }));
  names.set(key, made);
  return made;
}

const names = new Map<string, readonly string[]>();

// 5 January 1970 was a Monday.
const makeNames = (format: Intl.DateTimeFormat): readonly string[] =>
  [5, 6, 7, 8, 9, 10, 11].map((date) => format.format(Date.UTC(1970, 0, date)));
