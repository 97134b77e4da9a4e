/** Times at which two people could meet in the days to come, read from both of their usual weeks. */
import { hour } from './duration.ts';
import {
  common,
  freeSlots,
  rangesOf,
  weekFrom,
  weekOf,
  within,
  type CalendarWeek,
  type DayRange,
  type WeekHours,
} from './week.ts';

/** Someone's usual week on their own clock; hours are '' where not said. */
export interface UsualWeek {
  readonly hours: WeekHours;
  /** IANA zone, '' where not said, which reads as UTC. */
  readonly zone: string;
}

/** How long both must be free from a start on, in minutes. */
const needed = 60;
const days = 14;

/**
 * Up to `most` instants (epoch milliseconds, soonest first) within the coming two weeks from which both
 * are free for an hour: one a day at first, the first hour at which nobody need rise before eight or stay up
 * past ten, then further ones on the same days. Never within the coming day: nobody is hurried.
 */
export function sharedStarts(
  { mine, theirs }: { mine: UsualWeek; theirs: UsualWeek },
  { now, most }: { now: number; most: number },
): number[] {
  if (mine.hours === '' || theirs.hours === '') return [];
  const zones = [mine.zone || 'UTC', theirs.zone || 'UTC'];
  const byDay = weeksFrom(now, mine.zone || 'UTC')
    .flatMap((week) => startsIn(week, { mine, theirs }))
    .filter((start) => start >= now + 24 * hour && start < now + (days + 1) * 24 * hour)
    .reduce(
      (all, start) => addTo(all, { start, zone: mine.zone || 'UTC' }),
      new Map<string, number[]>(),
    );
  const ordered = [...byDay.values()].map((starts) => pleasantFirst(starts, zones));
  const first = ordered.flatMap((starts) => starts.slice(0, 1));
  const further = ordered.flatMap((starts) => starts.slice(2, 3));
  return [...first, ...further].slice(0, most).toSorted((a, b) => a - b);
}

/** The weeks that the coming fortnight touches. */
function weeksFrom(now: number, zone: string): CalendarWeek[] {
  const monday = Temporal.PlainDate.from(weekOf(now, zone).monday);
  return [0, 1, 2].map((weeks) => weekFrom(monday.add({ weeks }), zone));
}

function startsIn(
  week: CalendarWeek,
  { mine, theirs }: { mine: UsualWeek; theirs: UsualWeek },
): number[] {
  const own = within(freeSlots(mine.hours, week.zone, week.monday), week);
  const other = freeSlots(theirs.hours, theirs.zone || 'UTC', week.monday);
  return rangesOf(common(own, other), week).flatMap((range) => startsOf(range, week));
}

/** On the half hour, as people arrange to meet. */
function startsOf({ day, from, to }: DayRange, { monday, zone }: CalendarWeek): number[] {
  const date = Temporal.PlainDate.from(monday).add({ days: day });
  const starts: number[] = [];
  for (let minutes = Math.ceil(from / 30) * 30; minutes + needed <= to; minutes += 30) {
    const time = new Temporal.PlainTime(Math.floor(minutes / 60), minutes % 60);
    starts.push(date.toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds);
  }
  return starts;
}

function addTo(
  byDay: Map<string, number[]>,
  { start, zone }: { start: number; zone: string },
): Map<string, number[]> {
  const day = at(start, zone).toPlainDate().toString();
  return byDay.set(day, [...(byDay.get(day) ?? []), start]);
}

const at = (instant: number, zone: string) =>
  Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);

function pleasantFirst(starts: readonly number[], zones: readonly string[]): number[] {
  const isPleasant = (start: number) =>
    zones.every((zone) => {
      const local = at(start, zone).hour;
      return local >= 8 && local < 22;
    });
  return [...starts.filter(isPleasant), ...starts.filter((start) => !isPleasant(start))];
}
