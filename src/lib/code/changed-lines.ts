import type { KnownText } from './known-text.ts';
import { diffTexts, type DiffLine, type GapLine } from './line-diff.ts';

/** A line of a difference, with its places among the known lines of both texts, from 0. */
export type PlacedLine = Exclude<DiffLine, GapLine> & {
  readonly left: number;
  readonly right: number;
};

export interface ChangedLines {
  /** Null stands for lines that are left out. */
  readonly lines: readonly (PlacedLine | null)[];
  /** How many there are without a limit. */
  readonly count: number;
}

/** Unchanged lines beside a change that are shown. */
const context = 3;

/** The first `most` changed lines between two texts, with a few unchanged ones beside them. */
export function changedLines(
  before: KnownText | null,
  after: KnownText | null,
  most: number,
): ChangedLines {
  const { lines } = diffTexts(before, after);
  const near = new Set<number>();
  for (const [at, { kind }] of lines.entries())
    if (kind === 'added' || kind === 'removed')
      for (let by = -context; by <= context; by += 1) near.add(at + by);
  let [left, right] = [-1, -1];
  const shown = lines.map((line, at): PlacedLine | null => {
    if (line.kind === 'same' || line.kind === 'removed') left += 1;
    if (line.kind === 'same' || line.kind === 'added') right += 1;
    return near.has(at) && line.kind !== 'gap' ? { ...line, left, right } : null;
  });
  const joined = shown.filter((line, at) => line !== null || (at > 0 && shown[at - 1] !== null));
  return { lines: joined.slice(0, most), count: joined.length };
}
