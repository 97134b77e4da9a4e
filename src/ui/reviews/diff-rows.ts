/** The rows of a file's table: lines in their colours, folded parts, and what was said about them. */
import type { Token } from '#lib/code/code-token.ts';
import type { Part } from '#lib/code/changed-parts.ts';
import { sectionsOf, splitRows, type Section } from '#lib/code/diff-sections.ts';
import type { AddedLine, DiffLine, RemovedLine, SameLine } from '#lib/code/line-diff.ts';

/** A stretch of a line that differs from its counterpart, or does not. */
export interface Run {
  readonly isChanged: boolean;
  readonly tokens: readonly Token[];
}

export type Side = 'left' | 'right';

/** A line in one of the columns. */
export interface Line {
  readonly kind: 'same' | 'removed' | 'added';
  readonly old: number | null;
  readonly now: number | null;
  readonly runs: readonly Run[];
  /** Where a comment on it is written; null where it can't be. */
  readonly at: { readonly side: Side; readonly number: number } | null;
  readonly hasLineEnd: boolean;
}

export type Row =
  | { readonly row: 'line'; readonly line: Line }
  | { readonly row: 'split'; readonly before: Line | null; readonly after: Line | null }
  | { readonly row: 'fold'; readonly id: string; readonly count: number }
  | { readonly row: 'gap'; readonly count: number | null }
  /** Where what is about this line stands. */
  | { readonly row: 'note'; readonly key: string };

export interface Laying {
  readonly lines: readonly DiffLine[];
  /** Tokens of the lines of each text, in order. */
  readonly tokens: { readonly left: readonly Token[][]; readonly right: readonly Token[][] };
  readonly view: 'unified' | 'split';
  /** Unchanged lines beside each change; null folds nothing. */
  readonly around: number | null;
  /** Names of folds that are open. */
  readonly open: ReadonlySet<string>;
  /** Names of lines something is to stand under, such as "right:43". */
  readonly noted: ReadonlySet<string>;
  /** Whether a line can be commented on. */
  readonly mayComment: (side: Side, number: number) => boolean;
}

/** The name of a line, for what stands under it. */
export const lineKey = (side: Side, number: number): string => `${side}:${number}`;

type CodeLine = SameLine | RemovedLine | AddedLine;

/** The names by which a line can be meant, the one to comment on first. */
function keysOf(line: CodeLine): [Side, number][] {
  switch (line.kind) {
    case 'removed':
      return [['left', line.oldNumber]];
    case 'added':
      return [['right', line.newNumber]];
    case 'same':
      return [
        ['right', line.newNumber],
        ['left', line.oldNumber],
      ];
  }
}

/** All rows of a file, folded where nothing happened. */
export function rowsOf(laying: Laying): Row[] {
  const lineOf = liner(laying);
  return sectionsIn(laying).flatMap((section) =>
    isFolded(section, laying)
      ? [{ row: 'fold' as const, id: foldId(section), count: section.lines.length }]
      : shownRows(section.lines, { laying, lineOf }),
  );
}

/** How many rows there will be in one column, comments left aside: known without colours. */
export const countRows = (laying: Omit<Laying, 'tokens'>): number =>
  sectionsIn(laying).reduce(
    (sum, section) => sum + (isFolded(section, laying) ? 1 : section.lines.length),
    0,
  );

const isFolded = (section: Section, { open }: Pick<Laying, 'open'>): boolean =>
  !section.isShown && !open.has(foldId(section));

function sectionsIn({ lines, around, noted }: Omit<Laying, 'tokens'>): Section[] {
  if (around === null) return [{ isShown: true, lines }];
  const keep = (line: DiffLine) =>
    line.kind !== 'gap' && keysOf(line).some(([side, number]) => noted.has(lineKey(side, number)));
  return sectionsOf(lines, { around, keep });
}

/** Unchanged lines are in both texts; their first one names the part. */
function foldId({ lines }: Section): string {
  const first = lines[0];
  return first?.kind === 'same' ? `${first.oldNumber}-${first.newNumber}` : '';
}

interface Showing {
  readonly laying: Laying;
  readonly lineOf: (line: CodeLine) => Line;
}

function shownRows(lines: readonly DiffLine[], { laying, lineOf }: Showing): Row[] {
  const notes = (line: DiffLine | null): Row[] =>
    line === null || line.kind === 'gap' ? [] : notesUnder(line, laying.noted);
  if (laying.view === 'unified')
    return lines.flatMap((line) =>
      line.kind === 'gap'
        ? [{ row: 'gap' as const, count: line.count }]
        : [{ row: 'line' as const, line: lineOf(line) }, ...notes(line)],
    );
  const half = (line: DiffLine | null) =>
    line === null || line.kind === 'gap' ? null : lineOf(line);
  return splitRows(lines).flatMap(({ before, after }): Row[] => {
    if (before?.kind === 'gap') return [{ row: 'gap', count: before.count }];
    const old = half(before);
    const row: Row = { row: 'split', before: old, after: before === after ? old : half(after) };
    return [row, ...notes(before), ...(before === after ? [] : notes(after))];
  });
}

const notesUnder = (line: CodeLine, noted: ReadonlySet<string>): Row[] =>
  keysOf(line)
    .map(([side, number]) => lineKey(side, number))
    .filter((key) => noted.has(key))
    .map((key) => ({ row: 'note', key }));

/** Gives what a line looks like. Each text's tokens are taken in the order of its lines. */
function liner({ lines, tokens, mayComment }: Laying): (line: CodeLine) => Line {
  const own = new Map<DiffLine, readonly Token[] | undefined>();
  let [i, j] = [0, 0];
  for (const line of lines) {
    if (line.kind === 'gap') continue;
    own.set(line, line.kind === 'removed' ? tokens.left[i] : tokens.right[j]);
    if (line.kind !== 'added') i += 1;
    if (line.kind !== 'removed') j += 1;
  }
  return (line) => {
    const at = keysOf(line).find(([side, number]) => mayComment(side, number));
    return {
      kind: line.kind,
      old: line.oldNumber,
      now: line.newNumber,
      runs: runsOf(
        own.get(line) ?? [{ text: line.text, kind: 'plain' }],
        line.kind === 'same' ? [] : line.parts,
      ),
      at: at === undefined ? null : { side: at[0], number: at[1] },
      hasLineEnd: line.hasLineEnd,
    };
  };
}

/** A line's tokens in runs that differ and runs that don't; a token that is both falls in two. */
export function runsOf(tokens: readonly Token[], parts: readonly Part[]): Run[] {
  if (parts.length === 0) return tokens.length === 0 ? [] : [{ isChanged: false, tokens }];
  const runs: { isChanged: boolean; tokens: Token[] }[] = [];
  const cuts = parts.flatMap(({ start, end }) => [start, end]);
  let at = 0;
  for (const { text, kind } of tokens) {
    for (const piece of piecesOf(text, { at, cuts })) {
      const isChanged = parts.some(({ start, end }) => piece.at >= start && piece.at < end);
      const last = runs.at(-1);
      if (last?.isChanged === isChanged) last.tokens.push({ text: piece.text, kind });
      else runs.push({ isChanged, tokens: [{ text: piece.text, kind }] });
    }
    at += text.length;
  }
  return runs;
}

function piecesOf(
  text: string,
  { at, cuts }: { at: number; cuts: readonly number[] },
): { at: number; text: string }[] {
  const inside = cuts.filter((cut) => cut > at && cut < at + text.length);
  const edges = [at, ...inside, at + text.length];
  return edges
    .slice(0, -1)
    .map((edge, index) => ({ at: edge, text: text.slice(edge - at, (edges[index + 1] ?? 0) - at) }))
    .filter((piece) => piece.text !== '');
}

/** Rows in pieces the browser need not draw until they are near. */
export function chunksOf(rows: readonly Row[], size: number): Row[][] {
  return Array.from({ length: Math.ceil(rows.length / size) }, (_, index) =>
    rows.slice(index * size, (index + 1) * size),
  );
}
