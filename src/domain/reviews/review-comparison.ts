/** Two states of the code laid side by side, file by file. Pure: the texts are loaded already. */
import type { KnownText } from '#lib/code/known-text.ts';
import { changeBetween, type RevisionFile } from './revision.ts';
import type { Comparison, FileSide, FileView } from './review-view.ts';

export type Texts = ReadonlyMap<string, KnownText>;

/** What to compare with unless somebody chooses: what they looked at last, or the revision before. */
export function usualComparison({
  newest,
  lastLooked,
}: {
  newest: number;
  lastLooked: number | null;
}): Comparison {
  if (newest === 1) return { from: 'original', to: 1 };
  const from = lastLooked !== null && lastLooked < newest ? lastLooked : newest - 1;
  return { from, to: newest };
}

/** What somebody asked to compare, where there is such a thing. */
export function chosenComparison(
  { from, to }: Comparison,
  numbers: readonly number[],
): Comparison | undefined {
  if (!numbers.includes(to)) return undefined;
  if (from === 'original') return { from, to };
  return numbers.includes(from) && from < to ? { from, to } : undefined;
}

interface Pair {
  readonly earlier: RevisionFile | null;
  readonly later: RevisionFile | null;
}

/** The files of two revisions in pairs, also where a file was renamed. */
export function pairsBetween(
  earlier: readonly RevisionFile[],
  later: readonly RevisionFile[],
): Pair[] {
  const byPath = new Map(earlier.map((file) => [file.path, file]));
  const met = new Set<RevisionFile>();
  const pairs = later.map((file): Pair => {
    const renamed = file.oldPath === null ? undefined : byPath.get(file.oldPath);
    const before = byPath.get(file.path) ?? renamed;
    if (before !== undefined) met.add(before);
    return { earlier: before ?? null, later: file };
  });
  const dropped = earlier.filter((file) => !met.has(file));
  return [...pairs, ...dropped.map((file): Pair => ({ earlier: file, later: null }))];
}

/** The files of one revision against their originals. */
export const againstOriginal = (
  files: readonly RevisionFile[],
  { revision, texts }: { revision: number; texts: Texts },
): FileView[] =>
  files.map((file) => ({
    ...namesOf(file),
    change: file.change,
    left: sideOf({ revision, path: file.path, side: 'before', textId: file.beforeId }, texts),
    right: sideOf({ revision, path: file.path, side: 'after', textId: file.afterId }, texts),
    editions: null,
  }));

/** The files of two revisions against each other. */
export const againstRevision = (
  pairs: readonly Pair[],
  { from, to, texts }: { from: number; to: number; texts: Texts },
): FileView[] =>
  pairs.flatMap(({ earlier, later }) => {
    const named = later ?? earlier;
    if (named === null) return [];
    const before = earlier && { path: earlier.path, textId: earlier.afterId };
    const after = later && { path: later.path, textId: later.afterId };
    return {
      ...namesOf(named),
      oldPath: earlier !== null && earlier.path !== named.path ? earlier.path : null,
      change: changeBetween(earlier, later),
      left: before && sideOf({ revision: from, side: 'after', ...before }, texts),
      right: after && sideOf({ revision: to, side: 'after', ...after }, texts),
      editions: { earlier: editionOf(earlier, texts), later: editionOf(later, texts) },
    };
  });

const namesOf = ({ path, oldPath, isBinary, language }: RevisionFile) => ({
  path,
  oldPath,
  isBinary,
  language,
});

function sideOf(
  { textId, ...place }: Omit<FileSide, 'text' | 'textId'> & { textId: string | null },
  texts: Texts,
): FileSide | null {
  const text = textId === null ? undefined : texts.get(textId);
  return textId === null || text === undefined ? null : { ...place, textId, text };
}

const textWith = (id: string | null | undefined, texts: Texts): KnownText | null =>
  id == null ? null : (texts.get(id) ?? null);

const editionOf = (file: RevisionFile | null, texts: Texts) => ({
  before: textWith(file?.beforeId, texts),
  after: textWith(file?.afterId, texts),
});
