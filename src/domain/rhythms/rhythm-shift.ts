/**
 * What a rhythm kept on one clock does on another: the weeks in which a meeting is earlier or later than
 * usual there, because only one of two zones has changed its clocks.
 */
import { isoOf } from '#lib/calendar-day.ts';
import { minute as minuteLength, day as dayLength } from '#lib/duration.ts';
import { clockOf } from '#lib/zone-clock.ts';
import { occurrencesBetween, type Series } from './series.ts';

export interface Shift {
  /** First and last meeting of that time, ISO dates on the clock it is about. */
  readonly from: string;
  readonly to: string;
  /** How much earlier than usual; below zero for later. */
  readonly minutesEarlier: number;
  readonly meetings: number;
}

const dayMinutes = 1440;

interface WallTime {
  readonly date: string;
  /** Minutes after midnight. */
  readonly minute: number;
}

/**
 * When in a stretch of time (epoch milliseconds) the meetings of a series are elsewhere on a zone's clock
 * than they mostly are. What was moved by hand is left out.
 */
export function shiftsOn(
  zone: string,
  series: Series,
  { from, until }: { from: number; until: number },
): Shift[] {
  const shown = occurrencesBetween(series, { from, until })
    .filter(({ isMoved }) => !isMoved)
    .map(({ at }) => shownAt(zone, at));
  const usual = mostCommon(shown.map(({ minute }) => minute));
  return usual === undefined ? [] : runsOf(shown, usual);
}

function shownAt(zone: string, at: number): WallTime {
  const wall = at + clockOf(zone, at).offsetAt(at);
  const day = Math.floor(wall / dayLength);
  return { date: isoOf(day), minute: Math.floor((wall - day * dayLength) / minuteLength) };
}

/** The first of those that come most often. */
function mostCommon(numbers: readonly number[]): number | undefined {
  const groups = [...Map.groupBy(numbers, (each) => each)];
  return groups.toSorted(([, one], [, another]) => another.length - one.length)[0]?.[0];
}

function runsOf(shown: readonly WallTime[], usual: number): Shift[] {
  const runs: Shift[] = [];
  let before = 0;
  for (const { date, minute } of shown) {
    const minutesEarlier = shorterWay(usual - minute);
    const last = runs.at(-1);
    if (minutesEarlier !== 0 && last !== undefined && minutesEarlier === before)
      runs[runs.length - 1] = { ...last, to: date, meetings: last.meetings + 1 };
    else if (minutesEarlier !== 0) runs.push({ from: date, to: date, minutesEarlier, meetings: 1 });
    before = minutesEarlier;
  }
  return runs;
}

/** Ten past midnight is twenty minutes after ten to midnight. */
const shorterWay = (minutes: number): number =>
  minutes > dayMinutes / 2
    ? minutes - dayMinutes
    : minutes < -dayMinutes / 2
      ? minutes + dayMinutes
      : minutes;
