/** A moment on the clocks of two people, said for the one who reads. */
import { clockOn } from '#lib/time-in-letters.ts';
import { localAt, sayWeekday } from '#ui/time-on-pages.ts';
import { m } from '#words/paraglide/messages.js';

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
  const here = localAt(at, you.timeZone);
  return [
    faceOf(here, { side: you, here }),
    faceOf(localAt(at, them.timeZone), { side: them, here }),
  ];
}

function faceOf(
  local: Temporal.ZonedDateTime,
  { side, here }: { side: Side; here: Temporal.ZonedDateTime },
): ClockFace {
  return {
    whose: whoseClock(side),
    time: clockOn(local),
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
  const day = sayWeekday(local.epochMilliseconds, local.timeZoneId);
  const order = Temporal.PlainDate.compare(local.toPlainDate(), here.toPlainDate());
  if (order > 0) return m.pairings_clock_day_after({ day });
  if (order < 0) return m.pairings_clock_day_before({ day });
  const isUsual = local.hour >= earliest && local.hour < latest;
  return isUsual ? day : m.pairings_clock_late({ day });
}
