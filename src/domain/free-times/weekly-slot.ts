/**
 * Times of the week that suit two people, found from their usual weeks. A time is set on one wall clock,
 * so in weeks in which only one of two zones has changed its clocks it lies elsewhere for the other; each
 * time therefore says in how many of the coming weeks it fits.
 *
 * Most weeks differ only by the offsets of three zones, of which a year has few: those are looked at once
 * each. Weeks in which a clock changes, or in which somebody is away, are looked at one by one.
 */
import { dayOf, isoOf, weekdayOf, type CalendarDay } from '#lib/calendar-day.ts';
import { minute as minuteLength, day as dayLength } from '#lib/duration.ts';
import { clockOf, type ZoneClock } from '#lib/zone-clock.ts';
import { Side, type Person } from './person-availability.ts';

export interface Slot {
  /** Monday 0 to Sunday 6, on the anchor's wall clock. */
  readonly weekday: number;
  /** Minutes after midnight on the anchor's wall clock. */
  readonly minute: number;
  /** In how many of the coming weeks both are free then. */
  readonly weeks: number;
  /** True where it is never before eight or after ten in the evening for either. */
  readonly isComfortable: boolean;
  /** The first time it fits, epoch milliseconds. */
  readonly firstAt: number;
}

interface SlotQuery {
  readonly people: readonly [Person, Person];
  /** IANA zone on whose wall clock the time will be kept. */
  readonly zone: string;
  /** How long a meeting is. */
  readonly minutes: number;
  /** Epoch milliseconds; the first week begins with the day after, on the anchor's calendar. */
  readonly from: number;
  readonly weeks?: number;
  readonly limit?: number;
}

const dayMinutes = 1440;
const weekMinutes = 7 * dayMinutes;

/**
 * The times of a week at which both are free, best first: the more weeks it fits the better, then within
 * the usual waking day of both, then sooner. Times are half-hours, or quarters where an offset between
 * the zones is no half-hour.
 */
export function commonSlots(asking: SlotQuery): Slot[] {
  const search = new Search(asking);
  for (let week = 0; week < search.weeks; week++) search.look(week);
  return search.best(asking.limit ?? 12);
}

class Search {
  readonly weeks: number;
  readonly #people: readonly Side[];
  readonly #anchor: ZoneClock;
  readonly #minutes: number;
  readonly #firstDay: CalendarDay;
  readonly #from: number;
  readonly #step: number;
  readonly #fits: Uint16Array;
  readonly #uneasy: Uint8Array;
  readonly #firsts: Float64Array;
  /** By offsets of anchor and both people: which candidates fit, 1 plainly and 2 at an odd hour. */
  readonly #known = new Map<string, Uint8Array>();

  constructor({ people, zone, minutes, from, weeks = 52 }: SlotQuery) {
    this.weeks = weeks;
    this.#anchor = clockOf(zone, from);
    this.#people = people.map((person) => new Side(person, from));
    this.#minutes = minutes;
    this.#from = from;
    this.#firstDay = Math.floor((from + this.#anchor.offsetAt(from)) / dayLength) + 1;
    this.#step = this.#people.some((side) => this.#isOffTheHalfHour(side)) ? 15 : 30;
    const candidates = weekMinutes / this.#step;
    this.#fits = new Uint16Array(candidates);
    this.#uneasy = new Uint8Array(candidates);
    this.#firsts = new Float64Array(candidates).fill(Infinity);
  }

  #isOffTheHalfHour(side: Side): boolean {
    const apart = side.clock.offsetAt(this.#from) - this.#anchor.offsetAt(this.#from);
    return apart % 1_800_000 !== 0;
  }

  /** Takes one of the coming weeks into account. */
  look(week: number): void {
    const day = this.#firstDay + 7 * week;
    const start = this.#anchor.instantOf(day * dayLength);
    const end = this.#anchor.instantOf((day + 7) * dayLength);
    const clocks = [this.#anchor, ...this.#people.map(({ clock }) => clock)];
    const isPlain =
      clocks.every(
        (clock) => clock.changesBetween(start - dayLength, end + dayLength).length === 0,
      ) && this.#people.every((side) => !side.isAwayBetween(start, end));
    const found = isPlain
      ? this.#plainWeek(start)
      : this.#eachOf(day, (instant, side) => side.standing(instant, this.#minutes));
    this.#count(found, { day, isPlain, start });
  }

  #plainWeek(start: number): Uint8Array {
    const offset = this.#anchor.offsetAt(start);
    const shifts = this.#people.map(({ clock }) => (clock.offsetAt(start) - offset) / minuteLength);
    const key = shifts.join(' ');
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const made = new Uint8Array(this.#fits.length);
    const weekday = weekdayOf(this.#firstDay);
    for (let i = 0; i < made.length; i++) {
      const minute = weekday * dayMinutes + i * this.#step;
      const [mine = 0, theirs = 0] = this.#people.map((side, who) =>
        side.standingAt(minute + (shifts[who] ?? 0), this.#minutes),
      );
      made[i] = mine === 0 || theirs === 0 ? 0 : Math.max(mine, theirs);
    }
    this.#known.set(key, made);
    return made;
  }

  #eachOf(day: CalendarDay, standing: (instant: number, side: Side) => number): Uint8Array {
    const made = new Uint8Array(this.#fits.length);
    for (let i = 0; i < made.length; i++) {
      const instant = this.#anchor.instantOf(day * dayLength + i * this.#step * minuteLength);
      const [mine = 0, theirs = 0] = this.#people.map((side) => standing(instant, side));
      made[i] = mine === 0 || theirs === 0 ? 0 : Math.max(mine, theirs);
    }
    return made;
  }

  #count(
    found: Uint8Array,
    { day, isPlain, start }: { day: CalendarDay; isPlain: boolean; start: number },
  ): void {
    for (let i = 0; i < found.length; i++) {
      if (found[i] === 0) continue;
      const minutes = i * this.#step;
      if (this.#firsts[i] === Infinity)
        this.#firsts[i] = isPlain
          ? start + minutes * minuteLength
          : this.#anchor.instantOf(day * dayLength + minutes * minuteLength);
      this.#fits[i] = (this.#fits[i] ?? 0) + 1;
      if (found[i] === 2) this.#uneasy[i] = 1;
    }
  }

  best(limit: number): Slot[] {
    const weekday = weekdayOf(this.#firstDay);
    return Array.from(this.#fits.keys())
      .filter((i) => this.#fits[i] !== 0)
      .sort(
        (a, b) =>
          (this.#fits[b] ?? 0) - (this.#fits[a] ?? 0) ||
          (this.#uneasy[a] ?? 0) - (this.#uneasy[b] ?? 0) ||
          (this.#firsts[a] ?? 0) - (this.#firsts[b] ?? 0),
      )
      .slice(0, limit)
      .map((i) => ({
        weekday: (weekday + Math.floor((i * this.#step) / dayMinutes)) % 7,
        minute: (i * this.#step) % dayMinutes,
        weeks: this.#fits[i] ?? 0,
        isComfortable: this.#uneasy[i] === 0,
        firstAt: this.#firsts[i] ?? 0,
      }));
  }
}

/** The ISO date on which a slot next is, on or after a day. */
export function dateOfSlot({ weekday }: Pick<Slot, 'weekday'>, from: string): string {
  const day = dayOf(from);
  return isoOf(day + ((weekday - weekdayOf(day) + 7) % 7));
}
