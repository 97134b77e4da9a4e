/** One of several times to choose from, on both clocks, equally large. */
import { clockOn } from '#lib/time-in-letters.ts';
import { localAt, sayShortDate, sayWeekday } from '#ui/time-on-pages.ts';
import { m } from '#words/paraglide/messages.js';

export interface TimeChoice {
  /** Epoch milliseconds, as a form sends them. */
  readonly value: string;
  /** "Wed 25 Nov", on the reader's calendar. */
  readonly day: string;
  /** "18:30 your time". */
  readonly yours: string;
  /** "00:30 for Odalys, Thursday, the day after". */
  readonly theirs: string;
  /** That it is early or late for one of the two; '' where it is not. */
  readonly odd: string;
}

/** Whose clocks; an IANA zone is '' where not said, and then reads as UTC. */
export interface Clocks {
  readonly yourZone: string;
  readonly theirZone: string;
  readonly name: string;
}

/** A moment (epoch milliseconds) for the one who reads and for the one called `name`. */
export function timeChoice(at: number, { yourZone, theirZone, name }: Clocks): TimeChoice {
  const [here, there] = [localAt(at, yourZone), localAt(at, theirZone)];
  const time = clockOn(here);
  return {
    value: String(at),
    day: sayShortDate(at, yourZone),
    yours: yourZone === '' ? m.requests_time_utc({ time }) : m.requests_time_yours({ time }),
    theirs: sayTheirs(there, { here, name }),
    odd: [here, there].every(isUsual) ? '' : m.requests_time_late(),
  };
}

const earliest = 8;
const latest = 22;

const isUsual = ({ hour }: Temporal.ZonedDateTime): boolean => hour >= earliest && hour < latest;

function sayTheirs(
  there: Temporal.ZonedDateTime,
  { here, name }: { here: Temporal.ZonedDateTime; name: string },
): string {
  const time = clockOn(there);
  const order = Temporal.PlainDate.compare(there.toPlainDate(), here.toPlainDate());
  if (order === 0) return m.requests_time_theirs({ time, name });
  const weekday = sayWeekday(there.epochMilliseconds, there.timeZoneId);
  const day =
    order > 0 ? m.requests_day_after({ day: weekday }) : m.requests_day_before({ day: weekday });
  return m.requests_time_theirs_day({ time, name, day });
}

/**
 * A day and a clock time typed in the reader's zone, as an instant (epoch milliseconds); null for what is
 * none. A time the clock skips that day is the one right after.
 */
export function typedTime({
  day,
  clock,
  zone,
}: {
  day: string;
  clock: string;
  zone: string;
}): number | null {
  const isShaped = /^\d{4}-\d{2}-\d{2}$/.test(day) && /^\d{2}:\d{2}$/.test(clock);
  if (!isShaped) return null;
  try {
    return Temporal.PlainDateTime.from(`${day}T${clock}`).toZonedDateTime(zone || 'UTC')
      .epochMilliseconds;
  } catch {
    return null;
  }
}
