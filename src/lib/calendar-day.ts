/**
 * Days of the calendar as whole numbers, for walking a rhythm without making an object a step. Day 0 is
 * 1 January 1970. The two conversions are Howard Hinnant's days_from_civil and civil_from_days
 * (https://howardhinnant.github.io/date_algorithms.html), in the proleptic Gregorian calendar.
 */

/** Whole days since 1 January 1970. */
export type CalendarDay = number;

const eraDays = 146_097;

/** The day of a civil date; `month` counts from 1, `day` may not lie outside its month. */
export function dayFrom(year: number, month: number, day: number): CalendarDay {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * eraDays + dayOfEra - 719_468;
}

export interface Civil {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
}

/** The civil date of a day. */
export function civilOf(calendarDay: CalendarDay): Civil {
  const shifted = calendarDay + 719_468;
  const era = Math.floor(shifted / eraDays);
  const dayOfEra = shifted - era * eraDays;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1,
  };
}

/** The day an ISO date such as 2026-11-18 names. The text must be one. */
export function dayOf(isoDate: string): CalendarDay {
  return dayFrom(
    Number(isoDate.slice(0, -6)),
    Number(isoDate.slice(-5, -3)),
    Number(isoDate.slice(-2)),
  );
}

/** A day as an ISO date. Years 0 to 9999. */
export function isoOf(calendarDay: CalendarDay): string {
  const { year, month, day } = civilOf(calendarDay);
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
}

const two = (number: number) => String(number).padStart(2, '0');

/** Monday 0 to Sunday 6. */
export const weekdayOf = (calendarDay: CalendarDay): number => (((calendarDay + 3) % 7) + 7) % 7;

const lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** How many days a month has; `month` counts from 1. */
export function daysIn(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && isLeap ? 29 : (lengths[month - 1] ?? 31);
}
