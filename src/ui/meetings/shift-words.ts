/** Where two clocks part: the weeks in which a rhythm is earlier or later for one of the two. */
import { occurrencesBetween, type Series } from '#domain/rhythms/series.ts';
import { shiftsOn, type Shift } from '#domain/rhythms/rhythm-shift.ts';
import { day } from '#lib/duration.ts';
import { clockOn } from '#lib/time-in-letters.ts';
import { clockOf } from '#lib/zone-clock.ts';
import type { Side } from '#ui/pairings/shared-moments.ts';
import { localAt, sayIsoDate } from '#ui/time-on-pages.ts';
import { m } from '#words/paraglide/messages.js';
import type { Sides } from './two-zones.ts';

const year = 366 * day;
/** A stretch this long is a season, not odd weeks. */
const shortest = 60 * day;
const mostSaid = 4;

/** What the coming year holds, in sentences: nothing where both clocks stay together. */
export function sayShifts(series: Series, { you, them, now }: Sides & { now: number }): string[] {
  const span = { from: now, until: now + year };
  return [you, them].flatMap((side) =>
    shiftsOn(side.timeZone || 'UTC', series, span)
      .slice(0, mostSaid)
      .map((shift) =>
        sayShift(shift, { side, time: timeOn(series, { side, date: shift.from, span }) }),
      ),
  );
}

/** What is odd about a meeting of a series, and whether the clocks change soon after it. */
export function sayAround(series: Series, { at, you, them }: Sides & { at: number }): string[] {
  const span = { from: at - year / 2, until: at + year / 2 };
  const odd = [you, them].flatMap((side) => {
    const date = localAt(at, side.timeZone).toPlainDate().toString();
    return shiftsOn(side.timeZone || 'UTC', series, span)
      .filter(({ from, to }) => from <= date && date <= to && isShort({ from, to }))
      .map((shift) => sayShift(shift, { side, time: clockOn(localAt(at, side.timeZone)) }));
  });
  const change = sayNextChange(series, { at, you, them });
  return odd.length > 0 || change === '' ? odd : [change];
}

const isShort = ({ from, to }: Pick<Shift, 'from' | 'to'>): boolean =>
  Date.parse(to) - Date.parse(from) < shortest;

/** How far ahead a change of clocks is said. */
const ahead = 22 * day;

/** "The clocks change in Porto on 28 March. This stays at 22:30 for you and becomes 06:30 for Bix." */
function sayNextChange(series: Series, { at, you, them }: Sides & { at: number }): string {
  const next = occurrencesBetween(series, { from: at + day, until: at + ahead });
  const shown = (side: Side, when: number) => clockOn(localAt(when, side.timeZone));
  const other = next.find(
    (each) =>
      !each.isMoved &&
      (shown(you, each.at) !== shown(you, at) || shown(them, each.at) !== shown(them, at)),
  );
  const changed = other && firstChange([you, them], { from: at, until: other.at });
  if (other === undefined || changed === undefined) return '';
  const said = {
    place: placeOf(changed.side),
    day: sayIsoDate(localAt(changed.at, changed.side.timeZone).toPlainDate().toString()),
    yours: shown(you, other.at),
    theirs: shown(them, other.at),
    name: them.name,
  };
  const staysForYou = said.yours === shown(you, at);
  return staysForYou ? m.meetings_change_stays(said) : m.meetings_change_yours(said);
}

function firstChange(
  sides: readonly Side[],
  { from, until }: { from: number; until: number },
): { side: Side; at: number } | undefined {
  const changes = sides.flatMap((side) =>
    clockOf(side.timeZone || 'UTC', from)
      .changesBetween(from, until)
      .map((at) => ({ side, at })),
  );
  return changes.toSorted((one, another) => one.at - another.at)[0];
}

const placeOf = ({ place, timeZone }: Side): string =>
  place || (timeZone.split('/').at(-1) ?? 'UTC').replaceAll('_', ' ');

/** What a side's clock shows on a date of theirs on which the series meets. */
function timeOn(
  series: Series,
  { side, date, span }: { side: Side; date: string; span: { from: number; until: number } },
): string {
  const on = occurrencesBetween(series, span).find(
    ({ at }) => localAt(at, side.timeZone).toPlainDate().toString() === date,
  );
  return on === undefined ? '' : clockOn(localAt(on.at, side.timeZone));
}

function sayShift(
  { from, to, minutesEarlier }: Shift,
  { side, time }: { side: Side; time: string },
): string {
  const said = {
    from: sayIsoDate(from),
    to: sayIsoDate(to),
    amount: sayAmount(Math.abs(minutesEarlier)),
    time,
    name: side.name,
  };
  const isYours = side.name === '';
  const isOnce = from === to;
  if (minutesEarlier > 0) {
    if (isYours)
      return isOnce ? m.meetings_odd_you_earlier_once(said) : m.meetings_odd_you_earlier(said);
    return isOnce ? m.meetings_odd_them_earlier_once(said) : m.meetings_odd_them_earlier(said);
  }
  if (isYours) return isOnce ? m.meetings_odd_you_later_once(said) : m.meetings_odd_you_later(said);
  return isOnce ? m.meetings_odd_them_later_once(said) : m.meetings_odd_them_later(said);
}

/** "an hour", "half an hour", "2 hours". */
function sayAmount(minutes: number): string {
  if (minutes === 30) return m.meetings_amount_half();
  if (minutes === 60) return m.meetings_amount_hour();
  return minutes % 60 === 0
    ? m.meetings_amount_hours({ hours: minutes / 60 })
    : m.meetings_amount_minutes({ minutes });
}
