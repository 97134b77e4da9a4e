import type { KnownText, Span } from './known-text.ts';
import { matchLines } from './matching-lines.ts';

/** Neighbouring lines of both texts that stand against each other; indices count known lines from 0. */
export interface Piece {
  /** The same lines, lines in the place of others (one side may be empty), or lines that cannot be compared. */
  readonly kind: 'same' | 'replaced' | 'gap';
  readonly before: number;
  readonly beforeCount: number;
  readonly after: number;
  readonly afterCount: number;
  /** Of a gap: how many lines nobody gave, null where that is not known. */
  readonly unknown: number | null;
}

export interface Alignment {
  readonly pieces: readonly Piece[];
  /** True where a gap may hide changes. */
  readonly isPartial: boolean;
}

/**
 * Lays two texts beside each other. Two whole texts are matched line by line. Two texts known in parts whose spans
 * answer each other, as the hunks of one patch do, are matched span by span: what lies between is as
 * it was. Of other texts all known lines are matched, and where something unknown lies between two matched
 * lines nothing is said about what else stands there.
 */
export function align(before: KnownText, after: KnownText): Alignment {
  if (isPaired(before, after)) return alignSpans(before, after);
  if (isEmpty(before) || isEmpty(after)) return alignWithNothing(before, after);
  return alignKnown(before, after);
}

/** Whether the spans answer each other: as many, with as many unknown lines before each. */
export function isPaired(before: KnownText, after: KnownText): boolean {
  if (before.isWhole !== after.isWhole || before.spans.length !== after.spans.length) return false;
  return before.spans.every(
    (_, i) => unknownBefore(before.spans, i) === unknownBefore(after.spans, i),
  );
}

function unknownBefore(spans: readonly Span[], index: number): number {
  const previous = spans[index - 1] ?? { start: 1, count: 0 };
  return (spans[index]?.start ?? 0) - previous.start - previous.count;
}

const isEmpty = (text: KnownText) => text.isWhole && text.lines.length === 0;

/** Lines by what must be the same of them; no line holds a line feed, so that a missing line end differs. */
function keysOf({ lines, endsWithNewline }: KnownText): readonly string[] {
  return endsWithNewline ? lines : [...lines.slice(0, -1), `${lines.at(-1) ?? ''}\n`];
}

const gap = (unknown: number | null, at: { before: number; after: number }): Piece => ({
  kind: 'gap',
  ...at,
  beforeCount: 0,
  afterCount: 0,
  unknown,
});

function alignSpans(before: KnownText, after: KnownText): Alignment {
  const old = keysOf(before);
  const now = keysOf(after);
  const at = { before: 0, after: 0 };
  const pieces: Piece[] = [];
  before.spans.forEach(({ count }, i) => {
    const unknown = unknownBefore(before.spans, i);
    if (unknown > 0) pieces.push(gap(unknown, at));
    const nowCount = after.spans[i]?.count ?? 0;
    const lines = [
      old.slice(at.before, at.before + count),
      now.slice(at.after, at.after + nowCount),
    ] as const;
    for (const piece of piecesOf(matchLines(...lines), nowCount)) {
      pieces.push({ ...piece, before: piece.before + at.before, after: piece.after + at.after });
    }
    at.before += count;
    at.after += nowCount;
  });
  if (isOpenEnded(before) && isOpenEnded(after)) pieces.push(gap(null, at));
  return { pieces, isPartial: false };
}

const isOpenEnded = (text: KnownText) =>
  !text.isWhole && text.endsWithNewline && text.lines.length > 0;

/** Everything known went, or came: nothing to match, and what nobody gave went or came too. */
function alignWithNothing(before: KnownText, after: KnownText): Alignment {
  const known = isEmpty(before) ? after : before;
  const pieces: Piece[] = [];
  let index = 0;
  known.spans.forEach(({ count }, i) => {
    const at = isEmpty(before) ? { before: 0, after: index } : { before: index, after: 0 };
    const unknown = unknownBefore(known.spans, i);
    if (unknown > 0) pieces.push(gap(unknown, at));
    const counts = isEmpty(before)
      ? { beforeCount: 0, afterCount: count }
      : { beforeCount: count, afterCount: 0 };
    if (count > 0) pieces.push({ kind: 'replaced', ...at, ...counts, unknown: null });
    index += count;
  });
  if (isOpenEnded(known)) pieces.push(gap(null, { before: 0, after: 0 }));
  return { pieces, isPartial: !known.isWhole };
}

/** Runs of the same lines, and between them the lines that stand against each other. */
function piecesOf(partners: Int32Array, afterLength: number): Piece[] {
  const pieces: Piece[] = [];
  let [i, j] = [0, 0];
  while (i < partners.length || j < afterLength) {
    const from = { before: i, after: j };
    while (i < partners.length && partners[i] === j) [i, j] = [i + 1, j + 1];
    if (i > from.before) pieces.push(piece('same', from, { before: i, after: j }));
    const changed = { before: i, after: j };
    while (i < partners.length && partners[i] === -1) i += 1;
    j = i < partners.length ? (partners[i] ?? j) : afterLength;
    if (i > changed.before || j > changed.after) {
      pieces.push(piece('replaced', changed, { before: i, after: j }));
    }
  }
  return pieces;
}

interface Indices {
  readonly before: number;
  readonly after: number;
}

function piece(kind: Piece['kind'], from: Indices, to: Indices): Piece {
  return {
    kind,
    ...from,
    beforeCount: to.before - from.before,
    afterCount: to.after - from.after,
    unknown: null,
  };
}

function alignKnown(before: KnownText, after: KnownText): Alignment {
  const partners = matchLines(keysOf(before), keysOf(after));
  const opens = { before: openings(before), after: openings(after) };
  const pieces = piecesOf(partners, after.lines.length).flatMap((each) => opened(each, opens));
  const joined = withEnds(pieces, opens, [before.lines.length, after.lines.length]);
  return { pieces: joined, isPartial: joined.some(({ kind }) => kind === 'gap') };
}

/** For each index, and the one past the last: how many places up to it have something unknown right before. */
function openings({ spans, lines, isWhole, endsWithNewline }: KnownText): Int32Array {
  const counts = new Int32Array(lines.length + 2);
  let index = 0;
  spans.forEach(({ count }, i) => {
    if (unknownBefore(spans, i) > 0) counts[index + 1] = 1;
    index += count;
  });
  if (!isWhole && endsWithNewline) counts[lines.length + 1] = 1;
  for (let i = 1; i < counts.length; i++) counts[i] = (counts[i] ?? 0) + (counts[i - 1] ?? 0);
  return counts;
}

interface Openings {
  readonly before: Int32Array;
  readonly after: Int32Array;
}

/** Whether something unknown lies before any of the lines from `from` to `to`, both included. */
const isOpen = (counts: Int32Array, from: number, to: number) =>
  (counts[to + 1] ?? 0) > (counts[from] ?? 0);

/** A run of same lines falls apart where something unknown lies between; what is beside it cannot be compared. */
function opened(each: Piece, opens: Openings): Piece[] {
  const { kind, before, beforeCount, after, afterCount } = each;
  if (kind === 'same') return splitAtOpenings(each, opens);
  const isUnsure =
    isOpen(opens.before, before, before + beforeCount) ||
    isOpen(opens.after, after, after + afterCount);
  return isUnsure ? [{ ...each, kind: 'gap' }] : [each];
}

function splitAtOpenings({ before, after, beforeCount }: Piece, opens: Openings): Piece[] {
  const pieces: Piece[] = [];
  let start = 0;
  for (let i = 1; i <= beforeCount; i++) {
    const at = { before: before + i, after: after + i };
    const isCut =
      i < beforeCount &&
      (isOpen(opens.before, at.before, at.before) || isOpen(opens.after, at.after, at.after));
    if (!isCut && i < beforeCount) continue;
    pieces.push(piece('same', { before: before + start, after: after + start }, at));
    if (isCut) pieces.push(gap(null, at));
    start = i;
  }
  return pieces;
}

/** Where both texts begin, or end, with the same lines, what is before the first or after the last is unknown too. */
function withEnds(
  pieces: readonly Piece[],
  opens: Openings,
  [old, now]: readonly [number, number],
): Piece[] {
  const ends: Piece[] = [...pieces];
  if (ends[0]?.kind === 'same' && (isOpen(opens.before, 0, 0) || isOpen(opens.after, 0, 0))) {
    ends.unshift(gap(null, { before: 0, after: 0 }));
  }
  if (
    ends.at(-1)?.kind === 'same' &&
    (isOpen(opens.before, old, old) || isOpen(opens.after, now, now))
  ) {
    ends.push(gap(null, { before: old, after: now }));
  }
  return ends;
}
