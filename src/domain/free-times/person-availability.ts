/** One person's usual week and days off, asked instant by instant. */
import { isoOf, weekdayOf } from '#lib/calendar-day.ts';
import { minute as minuteLength, day as dayLength } from '#lib/duration.ts';
import type { WeekHours } from '#lib/week.ts';
import { clockOf, type ZoneClock } from '#lib/zone-clock.ts';

export interface Person {
  readonly hours: WeekHours;
  /** IANA zone. */
  readonly zone: string;
  /** ISO dates of their own calendar on which they are away. */
  readonly daysOff?: readonly string[];
}

const dayMinutes = 1440;
const weekMinutes = 7 * dayMinutes;
const tooEarly = 8 * 60;
const tooLate = 22 * 60;

/** One of the two, with what is asked of them most often made ready. */
export class Side {
  readonly clock: ZoneClock;
  /** By hour of the week: for how many minutes from its beginning they are free without a break. */
  readonly #free: Uint32Array;
  readonly #daysOff: ReadonlySet<string>;

  constructor({ hours, zone, daysOff = [] }: Person, around: number) {
    this.clock = clockOf(zone, around);
    this.#free = freeFrom(hours);
    this.#daysOff = new Set(daysOff);
  }

  isAwayBetween(start: number, end: number): boolean {
    if (this.#daysOff.size === 0) return false;
    for (let instant = start - dayLength; instant <= end + dayLength; instant += dayLength)
      if (this.#daysOff.has(this.#dateAt(instant))) return true;
    return false;
  }

  #dateAt(instant: number): string {
    return isoOf(Math.floor((instant + this.clock.offsetAt(instant)) / dayLength));
  }

  /** 0 where they are not free, 1 where they are, 2 where they are at an odd hour. */
  standing(instant: number, minutes: number): number {
    if (this.#daysOff.size > 0 && this.#daysOff.has(this.#dateAt(instant))) return 0;
    const wall = instant + this.clock.offsetAt(instant);
    const day = Math.floor(wall / dayLength);
    const minute = Math.floor((wall - day * dayLength) / minuteLength);
    return this.standingAt(weekdayOf(day) * dayMinutes + minute, minutes);
  }

  /** As {@link standing}, for minutes after Monday's midnight on their own clock. */
  standingAt(minuteOfWeek: number, minutes: number): number {
    const minute = ((minuteOfWeek % weekMinutes) + weekMinutes) % weekMinutes;
    const hour = Math.floor(minute / 60);
    if (minute - hour * 60 + minutes > (this.#free[hour] ?? 0)) return 0;
    const begins = minute % dayMinutes;
    return begins >= tooEarly && begins + minutes <= tooLate ? 1 : 2;
  }
}

function freeFrom(hours: WeekHours): Uint32Array {
  const free = new Uint32Array(168);
  if (hours === '') return free;
  // Twice round, so that Sunday's last hours know of Monday's first.
  for (let i = 335, run = 0; i >= 0; i--) {
    run = hours[i % 168] === '1' ? Math.min(run + 60, weekMinutes) : 0;
    if (i < 168) free[i] = run;
  }
  return free;
}
