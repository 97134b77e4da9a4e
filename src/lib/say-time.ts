/** How moments read in letters and notices: a day for what has all day, and a time. */
import { day } from './duration.ts';

export interface Reading {
  readonly locale: 'en' | 'de';
  /** The reader's IANA zone; '' reads as UTC. */
  readonly zone: string;
}

/** A day: "Wed 25 Nov", "Mi., 25. November". `at` in epoch milliseconds. */
export function sayDay(at: number, { locale, zone }: Reading): string {
  const say = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
      ...options,
      timeZone: zone || 'UTC',
    }).format(at);
  // A month cut short ends in a full stop in German, which would meet the sentence's own.
  if (locale === 'de') return say({ weekday: 'short', day: 'numeric', month: 'long' });
  return `${say({ weekday: 'short' })} ${say({ day: 'numeric', month: 'short' })}`;
}

/** Days from one to another, both included: "20 – 23 December", "20.–23. Dezember". ISO dates. */
export function sayDays({ from, to }: { from: string; to: string }, locale: 'en' | 'de'): string {
  const [first, last] = [from, to].map((date) => Temporal.PlainDate.from(date));
  if (first === undefined || last === undefined) throw new Error('Two dates are two days.');
  const how = { day: 'numeric', month: 'long' } as const;
  return (
    new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, how)
      .formatRange(first, last)
      // Thin spaces, which not every mail program has.
      .replaceAll('\u2009', ' ')
  );
}

/** A weekday: "Thursday", "Donnerstag". */
export const sayWeekday = (at: number, { locale, zone }: Reading): string =>
  new Intl.DateTimeFormat(locale, { weekday: 'long', timeZone: zone || 'UTC' }).format(at);

/** What the clock shows: "18:30". */
export const sayClock = (at: number, zone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(zone || 'UTC')
    .toPlainTime()
    .toString({ smallestUnit: 'minute' });

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
