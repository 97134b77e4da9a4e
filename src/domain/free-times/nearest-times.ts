/** Times for one meeting that is to move: near where it was, and free for both. */
import { minute, day } from '#lib/duration.ts';
import { quartersOf, type Quarter } from './quarter.ts';
import { Side, type Person } from './person-availability.ts';

/** How far before and after a time another is looked for. */
export const nearEnough = 14 * day;
/** Two begin at least so far apart, so that the list is a choice and not a timetable. */
const apart = 90 * minute;
const mostOnDay = 2;

interface Near {
  readonly people: readonly [Person, Person];
  /** When the meeting is, epoch milliseconds; never among the answers. */
  readonly at: number;
  readonly minutes: number;
  readonly now: number;
  /** Quarters at which one of the two has something else. */
  readonly taken: ReadonlySet<Quarter>;
  readonly limit: number;
}

/**
 * Up to `limit` times at which both are usually free and have nothing else, within two weeks of `at`:
 * those within the waking day of both first, then the nearest; given in order, epoch milliseconds. They
 * begin on the half-hour of the first of the two, or on the quarter where the other's clock is off it.
 */
export function nearestCommon({ people, at, minutes, now, taken, limit }: Near): number[] {
  const [one, another] = people.map((person) => new Side(person, at));
  if (one === undefined || another === undefined) return [];
  const found = candidatesAround(at, { one, another, now })
    .filter((start) => isFree(start, { minutes, taken }))
    .flatMap((start) => {
      const standings = [one, another].map((side) => side.standing(start, minutes));
      return standings.includes(0) ? [] : [{ start, isOdd: standings.includes(2) }];
    })
    .toSorted(
      (a, b) =>
        Number(a.isOdd) - Number(b.isOdd) ||
        Math.abs(a.start - at) - Math.abs(b.start - at) ||
        b.start - a.start,
    );
  return spread(
    found.map(({ start }) => start),
    { at, one, limit },
  ).toSorted((a, b) => a - b);
}

function candidatesAround(
  at: number,
  { one, another, now }: { one: Side; another: Side; now: number },
): number[] {
  const offset = one.clock.offsetAt(at);
  const isOff = (another.clock.offsetAt(at) - offset) % (30 * minute) !== 0;
  const step = (isOff ? 15 : 30) * minute;
  const first =
    Math.ceil((Math.max(now + minute, at - nearEnough) + offset) / step) * step - offset;
  const count = Math.max(0, Math.floor((at + nearEnough - first) / step) + 1);
  return Array.from({ length: count }, (_, place) => first + place * step);
}

const isFree = (
  start: number,
  { minutes, taken }: { minutes: number; taken: ReadonlySet<Quarter> },
): boolean =>
  !quartersOf({ at: start, endsAt: start + minutes * minute }).some((each) => taken.has(each));

/** The first of these that keep apart from each other and from `at`, few on one day. */
function spread(
  starts: readonly number[],
  { at, one, limit }: { at: number; one: Side; limit: number },
): number[] {
  const dayOf = (start: number) => Math.floor((start + one.clock.offsetAt(start)) / day);
  const picked: number[] = [];
  for (const start of starts) {
    if (picked.length === limit) break;
    if ([at, ...picked].some((other) => Math.abs(other - start) < apart)) continue;
    if (picked.filter((other) => dayOf(other) === dayOf(start)).length >= mostOnDay) continue;
    picked.push(start);
  }
  return picked;
}
