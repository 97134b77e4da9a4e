import { diffArrays } from 'diff';

/**
 * The most edits the exact search goes on for. It costs the square of this at worst, some 60 ms; lines that
 * stand on one side only do not count, so that it takes a shuffled file to get there.
 */
const mostEdits = 1000;
/** The same for each stretch between two landmarks. */
const mostEditsBetween = 100;

/**
 * Which line of `after` each line of `before` is: its index, from 0, or -1. Order is kept.
 *
 * The longest common subsequence, found as E. W. Myers describes ("An O(ND) difference algorithm and its
 * variations", 1986; jsdiff's implementation) after the common head and tail, and lines that stand on one
 * side only, are taken off, which changes nothing but the time. Past {@link mostEdits} lines that stand
 * once on each side become landmarks (patience diff, Bram Cohen), and what lies between two of them is searched
 * for a shorter while. Time is bounded by n log n plus a constant; nothing depends on a clock.
 *
 * Symmetric: the match of the same texts the other way round is the same, read backwards.
 */
export function matchLines(before: readonly string[], after: readonly string[]): Int32Array {
  return comesSecond(before, after)
    ? inverted(matchInOrder(after, before), before.length)
    : matchInOrder(before, after);
}

/** Puts two texts in an order of their own, so that what is done to them does not depend on their parts. */
export function comesSecond(one: readonly string[], other: readonly string[]): boolean {
  if (one.length !== other.length) return one.length > other.length;
  const index = one.findIndex((line, i) => line !== other[i]);
  return index >= 0 && (one[index] ?? '') > (other[index] ?? '');
}

/** The same pairs, looked up from the other side, which has `length` lines. */
export function inverted(partners: Int32Array, length: number): Int32Array {
  const back = new Int32Array(length).fill(-1);
  partners.forEach((partner, index) => {
    if (partner >= 0) back[partner] = index;
  });
  return back;
}

function matchInOrder(before: readonly string[], after: readonly string[]): Int32Array {
  const partners = new Int32Array(before.length).fill(-1);
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head += 1;
  let tail = 0;
  while (
    tail < shorter - head &&
    before[before.length - 1 - tail] === after[after.length - 1 - tail]
  ) {
    tail += 1;
  }
  for (let i = 0; i < head; i++) partners[i] = i;
  for (let i = 1; i <= tail; i++) partners[before.length - i] = after.length - i;
  matchMiddle({ before, after, head, tail, partners });
  slideDown(before, after, partners);
  return partners;
}

interface Middle {
  readonly before: readonly string[];
  readonly after: readonly string[];
  readonly head: number;
  readonly tail: number;
  readonly partners: Int32Array;
}

function matchMiddle({ before, after, head, tail, partners }: Middle): void {
  const [oldCount, nowCount] = [before.length - head - tail, after.length - head - tail];
  // One line beside another is not the same: head or tail would have taken it.
  if (Math.min(oldCount, nowCount) === 0 || Math.max(oldCount, nowCount) === 1) return;
  const old = shared(before.slice(head, before.length - tail), new Set(after));
  const now = shared(after.slice(head, after.length - tail), new Set(before));
  for (const [i, j] of pairsOf(old.lines, now.lines)) {
    partners[head + (old.places[i] ?? 0)] = head + (now.places[j] ?? 0);
  }
}

/** The lines the other side has too, and where they were. */
function shared(lines: readonly string[], others: ReadonlySet<string>) {
  const places = lines.flatMap((line, place) => (others.has(line) ? [place] : []));
  return { places, lines: places.map((place) => lines[place] ?? '') };
}

type Pair = readonly [before: number, after: number];

function pairsOf(before: readonly string[], after: readonly string[]): Pair[] {
  return exactPairs(before, after, mostEdits) ?? pairsByLandmarks(before, after);
}

function exactPairs(
  before: readonly string[],
  after: readonly string[],
  maxEditLength: number,
): Pair[] | null {
  if (before.length === 0 || after.length === 0) return [];
  const runs = diffArrays([...before], [...after], { maxEditLength });
  if (runs === undefined) return null;
  const pairs: Pair[] = [];
  let i = 0;
  let j = 0;
  for (const { count, added, removed } of runs) {
    if (!added && !removed) for (let k = 0; k < count; k++) pairs.push([i + k, j + k]);
    if (!added) i += count;
    if (!removed) j += count;
  }
  return pairs;
}

function pairsByLandmarks(before: readonly string[], after: readonly string[]): Pair[] {
  const pairs: Pair[] = [];
  let from: Pair = [0, 0];
  for (const landmark of [...landmarks(before, after), [before.length, after.length] as const]) {
    const [i, j] = from;
    const between = [before.slice(i, landmark[0]), after.slice(j, landmark[1])] as const;
    const inside = exactPairs(...between, mostEditsBetween) ?? [];
    for (const [k, l] of inside) pairs.push([i + k, j + l]);
    if (landmark[0] < before.length) pairs.push(landmark);
    from = [landmark[0] + 1, landmark[1] + 1];
  }
  return pairs;
}

/** The longest run, in order on both sides, of lines that stand exactly once on each. */
function landmarks(before: readonly string[], after: readonly string[]): Pair[] {
  const places = onlyPlaces(after);
  const pairs = [...onlyPlaces(before)].flatMap(([line, i]): Pair[] => {
    const j = places.get(line);
    return i === null || j === undefined || j === null ? [] : [[i, j]];
  });
  return longestRising(pairs.toSorted(([i], [k]) => i - k));
}

/** Where each line stands, null for those that stand more than once. */
function onlyPlaces(lines: readonly string[]): Map<string, number | null> {
  const places = new Map<string, number | null>();
  lines.forEach((line, index) => places.set(line, places.has(line) ? null : index));
  return places;
}

/** The longest rising subsequence by patience sorting, in n log n. */
function longestRising(pairs: readonly Pair[]): Pair[] {
  const tops: number[] = [];
  const previous = pairs.map((pair, index) => {
    const pile = pileFor(pair, { tops, pairs });
    tops[pile] = index;
    return tops[pile - 1] ?? -1;
  });
  const rising: Pair[] = [];
  for (let at = tops.at(-1) ?? -1; at >= 0; at = previous[at] ?? -1) {
    const pair = pairs[at];
    if (pair !== undefined) rising.push(pair);
  }
  return rising.reverse();
}

function pileFor(
  [, after]: Pair,
  { tops, pairs }: { tops: readonly number[]; pairs: readonly Pair[] },
): number {
  let low = 0;
  let high = tops.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const [, top] = pairs[tops[middle] ?? 0] ?? [0, 0];
    if (top < after) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Moves each group of unmatched lines down as far as its words allow, which changes no count but puts a new
 * function after the one above with its own closing bracket, as readers expect.
 */
function slideDown(
  before: readonly string[],
  after: readonly string[],
  partners: Int32Array,
): void {
  slideSide(before, partners);
  const back = inverted(partners, after.length);
  slideSide(after, back);
  partners.set(inverted(back, before.length));
}

function slideSide(lines: readonly string[], partners: Int32Array): void {
  for (let start = 0; start < lines.length; start++) {
    if (partners[start] !== -1) continue;
    let end = start;
    while (partners[end] === -1) end += 1;
    let first = start;
    for (; isPure(partners, first, end) && lines[first] === lines[end]; first++, end++) {
      partners[first] = partners[end] ?? -1;
      partners[end] = -1;
    }
    start = end - 1;
  }
}

/** Whether a group is followed by a match and nothing stands against it on the other side. */
function isPure(partners: Int32Array, start: number, end: number): boolean {
  const next = partners[end] ?? -1;
  const previous = start === 0 ? -1 : (partners[start - 1] ?? -1);
  return next >= 0 && next === previous + 1;
}
