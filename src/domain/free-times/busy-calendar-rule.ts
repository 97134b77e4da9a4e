/** Which rules of somebody else's calendar are followed. */
import ICAL from 'ical.js';

const longestInterval = 1000;
const times = ['BYHOUR', 'BYMINUTE', 'BYSECOND'];

/**
 * True for the rules people make. The library looks for the next day one by one and would look for ever
 * for a 30th of February, or a Tuesday among Mondays; so where days are left out there is no interval.
 */
export function isFollowed(property: ICAL.Property): boolean {
  const rule = property.getFirstValue();
  if (!(rule instanceof ICAL.Recur)) return false;
  const given: Record<string, unknown> = rule.parts;
  const parts = Object.entries(given).map(
    ([name, list]) => [name, Array.isArray(list) ? list.length : 0] as const,
  );
  const names = parts.flatMap(([name, size]) => (size > 0 && !times.includes(name) ? [name] : []));
  const hasOneTime = parts.every(([name, size]) => !times.includes(name) || size <= 1);
  const isPlain = rule.interval <= 1;
  if (!hasOneTime || rule.interval > longestInterval) return false;
  const only = (...allowed: string[]) => names.every((name) => allowed.includes(name));
  switch (rule.freq) {
    case 'DAILY':
      return isPlain ? only('BYDAY', 'BYMONTH') : only();
    case 'WEEKLY':
      return isPlain ? only('BYDAY', 'BYMONTH') : only('BYDAY');
    case 'MONTHLY':
      return isPlain
        ? only('BYDAY', 'BYMONTHDAY', 'BYSETPOS', 'BYMONTH')
        : only('BYDAY', 'BYMONTHDAY', 'BYSETPOS');
    case 'YEARLY':
      return only('BYDAY', 'BYMONTHDAY', 'BYSETPOS', 'BYMONTH');
    default:
      return false;
  }
}

/** How many days of a month, or days of a week, one change of the clocks names at most. */
const mostNamed = 7;

/** True for a rule by which the clocks of a zone change: once a year, on a day there is. */
export function isYearly(property: ICAL.Property): boolean {
  try {
    const rule = property.getFirstValue();
    if (!(rule instanceof ICAL.Recur) || rule.freq !== 'YEARLY') return false;
    const sizes = Object.values(rule.parts).map((list) => (Array.isArray(list) ? list.length : 0));
    return isFollowed(property) && sizes.every((size) => size <= mostNamed);
  } catch {
    // What cannot be read as a rule is none.
    return false;
  }
}
