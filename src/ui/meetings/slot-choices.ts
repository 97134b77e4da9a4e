/** Times to choose from, the best first, each on both clocks with how often it fits. */
import { quartersOf, type Quarter } from '#domain/free-times/quarter.ts';
import type { Slot } from '#domain/free-times/weekly-slot.ts';
import { dateOfSlot } from '#domain/free-times/weekly-slot.ts';
import { instantOn } from '#domain/rhythms/series.ts';
import { dayOf } from '#lib/calendar-day.ts';
import { minute } from '#lib/duration.ts';
import { timeChoice, type Clocks, type TimeChoice } from '#ui/requests/time-choice.ts';
import { weekdayName } from '#ui/time-on-pages.ts';
import { m } from '#words/paraglide/messages.js';

export interface SlotChoice extends TimeChoice {
  /** "fits 49 of 52 weeks". */
  readonly fits: string;
  /** "Thursday", on the clock the times are kept on. */
  readonly weekday: string;
}

interface SlotSearch {
  readonly clocks: Clocks;
  /** IANA zone the slots are kept in. */
  readonly zone: string;
  readonly minutes: number;
  /** The quarters of an hour at which one of the two has something else. */
  readonly taken: ReadonlySet<Quarter>;
  readonly limit: number;
}

/** What either has is known for five weeks, and a slot first comes within one. */
const weeksAhead = 4;
/** Two begin at least so far apart, so that the list is a choice and not a timetable. */
const apart = 90;
const mostOnDay = 2;

/** The next free time of each slot; slots close to a better one of the same day are left out. */
export function slotChoices(slots: readonly Slot[], looking: SlotSearch): SlotChoice[] {
  const choices: SlotChoice[] = [];
  const picked: Slot[] = [];
  for (const slot of slots) {
    if (choices.length === looking.limit) break;
    const onDay = picked.filter(({ weekday }) => weekday === slot.weekday);
    const isClose = onDay.some(({ minute }) => Math.abs(minute - slot.minute) < apart);
    if (isClose || onDay.length >= mostOnDay) continue;
    const at = nextFree(slot, looking);
    if (at === undefined) continue;
    picked.push(slot);
    choices.push({
      ...timeChoice(at, looking.clocks),
      fits: sayFits(slot.weeks),
      weekday: weekdayName(slot.weekday),
    });
  }
  return choices;
}

function nextFree(slot: Slot, { zone, minutes, taken }: SlotSearch): number | undefined {
  const first = Temporal.Instant.fromEpochMilliseconds(slot.firstAt).toZonedDateTimeISO(zone);
  const start = dayOf(dateOfSlot(slot, first.toPlainDate().toString()));
  for (let week = 0; week < weeksAhead; week++) {
    const at = instantOn(zone, { day: start + 7 * week, minute: slot.minute });
    const quarters = quartersOf({ at, endsAt: at + minutes * minute });
    if (!quarters.some((quarter) => taken.has(quarter))) return at;
  }
  return undefined;
}

const sayFits = (weeks: number): string =>
  weeks >= 52 ? m.meetings_fits_all() : m.meetings_fits_some({ weeks });
