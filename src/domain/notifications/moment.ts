/** How moments read: a day for what has all day, both clocks for what happens at a time. */
import { m } from '#words/paraglide/messages.js';

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

const clock = (at: number, zone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO(zone || 'UTC')
    .toPlainTime()
    .toString({ smallestUnit: 'minute' });

/** A time on the reader's clock: "Wed 25 Nov, 18:30"; says UTC where we know no better. */
export function sayTime(at: number, reading: Reading): string {
  const time = `${sayDay(at, reading)}, ${clock(at, reading.zone)}`;
  return reading.zone === '' ? `${time} UTC` : time;
}

/** Whose clock, and what it shows. */
export type Clocks = readonly { readonly label: string; readonly value: string }[];

/** The same moment on both clocks, neither in second place. Theirs is left out where it is not known. */
export function sayBothTimes(
  at: number,
  { name, theirs, ...reading }: Reading & { name: string; theirs: string },
): Clocks {
  const { locale } = reading;
  const yours = { label: m.letters_time_you({}, { locale }), value: sayTime(at, reading) };
  if (theirs === '') return [yours];
  return [yours, { label: name, value: sayTime(at, { locale, zone: theirs }) }];
}
