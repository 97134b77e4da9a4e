/** A meeting on two clocks: from when until when for each, and what is odd about it. */
import { clockOn } from '#lib/time-in-letters.ts';
import { clocksAt, type ClockFace, type Side } from '#ui/pairings/shared-moments.ts';
import { localAt, sayWeekday } from '#ui/time-on-pages.ts';
import { m } from '#words/paraglide/messages.js';

interface Span {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly endsAt: number;
}

const earliest = 8;
const latest = 22;

/**
 * The reader's clock, then the other's, equally told.
 *
 * @param isOver a meeting that has been is no longer asked whether it isn't too late
 */
export function facesOf(
  { at, endsAt }: Span,
  { you, them, isOver }: { you: Side; them: Side; isOver: boolean },
): [ClockFace, ClockFace] {
  const here = localAt(at, you.timeZone);
  const [yours, theirs] = clocksAt(at, { you, them });
  const note = (side: Side) =>
    [
      m.meetings_until({ time: clockOn(localAt(endsAt, side.timeZone)) }),
      sayOtherDay(localAt(at, side.timeZone), here),
      isOver ? '' : sayOddHour(localAt(at, side.timeZone)),
    ]
      .filter((part) => part !== '')
      .join(' · ');
  return [
    { ...yours, note: note(you) },
    { ...theirs, note: note(them) },
  ];
}

/** "Friday, the day after"; '' where both calendars show the same date. */
export function sayOtherDay(local: Temporal.ZonedDateTime, here: Temporal.ZonedDateTime): string {
  const order = Temporal.PlainDate.compare(local.toPlainDate(), here.toPlainDate());
  if (order === 0) return '';
  const day = sayWeekday(local.epochMilliseconds, local.timeZoneId);
  return order > 0 ? m.pairings_clock_day_after({ day }) : m.pairings_clock_day_before({ day });
}

function sayOddHour({ hour }: Temporal.ZonedDateTime): string {
  if (hour >= earliest && hour < latest) return '';
  return hour < earliest && hour >= 4 ? m.meetings_early() : m.meetings_late();
}
