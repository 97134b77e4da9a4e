import type { KnownText } from './known-text.ts';

/** A stretch of a line, in UTF-16 units: from `start` up to but not including `end`. */
export interface Part {
  readonly start: number;
  readonly end: number;
}

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

/** A line of the text before only; `parts` is what differs from its counterpart, empty without one. */
export interface RemovedLine extends DiffedLine {
  readonly kind: 'removed';
  readonly oldNumber: number;
  readonly newNumber: null;
  readonly parts: readonly Part[];
}

/** A line of the text after only; `parts` is what differs from its counterpart, empty without one. */
export interface AddedLine extends DiffedLine {
  readonly kind: 'added';
  readonly oldNumber: null;
  readonly newNumber: number;
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

/** A file as one revision holds it: the original as far as it is known, and how it is now. */
export interface Edition {
  readonly before: KnownText | null;
  readonly after: KnownText | null;
}

/** A run of lines to show, or of unchanged lines to fold away. */
export interface Section {
  readonly isShown: boolean;
  readonly lines: readonly DiffLine[];
}

/** A row of two columns. A line of both texts, and a gap, stand in both. */
export interface SplitRow {
  readonly before: DiffLine | null;
  readonly after: DiffLine | null;
}

/** The difference of two texts; null is a text that is not there, as before a file was added. */
export function diffTexts(_before: KnownText | null, _after: KnownText | null): TextDiff {
  return { lines: [], isPartial: false };
}

/** The difference between a file in an earlier and in a later revision, patches on one base included. */
export function diffEditions(_editions: { earlier: Edition; later: Edition }): TextDiff {
  return { lines: [], isPartial: false };
}

/**
 * Shown runs and folded runs in turn: `around` unchanged lines stay beside each change, and those that
 * `keep` names (because somebody commented on them) stay with theirs. Folding one line saves nothing, so
 * it is shown.
 */
export function sectionsOf(
  _lines: readonly DiffLine[],
  _options: { around: number; keep?: (line: DiffLine) => boolean },
): Section[] {
  return [];
}

/** The rows of a diff in two columns: counterparts beside each other. */
export function splitRows(_lines: readonly DiffLine[]): SplitRow[] {
  return [];
}

/** How many lines were added and removed. */
export function countChanges(_lines: readonly DiffLine[]): { added: number; removed: number } {
  return { added: 0, removed: 0 };
}
