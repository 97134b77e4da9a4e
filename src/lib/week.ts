/**
 * Weekly hours: which hours of a usual week someone is free, on their own clock, and what two such
 * weeks have in common in one real week, clock changes included.
 *
 * Hours are written as 168 characters '0' or '1', Monday 00:00 first. To compare two people, both are
 * laid on one stretch of universal time (a *frame*) in slots of fifteen minutes, so that zones at
 * half and three-quarter hours come out right. Fifteen minutes divides every offset in use today.
 */
import { addRun, countBits, countCommon, hasBit, ones } from './bit-set.ts';
import { hour, minute } from './duration.ts';

/** 168 characters '0' or '1', index = weekday (Monday 0) * 24 + hour; '' when not said. */
export type WeekHours = string;

/** One calendar week in one time zone. Times are epoch milliseconds; `until` is the next Monday. */
export type CalendarWeek = {
  readonly monday: string;
  readonly zone: string;
  readonly from: number;
  readonly until: number;
};

/** A stretch of one local day; minutes after midnight, `to` up to 1440. Monday is day 0. */
export type DayRange = { readonly day: number; readonly from: number; readonly to: number };

/** Free time laid on a frame, one bit a slot. */
export type Slots = Uint32Array;

const SLOT = 15 * minute;
const DAY_QUARTERS = 96;
const WEEK_QUARTERS = 7 * DAY_QUARTERS;

/** Monday begins first at UTC+14; from there to the end of Sunday at UTC-12 are 194 hours. */
const FRAME_LEAD = 14 * hour;
const FRAME_SLOTS = 194 * 4;

/** How many 32-bit words hold a frame. */
export const FRAME_WORDS = Math.ceil(FRAME_SLOTS / 32);

const shape = /^[01]{168}$/;

/** True for a full week of hours; the empty text (not said) is not one. */
export function isWeekHours(text: string): text is WeekHours {
  return shape.test(text);
}

/** How many hours a week are marked free. */
export function hoursFree(hours: WeekHours): number {
  return hours.replaceAll('0', '').length;
}

/** The week from Monday to Sunday that holds `instant` (epoch milliseconds) on the clock of `zone`. */
export function weekOf(instant: number, zone: string): CalendarWeek {
  const date = Temporal.Instant.fromEpochMilliseconds(instant)
    .toZonedDateTimeISO(zone)
    .toPlainDate();
  return weekFrom(date.subtract({ days: date.dayOfWeek - 1 }), zone);
}

/** The week whose Monday is `monday`, on the clock of `zone`. */
export function weekFrom(monday: Temporal.PlainDate, zone: string): CalendarWeek {
  const next = monday.add({ days: 7 });
  return {
    monday: monday.toString(),
    zone,
    from: monday.toZonedDateTime(zone).epochMilliseconds,
    until: next.toZonedDateTime(zone).epochMilliseconds,
  };
}

/**
 * Someone's usual week laid on the real week that begins on `monday` (an ISO date): a bit is set for
 * each quarter of an hour of universal time at which their own clock shows a free hour.
 */
export function freeSlots(hours: WeekHours, zone: string, monday: string): Slots {
  const slots = new Uint32Array(FRAME_WORDS);
  if (hours === '') return slots;
  for (const { slot, until, quarter } of stretchesOf(zone, monday)) {
    let local = quarter;
    for (let at = slot; at < until;) {
      const length = Math.min(4 - (local & 3), until - at);
      const hour = (((local >> 2) % 168) + 168) % 168;
      if (hours.charCodeAt(hour) === 49) addRun(slots, at, length);
      at += length;
      local += length;
    }
  }
  return slots;
}

/** Only those slots that lie inside `week`, as a new set. */
export function within(slots: Slots, week: CalendarWeek): Slots {
  const start = frameStart(week.monday);
  const first = Math.round((week.from - start) / SLOT);
  const last = Math.round((week.until - start) / SLOT);
  const kept = new Uint32Array(FRAME_WORDS);
  addRun(kept, first, last - first);
  return common(kept, slots);
}

/** The slots set in both. */
export function common(a: Slots, b: Slots): Slots {
  return a.map((word, i) => word & (b[i] ?? 0));
}

/** The slots set in `a` and not in `b`. */
export function without(a: Slots, b: Slots): Slots {
  return a.map((word, i) => word & ~(b[i] ?? 0));
}

/** How many quarters of an hour are free. */
export function countQuarters(slots: Slots): number {
  return countBits(slots);
}

/** How many quarters of an hour two people are both free. */
export function quartersInCommon(a: Slots, b: Slots): number {
  return countCommon(a, b);
}

/**
 * As {@link quartersInCommon}, with many people at once: `many` holds their slots one after another,
 * FRAME_WORDS words each. Skips the words in which `mine` is empty, which is most of a week.
 */
export function quartersWithEach(mine: Slots, many: Uint32Array): Uint16Array {
  const busy = Array.from(mine.keys()).filter((i) => mine[i] !== 0);
  const counts = new Uint16Array(many.length / FRAME_WORDS);
  for (let person = 0; person < counts.length; person++) {
    let count = 0;
    for (const i of busy) count += ones((mine[i] ?? 0) & (many[person * FRAME_WORDS + i] ?? 0));
    counts[person] = count;
  }
  return counts;
}

/**
 * The slots as stretches of local days on the clock of `week`, in order, never touching or
 * overlapping, cut at midnight. An hour the clock skips inside a stretch is bridged (free before and
 * after 02:00-03:00 reads as one stretch); an hour it repeats is told once.
 */
export function rangesOf(slots: Slots, week: CalendarWeek): DayRange[] {
  const covered = new Uint8Array(WEEK_QUARTERS);
  let lastSlot = -2;
  let lastLocal = 0;
  for (const { slot, until, quarter } of stretchesOf(week.zone, week.monday)) {
    for (let at = slot; at < until; at++) {
      if (!hasBit(slots, at)) continue;
      const local = quarter + at - slot;
      covered.fill(1, lastSlot === at - 1 && lastLocal < local ? lastLocal : local, local + 1);
      lastSlot = at;
      lastLocal = local;
    }
  }
  return runsOf(covered);
}

/**
 * The part of the day that at least `atLeast` of the `days` have in common, as ranges of one day.
 * With Monday to Friday and 3: what a usual weekday looks like.
 */
export function usualDay(
  ranges: readonly DayRange[],
  { days, atLeast }: { days: readonly number[]; atLeast: number },
): DayRange[] {
  const counts = new Uint8Array(DAY_QUARTERS);
  for (const { day, from, to } of ranges) {
    if (!days.includes(day)) continue;
    for (let q = from / 15; q < to / 15; q++) counts[q] = (counts[q] ?? 0) + 1;
  }
  return runsOf(counts.map((count) => (count >= atLeast ? 1 : 0)));
}

/** Days that have the very same hours, together: what "Wednesday and Thursday 18–21" is made of. */
export type DayGroup = { days: number[]; spans: { from: number; to: number }[] };

/** Groups the ranges of a week by equal days, in the order of each group's first day. */
export function groupDays(ranges: readonly DayRange[]): DayGroup[] {
  const groups = new Map<string, DayGroup>();
  for (let day = 0; day < 7; day++) {
    const spans = ranges.filter((range) => range.day === day).map(({ from, to }) => ({ from, to }));
    if (spans.length === 0) continue;
    const key = JSON.stringify(spans);
    const group = groups.get(key);
    if (group) group.days.push(day);
    else groups.set(key, { days: [day], spans });
  }
  return [...groups.values()];
}

/** A part of the frame during which a zone keeps one offset; `quarter` counts from local Monday. */
type Stretch = { slot: number; until: number; quarter: number };

const stretchCache = new Map<string, readonly Stretch[]>();
const STRETCHES_KEPT = 3000;

function stretchesOf(zone: string, monday: string): readonly Stretch[] {
  const key = `${monday}${zone}`;
  const known = stretchCache.get(key);
  if (known) return known;
  if (stretchCache.size >= STRETCHES_KEPT) stretchCache.clear();
  const made = makeStretches(zone, monday);
  stretchCache.set(key, made);
  return made;
}

function makeStretches(zone: string, monday: string): Stretch[] {
  const start = frameStart(monday);
  const end = start + FRAME_SLOTS * SLOT;
  const utcMonday = start + FRAME_LEAD;
  const stretches: Stretch[] = [];
  let here: Temporal.ZonedDateTime | null =
    Temporal.Instant.fromEpochMilliseconds(start).toZonedDateTimeISO(zone);
  while (here && here.epochMilliseconds < end) {
    const from = here.epochMilliseconds;
    const offset = here.offsetNanoseconds / 1e6;
    here = here.getTimeZoneTransition('next');
    const until = Math.min(here ? here.epochMilliseconds : end, end);
    stretches.push({
      slot: Math.round((from - start) / SLOT),
      until: Math.round((until - start) / SLOT),
      quarter: Math.round((from + offset - utcMonday) / SLOT),
    });
  }
  return stretches;
}

function frameStart(monday: string): number {
  return Date.parse(`${monday}T00:00Z`) - FRAME_LEAD;
}

/** Runs of ones in a row of quarters, cut at each midnight. */
function runsOf(quarters: Uint8Array): DayRange[] {
  const runs: DayRange[] = [];
  for (let at = 0; at < quarters.length; at++) {
    if (quarters[at] !== 1) continue;
    const begin = at;
    while (quarters[at + 1] === 1 && (at + 1) % DAY_QUARTERS !== 0) at++;
    const midnight = Math.floor(begin / DAY_QUARTERS) * DAY_QUARTERS;
    runs.push({
      day: midnight / DAY_QUARTERS,
      from: (begin - midnight) * 15,
      to: (at + 1 - midnight) * 15,
    });
  }
  return runs;
}
