import { diffArrays } from 'diff';

/** A stretch of a line, in UTF-16 units: from `start` up to but not including `end`. */
export interface Part {
  readonly start: number;
  readonly end: number;
}

/** Lines longer than this are shown as changed from their first difference to their last. */
const longestLine = 1000;
const mostEdits = 120;

const words = /[\p{L}\p{N}_]+|\s+|[^\s\p{L}\p{N}_]/gu;

/**
 * What differs between a line and its counterpart, by words, signs and spaces (Myers 1986 again), on either side.
 * Long or very different lines are compared at their ends only.
 */
export function changedParts(before: string, after: string): { before: Part[]; after: Part[] } {
  if (before.length > longestLine || after.length > longestLine) return middles(before, after);
  const runs = diffArrays(before.match(words) ?? [], after.match(words) ?? [], {
    maxEditLength: mostEdits,
  });
  if (runs === undefined) return middles(before, after);
  const parts = { before: [] as Part[], after: [] as Part[] };
  let [i, j] = [0, 0];
  for (const { value, added, removed } of runs) {
    const length = value.reduce((sum, word) => sum + word.length, 0);
    if (removed) addPart(parts.before, { start: i, end: i + length });
    if (added) addPart(parts.after, { start: j, end: j + length });
    if (!added) i += length;
    if (!removed) j += length;
  }
  return parts;
}

function addPart(parts: Part[], part: Part): void {
  const last = parts.at(-1);
  if (last?.end === part.start) parts[parts.length - 1] = { start: last.start, end: part.end };
  else parts.push(part);
}

/** One part on each side: all but the common beginning and the common end. */
function middles(before: string, after: string): { before: Part[]; after: Part[] } {
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && before[head] === after[head]) head += 1;
  if (isHighHalf(before, head - 1)) head -= 1;
  let tail = 0;
  while (
    tail < shorter - head &&
    before[before.length - 1 - tail] === after[after.length - 1 - tail]
  ) {
    tail += 1;
  }
  if (isHighHalf(before, before.length - tail - 1) || isHighHalf(after, after.length - tail - 1)) {
    tail = Math.max(0, tail - 1);
  }
  const middle = (end: number): Part[] => (end > head ? [{ start: head, end }] : []);
  return { before: middle(before.length - tail), after: middle(after.length - tail) };
}

/** The first half of a sign beyond the basic plane, which is not cut from its second half. */
const isHighHalf = (line: string, index: number) =>
  index >= 0 && (line.charCodeAt(index) & 0xfc00) === 0xd800;
