/** Days and times two people share, said for the one who reads. Times are epoch milliseconds. */
import { m } from '#words/paraglide/messages.js';
import { getLocale } from '#words/paraglide/runtime.js';

interface Reader {
  now: number;
  /** The reader's IANA zone; '' reads as UTC. */
  timeZone: string;
}

/** English the way most of the world writes its dates, day first. */
const tag = (): string => (getLocale() === 'en' ? 'en-GB' : getLocale());

const zonedAt = (at: number, timeZone: string): Temporal.ZonedDateTime =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone || 'UTC');

const formats = new Map<string, Intl.DateTimeFormat>();

/** A formatter is costly to make, so each is made once. */
function format(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${tag()} ${JSON.stringify(options)}`;
  const made = formats.get(key) ?? new Intl.DateTimeFormat(tag(), options);
  if (formats.size < 1000) formats.set(key, made);
  return made;
}

/** "3 September"; with the year where it is not this one. */
export function sayDate(at: number, { now, timeZone }: Reader): string {
  const isThisYear = zonedAt(at, timeZone).year === zonedAt(now, timeZone).year;
  return format({
    day: 'numeric',
    month: 'long',
    ...(isThisYear ? {} : { year: 'numeric' }),
    timeZone: timeZone || 'UTC',
  }).format(at);
}

/** "Thursday 26 November". */
export function sayWeekday(at: number, timeZone: string): string {
  return format({
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: timeZone || 'UTC',
  }).format(at);
}

/** "today", "tomorrow", "in 3 days", "2 days ago", by the reader's calendar. */
export function sayDaysFrom(at: number, { now, timeZone }: Reader): string {
  const today = zonedAt(now, timeZone).toPlainDate();
  const { days } = today.until(zonedAt(at, timeZone).toPlainDate(), { largestUnit: 'day' });
  return new Intl.RelativeTimeFormat(tag(), { numeric: 'auto' }).format(days, 'day');
}

/** One of two clocks: whose, what it shows, and what is odd about it ('' where nothing is). */
export interface ClockFace {
  whose: string;
  time: string;
  note: string;
}

export interface Side {
  /** The other's name; '' for the reader. */
  name: string;
  place: string;
  timeZone: string;
}

/** The same moment on the reader's clock and on the other's. */
export function clocksAt(
  at: number,
  { you, them }: { you: Side; them: Side },
): [ClockFace, ClockFace] {
  const here = zonedAt(at, you.timeZone);
  return [
    faceOf(here, { side: you, here }),
    faceOf(zonedAt(at, them.timeZone), { side: them, here }),
  ];
}

function faceOf(
  local: Temporal.ZonedDateTime,
  { side, here }: { side: Side; here: Temporal.ZonedDateTime },
): ClockFace {
  return {
    whose: whoseClock(side),
    time: local.toPlainTime().toString({ smallestUnit: 'minute' }),
    note: noteOn(local, here),
  };
}

function whoseClock({ name, place, timeZone }: Side): string {
  const where = place || cityOf(timeZone);
  if (name === '') return m.pairings_clock_you({ place: where });
  return m.pairings_clock_them({ name, place: where });
}

/** The city a zone is named after; nobody's zone is nowhere, so UTC stands in. */
const cityOf = (timeZone: string): string =>
  timeZone === '' ? 'UTC' : (timeZone.split('/').at(-1) ?? timeZone).replaceAll('_', ' ');

const earliest = 8;
const latest = 22;

function noteOn(local: Temporal.ZonedDateTime, here: Temporal.ZonedDateTime): string {
  const day = format({ weekday: 'long', timeZone: local.timeZoneId }).format(
    local.epochMilliseconds,
  );
  const order = Temporal.PlainDate.compare(local.toPlainDate(), here.toPlainDate());
  if (order > 0) return m.pairings_clock_day_after({ day });
  if (order < 0) return m.pairings_clock_day_before({ day });
  const isUsual = local.hour >= earliest && local.hour < latest;
  return isUsual ? day : m.pairings_clock_late({ day });
}
