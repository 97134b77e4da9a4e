/**
 * A zone for iCalendar, from the changes its clock really makes: one observance for each, and none
 * guessed as a rule. So a reader without a zone database comes to the same instants as we do.
 */
import { day } from './duration.ts';
import { wallTime, type Component } from './ical.ts';
import { clockOf } from './zone-clock.ts';

/**
 * A VTIMEZONE that holds from `from` to `until` (epoch milliseconds).
 *
 * @param zone IANA id, which also is the TZID
 */
export function zoneComponent(
  zone: string,
  { from, until }: { from: number; until: number },
): Component {
  const clock = clockOf(zone, from);
  const lowest = lowestOffset(zone, { from, until });
  const observance = (change: number, before: number): Component => {
    const after = clock.offsetAt(change);
    return {
      name: after > lowest ? 'DAYLIGHT' : 'STANDARD',
      properties: [
        { name: 'DTSTART', value: wallTime(change + before) },
        { name: 'TZOFFSETFROM', value: offsetText(before) },
        { name: 'TZOFFSETTO', value: offsetText(after) },
      ],
    };
  };
  const start = from - day;
  const offset = clock.offsetAt(start);
  return {
    name: 'VTIMEZONE',
    properties: [{ name: 'TZID', value: zone }],
    components: [
      observance(start, offset),
      ...clock
        .changesBetween(start + 1, until + day)
        .map((change) => observance(change, clock.offsetAt(change - 1))),
    ],
  };
}

function lowestOffset(zone: string, { from, until }: { from: number; until: number }): number {
  const clock = clockOf(zone, from);
  const offsets = clock.changesBetween(from, until).map((change) => clock.offsetAt(change));
  return Math.min(clock.offsetAt(from), ...offsets);
}

/** ±hhmm, with seconds where a zone has them. */
function offsetText(offset: number): string {
  const seconds = Math.abs(Math.round(offset / 1000));
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const used = parts[2] === 0 ? parts.slice(0, 2) : parts;
  return (offset < 0 ? '-' : '+') + used.map((part) => String(part).padStart(2, '0')).join('');
}
