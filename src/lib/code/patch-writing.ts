import { sectionsOf } from './diff-sections.ts';
import type { FileChange } from './known-text.ts';
import { diffTexts, type DiffLine, type GapLine } from './line-diff.ts';
import { quoted } from './patch-names.ts';

type TextLine = Exclude<DiffLine, GapLine>;

/** Unchanged lines beside a change, as git has them. */
const around = 3;

/**
 * A patch as git writes it, which `parsePatch` reads and `git apply` takes. Files that did not change are left out;
 * one without a known original is written as a new file; of a binary file only the name is.
 */
export function writePatch(changes: readonly FileChange[]): string {
  return changes
    .flatMap(fileLines)
    .map((line) => `${line}\n`)
    .join('');
}

function fileLines(change: FileChange): string[] {
  const kind = kindOf(change);
  const hunks = change.isBinary ? [] : hunksOf(change);
  const isEmpty = kind === 'changed' && !change.isBinary && hunks.length === 0;
  if (kind === 'same' || isEmpty) return [];
  const names = namesOf(change, kind);
  const old = kind === 'added' ? '/dev/null' : names.old;
  const now = kind === 'removed' ? '/dev/null' : names.now;
  return [
    `diff --git ${names.old} ${names.now}`,
    ...modeLines(change, kind),
    ...(change.isBinary ? [`Binary files ${old} and ${now} differ`] : []),
    ...(hunks.length > 0 ? [`--- ${withTab(old)}`, `+++ ${withTab(now)}`, ...hunks] : []),
  ];
}

type WrittenKind = FileChange['change'] | 'copied';

function kindOf({ change, oldPath, before, after }: FileChange): WrittenKind {
  if (change === 'added' && oldPath !== null && before !== null) return 'copied';
  const isNew = before === null && after !== null && change !== 'same';
  return isNew ? 'added' : change;
}

function namesOf({ path, oldPath }: FileChange, kind: WrittenKind) {
  const isMoved = kind === 'renamed' || kind === 'copied';
  return { old: quoted(`a/${isMoved ? (oldPath ?? path) : path}`), now: quoted(`b/${path}`) };
}

function modeLines({ path, oldPath }: FileChange, kind: WrittenKind): string[] {
  const moved = (word: string) => [
    `${word} from ${quoted(oldPath ?? path)}`,
    `${word} to ${quoted(path)}`,
  ];
  switch (kind) {
    case 'added':
      return ['new file mode 100644'];
    case 'removed':
      return ['deleted file mode 100644'];
    case 'renamed':
      return moved('rename');
    case 'copied':
      return moved('copy');
    case 'changed':
    case 'same':
      return [];
  }
}

/** A tab tells a name with spaces in it from a time after it. */
const withTab = (name: string) => (name.includes(' ') ? `${name}\t` : name);

function hunksOf({ before, after }: FileChange): string[] {
  const { lines } = diffTexts(before, after);
  const isWhole = before?.isWhole !== false && after?.isWhole !== false;
  const runs = isWhole
    ? sectionsOf(lines, { around }).flatMap((section) => (section.isShown ? [section.lines] : []))
    : betweenGaps(lines);
  let shift = 0;
  return runs.flatMap((run) => {
    const texts = run.filter((line) => line.kind !== 'gap');
    const hunk = texts.some(({ kind }) => kind !== 'same') ? hunkLines(texts, shift) : [];
    shift += count(texts, 'added') - count(texts, 'removed');
    return hunk;
  });
}

function betweenGaps(lines: readonly DiffLine[]): DiffLine[][] {
  const runs: DiffLine[][] = [[]];
  for (const line of lines) {
    if (line.kind === 'gap') runs.push([]);
    else runs.at(-1)?.push(line);
  }
  return runs;
}

const count = (lines: readonly TextLine[], kind: TextLine['kind']) =>
  lines.filter((line) => line.kind === kind).length;

/** `shift` is how many lines the hunks above added; an empty side is named by the line before it. */
function hunkLines(lines: readonly TextLine[], shift: number): string[] {
  const same = count(lines, 'same');
  const old = lines.find(({ oldNumber }) => oldNumber !== null)?.oldNumber ?? null;
  const now = lines.find(({ newNumber }) => newNumber !== null)?.newNumber ?? null;
  const sides = [
    { sign: '-', start: old ?? (now ?? 1) - shift - 1, length: same + count(lines, 'removed') },
    { sign: '+', start: now ?? (old ?? 1) + shift - 1, length: same + count(lines, 'added') },
  ];
  const [removed, added] = sides.map(
    ({ sign, start, length }) => `${sign}${start}${length === 1 ? '' : `,${length}`}`,
  );
  return [`@@ ${removed} ${added} @@`, ...lines.flatMap(written)];
}

const signs = { same: ' ', removed: '-', added: '+' } as const;

function written({ kind, text, hasLineEnd }: TextLine): string[] {
  return [`${signs[kind]}${text}`, ...(hasLineEnd ? [] : ['\\ No newline at end of file'])];
}
