import type { AddedLine, DiffLine, RemovedLine } from './line-diff.ts';

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

/**
 * Shown runs and folded runs in turn: `around` unchanged lines stay beside each change, and beside those
 * that `keep` names because somebody commented on them. Folding one line saves nothing, so it is shown. Gaps
 * are shown.
 */
export function sectionsOf(
  lines: readonly DiffLine[],
  { around, keep = () => false }: { around: number; keep?: (line: DiffLine) => boolean },
): Section[] {
  const shown = lines.map((line) => line.kind === 'gap');
  lines.forEach((line, index) => {
    if (line.kind === 'gap' || (line.kind === 'same' && !keep(line))) return;
    const end = Math.min(lines.length, index + around + 1);
    for (let i = Math.max(0, index - around); i < end; i++) shown[i] = true;
  });
  return runsOf(
    lines,
    shown.map((is, i) => is || isAlone(shown, i)),
  );
}

const isAlone = (shown: readonly boolean[], index: number) =>
  (shown[index - 1] ?? true) && (shown[index + 1] ?? true);

function runsOf(lines: readonly DiffLine[], shown: readonly boolean[]): Section[] {
  const runs: { isShown: boolean; lines: DiffLine[] }[] = [];
  lines.forEach((line, index) => {
    const isShown = shown[index] ?? true;
    const last = runs.at(-1);
    if (last?.isShown === isShown) last.lines.push(line);
    else runs.push({ isShown, lines: [line] });
  });
  return runs;
}

/** The rows of a diff in two columns: lines that are like each other beside each other, others in order. */
export function splitRows(lines: readonly DiffLine[]): SplitRow[] {
  const rows: SplitRow[] = [];
  let removed: RemovedLine[] = [];
  let added: AddedLine[] = [];
  const empty = () => {
    rows.push(...blockRows(removed, added));
    removed = [];
    added = [];
  };
  for (const line of lines) {
    if (line.kind === 'removed' && added.length > 0) empty();
    if (line.kind === 'removed') removed.push(line);
    else if (line.kind === 'added') added.push(line);
    else {
      empty();
      rows.push({ before: line, after: line });
    }
  }
  empty();
  return rows;
}

/** Between two pairs of counterparts the rest stands side by side from above, as far as both sides reach. */
function blockRows(removed: readonly RemovedLine[], added: readonly AddedLine[]): SplitRow[] {
  const rows: SplitRow[] = [];
  let [i, j] = [0, 0];
  while (i < removed.length || j < added.length) {
    const gone = removed[i];
    const come = added[j];
    const waits = gone !== undefined && gone.counterpart !== null && come?.counterpart === null;
    const isWaitedFor =
      come !== undefined && come.counterpart !== null && gone?.counterpart === null;
    rows.push({
      before: waits ? null : (gone ?? null),
      after: isWaitedFor ? null : (come ?? null),
    });
    if (!waits) i += 1;
    if (!isWaitedFor) j += 1;
  }
  return rows;
}
