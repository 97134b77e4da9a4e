import { align, type Piece } from './alignment.ts';
import { changedParts, type Part } from './changed-parts.ts';
import { numbersOf, wholeText, type Counts, type KnownText } from './known-text.ts';
import { fillFromBases, type Edition } from './same-base.ts';
import { pairSimilar } from './similar-lines.ts';

interface DiffedLine {
  readonly text: string;
  /** The number in the text before and in the text after, from 1; null where it does not stand. */
  readonly oldNumber: number | null;
  readonly newNumber: number | null;
  /** False for the last line of a text that ends without a line end. */
  readonly hasLineEnd: boolean;
}

/** A line of both texts. */
export interface SameLine extends DiffedLine {
  readonly kind: 'same';
  readonly oldNumber: number;
  readonly newNumber: number;
}

/** A line of the text before only. */
export interface RemovedLine extends DiffedLine {
  readonly kind: 'removed';
  readonly oldNumber: number;
  readonly newNumber: null;
  /** The number in the text after of the line that took its place, if one is like it. */
  readonly counterpart: number | null;
  /** What differs from its counterpart; empty without one. */
  readonly parts: readonly Part[];
}

/** A line of the text after only. */
export interface AddedLine extends DiffedLine {
  readonly kind: 'added';
  readonly oldNumber: null;
  readonly newNumber: number;
  /** The number in the text before of the line whose place it took, if one is like it. */
  readonly counterpart: number | null;
  /** What differs from its counterpart; empty without one. */
  readonly parts: readonly Part[];
}

/** Lines nobody gave; `count` is null where it is not known how many, as after the last hunk of a patch. */
export interface GapLine {
  readonly kind: 'gap';
  readonly count: number | null;
  readonly oldNumber: null;
  readonly newNumber: null;
}

export type DiffLine = SameLine | RemovedLine | AddedLine | GapLine;

export interface TextDiff {
  readonly lines: readonly DiffLine[];
  /** True where a gap may hide changes, so that only what is known of both texts was compared. */
  readonly isPartial: boolean;
}

/**
 * The difference of two texts, line by line; null is a text that is not there, as before a file was added. What was
 * removed stands before what was added in its place, and lines that are like each other tell which words
 * differ. How texts known in parts are compared, {@link align} says. Takes time in proportion to the texts but for
 * a bounded search.
 */
export function diffTexts(before: KnownText | null, after: KnownText | null): TextDiff {
  const old = sideOf(before ?? wholeText(''));
  const now = sideOf(after ?? wholeText(''));
  const { pieces, isPartial } = align(old.text, now.text);
  return { lines: pieces.flatMap((piece) => linesOf(piece, old, now)), isPartial };
}

/**
 * The difference of a file in an earlier and in a later revision: from what the one left to what the other
 * left. Two patches on one original are compared over all lines either of them shows.
 */
export function diffEditions(editions: { earlier: Edition; later: Edition }): TextDiff {
  const { before, after } = fillFromBases(editions);
  return diffTexts(before, after);
}

/** What is compared: two texts, or what two revisions left of a file. */
export type Comparison =
  | { readonly before: KnownText | null; readonly after: KnownText | null }
  | { readonly editions: { readonly earlier: Edition; readonly later: Edition } };

/** The differences of several files, in their order. */
export const compareAll = (comparisons: readonly Comparison[]): TextDiff[] =>
  comparisons.map((each) =>
    'editions' in each ? diffEditions(each.editions) : diffTexts(each.before, each.after),
  );

interface Side {
  readonly text: KnownText;
  readonly numbers: readonly number[];
}

const sideOf = (text: KnownText): Side => ({ text, numbers: numbersOf(text) });

function linesOf(piece: Piece, old: Side, now: Side): DiffLine[] {
  switch (piece.kind) {
    case 'gap':
      return [{ kind: 'gap', count: piece.unknown, oldNumber: null, newNumber: null }];
    case 'same':
      return Array.from({ length: piece.beforeCount }, (_, i) => ({
        kind: 'same',
        ...at(old, piece.before + i),
        oldNumber: old.numbers[piece.before + i] ?? 0,
        newNumber: now.numbers[piece.after + i] ?? 0,
      }));
    case 'replaced':
      return replacedLines(piece, old, now);
  }
}

function at({ text }: Side, index: number): { text: string; hasLineEnd: boolean } {
  const hasLineEnd = text.endsWithNewline || index < text.lines.length - 1;
  return { text: text.lines[index] ?? '', hasLineEnd };
}

function replacedLines(piece: Piece, old: Side, now: Side): DiffLine[] {
  const { before, beforeCount, after, afterCount } = piece;
  const gone = old.text.lines.slice(before, before + beforeCount);
  const come = now.text.lines.slice(after, after + afterCount);
  const removed = gone.map((_, i): RemovedLine => ({
    kind: 'removed',
    ...at(old, before + i),
    oldNumber: old.numbers[before + i] ?? 0,
    newNumber: null,
    counterpart: null,
    parts: [],
  }));
  const added = come.map((_, i): AddedLine => ({
    kind: 'added',
    ...at(now, after + i),
    oldNumber: null,
    newNumber: now.numbers[after + i] ?? 0,
    counterpart: null,
    parts: [],
  }));
  pairSimilar(gone, come).forEach((j, i) => joinPair({ removed, added, i, j }));
  return [...removed, ...added];
}

interface Joining {
  readonly removed: RemovedLine[];
  readonly added: AddedLine[];
  readonly i: number;
  readonly j: number;
}

function joinPair({ removed, added, i, j }: Joining): void {
  const gone = removed[i];
  const come = added[j];
  if (gone === undefined || come === undefined) return;
  const parts = changedParts(gone.text, come.text);
  removed[i] = { ...gone, counterpart: come.newNumber, parts: parts.before };
  added[j] = { ...come, counterpart: gone.oldNumber, parts: parts.after };
}

/** How many lines were added and removed between two texts: what {@link diffTexts} finds, for less. */
export function countBetween(before: KnownText | null, after: KnownText | null): Counts {
  const { pieces } = align(before ?? wholeText(''), after ?? wholeText(''));
  const replaced = pieces.filter(({ kind }) => kind === 'replaced');
  return {
    added: replaced.reduce((sum, { afterCount }) => sum + afterCount, 0),
    removed: replaced.reduce((sum, { beforeCount }) => sum + beforeCount, 0),
  };
}

/** The same between two editions of a file, as {@link diffEditions} compares them. */
export function countBetweenEditions(editions: { earlier: Edition; later: Edition }): Counts {
  const { before, after } = fillFromBases(editions);
  return countBetween(before, after);
}

/** How many lines were added and removed. */
export function countChanges(lines: readonly DiffLine[]): Counts {
  return {
    added: lines.filter(({ kind }) => kind === 'added').length,
    removed: lines.filter(({ kind }) => kind === 'removed').length,
  };
}
