/** Until when to rest, as it is chosen. Times are epoch milliseconds. */

/** The form as it was typed: a month, or a date written `2027-02-03`. */
export interface RestForm {
  span: string;
  date: string;
}

/** Who chooses, and when: dates are those of their own calendar. */
export interface Chooser {
  now: number;
  /** IANA zone, '' where not said. */
  timeZone: string;
}

const writtenDate = /^\d{4}-\d{2}-\d{2}$/;

/** The instant a rest ends: as the chosen day begins where the chooser lives; undefined where none is said. */
export function parseRest({ span, date }: RestForm, chooser: Chooser): number | undefined {
  if (span === 'month') return monthFrom(chooser);
  const day = span === 'date' ? dayFrom(date) : undefined;
  return day === undefined ? undefined : startOf(day, chooser);
}

/** A month from today by the chooser's calendar; the last day of a shorter month. */
export const monthFrom = (chooser: Chooser): number =>
  startOf(today(chooser).add({ months: 1 }), chooser);

/** The first and last day that may be chosen, as a date field takes them. */
export function restDays(chooser: Chooser): { first: string; last: string } {
  const from = today(chooser);
  return { first: from.add({ days: 1 }).toString(), last: from.add({ years: 1 }).toString() };
}

const zoneOf = ({ timeZone }: Chooser): string => timeZone || 'UTC';

const today = (chooser: Chooser): Temporal.PlainDate =>
  Temporal.Instant.fromEpochMilliseconds(chooser.now)
    .toZonedDateTimeISO(zoneOf(chooser))
    .toPlainDate();

const startOf = (day: Temporal.PlainDate, chooser: Chooser): number =>
  day.toZonedDateTime(zoneOf(chooser)).epochMilliseconds;

function dayFrom(text: string): Temporal.PlainDate | undefined {
  if (!writtenDate.test(text)) return undefined;
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' });
  } catch {
    return undefined;
  }
}
