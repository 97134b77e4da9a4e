import { comesSecond, inverted } from './matching-lines.ts';

/** Lines less alike than this are not one line that changed, but one gone and one new. */
const atLeast = 0.6;
/** Blocks up to this many pairs are compared in full, larger ones in a band along the diagonal. */
const mostCells = 60_000;
const cellsInBand = 30_000;
const narrowestBand = 8;
/** Only the beginning of a line counts: enough for code people write, bounded for code machines write. */
const longestCompared = 2000;

/**
 * Pairs the lines of a replaced block with those that took their place: for each line of `before` the index in
 * `after`, or -1. Order is kept, no pair is less alike than 0.6, the sum of likeness is the greatest
 * possible, and of equals those nearest to each other win. Likeness is that of Dice (1945) over the
 * bags of words and signs in both lines, from 0 to 1; spaces do not count. In blocks past 60,000 pairs lines are
 * only compared with those about as far down. Symmetric like the matching of lines.
 */
export function pairSimilar(before: readonly string[], after: readonly string[]): Int32Array {
  if (before.length === 0 || after.length === 0) return new Int32Array(before.length).fill(-1);
  return comesSecond(before, after)
    ? inverted(pairInOrder(after, before), before.length)
    : pairInOrder(before, after);
}

const words = /[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/gu;

type Bag = readonly number[];

/** Words become numbers, so that bags are compared by merging sorted lists. */
function bagsOf(lines: readonly string[], numbers: Map<string, number>): Bag[] {
  return lines.map((line) => {
    const found = line.slice(0, longestCompared).match(words) ?? [];
    return found
      .map((word) => {
        const number = numbers.get(word) ?? numbers.size;
        numbers.set(word, number);
        return number;
      })
      .sort((a, b) => a - b);
  });
}

function likeness(one: Bag, other: Bag): number {
  const total = one.length + other.length;
  if (total === 0) return 1;
  if ((2 * Math.min(one.length, other.length)) / total < atLeast) return 0;
  let common = 0;
  let j = 0;
  for (const word of one) {
    while (j < other.length && (other[j] ?? 0) < word) j += 1;
    if (other[j] === word) {
      common += 1;
      j += 1;
    }
  }
  return (2 * common) / total;
}

/** A table of prefixes: `rows[i]` begins at column `low[i]`; `steps` tells how each cell was reached. */
interface Table {
  readonly low: readonly number[];
  readonly high: readonly number[];
  readonly steps: readonly Uint8Array[];
}

const skipBefore = 0;
const skipAfter = 1;
const pair = 2;

function pairInOrder(before: readonly string[], after: readonly string[]): Int32Array {
  const numbers = new Map<string, number>();
  const bags = [bagsOf(before, numbers), bagsOf(after, numbers)] as const;
  return walkBack(fill(...bags), before.length, after.length);
}

/** Needleman and Wunsch's table (1970) over likeness, within the band. */
function fill(before: readonly Bag[], after: readonly Bag[]): Table {
  const slope = after.length / before.length;
  const band =
    before.length * after.length <= mostCells
      ? after.length
      : Math.max(narrowestBand, Math.ceil(slope), Math.floor(cellsInBand / before.length));
  const middle = (i: number) => Math.floor(i * slope);
  const low = Array.from({ length: before.length + 1 }, (_, i) => Math.max(0, middle(i) - band));
  const high = low.map((_, i) => Math.min(after.length, middle(i) + band));
  const steps = [new Uint8Array((high[0] ?? 0) + 1).fill(skipAfter)];
  let above = { values: new Float64Array((high[0] ?? 0) + 1), low: 0 };
  for (let i = 1; i <= before.length; i++) {
    const row = fillRow({
      bag: before[i - 1] ?? [],
      after,
      above,
      low: low[i] ?? 0,
      high: high[i] ?? 0,
      nearest: (i - 0.5) * slope - 0.5,
    });
    steps.push(row.steps);
    above = { values: row.values, low: low[i] ?? 0 };
  }
  return { low, high, steps };
}

interface Row {
  readonly bag: Bag;
  readonly after: readonly Bag[];
  readonly above: { readonly values: Float64Array; readonly low: number };
  readonly low: number;
  readonly high: number;
  /** The column a line would have if the block had only been stretched. */
  readonly nearest: number;
}

/** So little that it only decides between equals, even summed over the longest file. */
const farness = 1e-9;

function fillRow({ bag, after, above, low, high, nearest }: Row) {
  const values = new Float64Array(high - low + 1);
  const steps = new Uint8Array(high - low + 1);
  const last = above.values.length - 1;
  for (let j = low; j <= high; j++) {
    let best = above.values[Math.min(last, j - above.low)] ?? 0;
    let step = skipBefore;
    const left = j > low ? (values[j - 1 - low] ?? 0) : -1;
    if (left > best) [best, step] = [left, skipAfter];
    const corner = above.values[Math.min(last, j - 1 - above.low)];
    if (j > 0 && corner !== undefined) {
      const like = likeness(bag, after[j - 1] ?? []);
      const sum = corner + like - farness * Math.abs(j - 1 - nearest);
      if (like >= atLeast && sum > best) [best, step] = [sum, pair];
    }
    values[j - low] = best;
    steps[j - low] = step;
  }
  return { values, steps };
}

function walkBack({ low, high, steps }: Table, rows: number, columns: number): Int32Array {
  const partners = new Int32Array(rows).fill(-1);
  let i = rows;
  let j = columns;
  while (i > 0 && j > 0) {
    j = Math.min(j, high[i] ?? 0);
    const step = steps[i]?.[j - (low[i] ?? 0)];
    if (step === skipAfter) j -= 1;
    else {
      if (step === pair) partners[i - 1] = --j;
      i -= 1;
    }
  }
  return partners;
}
