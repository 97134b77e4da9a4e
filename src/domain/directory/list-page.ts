/**
 * A page of the list. The order is: rank (fit, after how well the words were found), then the
 * number each mentor drew in the shuffle of this viewer and day. Both are independent of who else is
 * there, and the next page is asked for by the last one's place in that order. So pages never repeat or
 * skip anyone on a day, while people join and leave.
 */
import { eachBit, hasBit, type Bits } from '#lib/bit-set.ts';
import { LEVELS, levelOf } from './mentor-fit.ts';
import type { ViewerRanking } from './viewer-ranking.ts';

/** A place in the order of one viewer's day: behind the mentor that has this rank and number. */
export interface Cursor {
  /** ISO date of the viewer's day on which they began to read. */
  readonly day: string;
  readonly rank: number;
  readonly high: number;
  readonly low: number;
}

const shape = /^(\d{4}-\d{2}-\d{2})\.([0-9a-z]{1,3})\.([0-9a-z]{1,7})\.([0-9a-z]{1,7})$/;

export function writeCursor({ day, rank, high, low }: Cursor): string {
  return [day, rank.toString(36), high.toString(36), low.toString(36)].join('.');
}

/** Undefined for anything {@link writeCursor} did not write. */
export function readCursor(text: string): Cursor | undefined {
  const [, day = '', rank = '', high = '', low = ''] = shape.exec(text) ?? [];
  if (day === '') return undefined;
  return { day, rank: parseInt(rank, 36), high: parseInt(high, 36), low: parseInt(low, 36) };
}

/** What a query adds to a mentor's fit; nothing for queries that only filter. */
export interface Extra {
  /** Points for skills asked for in the query, by slot. */
  learn(slot: number): number;
  give(slot: number): number;
  /** How well the words were found, 0 without words. */
  wordRank(slot: number): number;
}

export interface PageInput {
  /** All whom the query finds. */
  readonly found: Bits;
  /** How many that are. */
  readonly total: number;
  readonly ranking: ViewerRanking;
  readonly extra: Extra | undefined;
  readonly after: Cursor | undefined;
  readonly size: number;
}

export interface Page {
  readonly slots: readonly number[];
  /** Where the next page begins; undefined on the last. */
  readonly next: Cursor | undefined;
  /** How many the next page will have. */
  readonly more: number;
}

export function pageOf(input: PageInput): Page {
  const { ranking, extra, size } = input;
  const slots = extra !== undefined || isFew(input) ? pickBest(input) : walk(input);
  const shown = slots.slice(0, size);
  const last = shown.at(-1);
  const more = slots.length - shown.length;
  return {
    slots: shown,
    more,
    next: last === undefined || more === 0 ? undefined : placeOf(last, { ranking, extra }),
  };
}

/** With so few that looking at each is quicker than walking the order until a page is full. */
function isFew({ found, total, size }: PageInput): boolean {
  return total * total < size * found.length * 32;
}

function placeOf(slot: number, order: Pick<PageInput, 'ranking' | 'extra'>): Cursor {
  const { ranking } = order;
  return {
    day: ranking.day,
    rank: rankOf(slot, order),
    high: ranking.number(slot),
    low: ranking.numberBehind(slot),
  };
}

/** Without an extra the rank is the level, so both ways of paging give the same order. */
function rankOf(slot: number, { ranking, extra }: Pick<PageInput, 'ranking' | 'extra'>): number {
  if (extra === undefined) return ranking.level(slot);
  const level = levelOf({
    learn: ranking.learnPoints(slot) + extra.learn(slot),
    give: ranking.givePoints(slot) + extra.give(slot),
    quarters: ranking.quartersWith(slot),
  });
  return extra.wordRank(slot) * LEVELS + level;
}

/** Follows the shuffled levels from the best down, taking those found. Two pages full at most. */
function walk({ found, ranking, after, size }: PageInput): number[] {
  const slots: number[] = [];
  for (let level = Math.min(after?.rank ?? LEVELS, LEVELS - 1); level >= 0; level--) {
    const group = ranking.atLevel(level);
    const isCut = after !== undefined && after.rank === level;
    for (let i = isCut ? firstBehind(group, { ranking, after }) : 0; i < group.length; i++) {
      const slot = group[i] ?? 0;
      if (hasBit(found, slot) && slots.push(slot) === 2 * size) return slots;
    }
  }
  return slots;
}

function firstBehind(
  group: Uint32Array,
  { ranking, after }: { ranking: ViewerRanking; after: Cursor },
): number {
  let low = 0;
  let high = group.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (isNumberBehind(group[middle] ?? 0, { ranking, after })) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** True where the slot's number comes after the cursor's. */
function isNumberBehind(
  slot: number,
  { ranking, after }: { ranking: ViewerRanking; after: Cursor },
): boolean {
  const number = ranking.number(slot);
  return number === after.high ? ranking.numberBehind(slot) > after.low : number > after.high;
}

/** Looks at each found slot once and keeps the best, two pages full at most. */
function pickBest(input: PageInput): number[] {
  const { ranking, after } = input;
  const most = 2 * input.size;
  const best: number[] = [];
  const ranks: number[] = [];
  eachBit(input.found, (slot) => {
    const rank = rankOf(slot, input);
    if (after !== undefined && rank > after.rank) return;
    if (best.length === most && rank < (ranks[most - 1] ?? 0)) return;
    if (after?.rank === rank && !isNumberBehind(slot, { ranking, after })) return;
    let at = best.length;
    while (
      at > 0 &&
      comesBefore({ slot, rank, other: best[at - 1] ?? 0, otherRank: ranks[at - 1] ?? 0 })
    )
      at--;
    if (at === most) return;
    best.splice(at, 0, slot);
    ranks.splice(at, 0, rank);
    best.length = ranks.length = Math.min(best.length, most);
  });
  return best;

  function comesBefore(pair: {
    slot: number;
    rank: number;
    other: number;
    otherRank: number;
  }): boolean {
    if (pair.rank !== pair.otherRank) return pair.rank > pair.otherRank;
    return ranking.isBefore(pair.slot, pair.other);
  }
}
