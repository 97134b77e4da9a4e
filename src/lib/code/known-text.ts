/**
 * A run of neighbouring lines: the number of the first, from 1, and how many there are. An empty run has the
 * number its first line would have.
 */
export interface Span {
  readonly start: number;
  readonly count: number;
}

/**
 * A text of which perhaps only parts are known, as a patch shows them: the known lines in order, without
 * their line ends, and the numbers they have. A whole text has one span from line 1.
 */
export interface KnownText {
  readonly lines: readonly string[];
  readonly spans: readonly Span[];
  /** True where nothing stands before, between or after the spans. */
  readonly isWhole: boolean;
  /** False where the last line has no line end, which a patch must say. */
  readonly endsWithNewline: boolean;
}

/** What happened to one file. */
export type FileChangeKind = 'added' | 'changed' | 'removed' | 'renamed' | 'same';

/** One file before and after: `before` is null for what is new or whose original nobody gave. */
export interface FileChange {
  readonly path: string;
  /** Where it was before, when it has another name now. */
  readonly oldPath: string | null;
  readonly change: FileChangeKind;
  readonly isBinary: boolean;
  readonly before: KnownText | null;
  readonly after: KnownText | null;
  /** How many lines were added and removed, where they were counted already. */
  readonly counts?: Counts;
}

export interface Counts {
  readonly added: number;
  readonly removed: number;
}

/**
 * A whole text. The carriage returns before a line end belong to the line end and are dropped, so that a
 * file from Windows and its twin compare as equal; any other sign, a lone carriage return or a form feed too, is part
 * of its line. NUL and lone surrogates are refused or mended before.
 */
export function wholeText(text: string): KnownText {
  const lines = linesOf(text);
  const endsWithNewline = lines.at(-1) === '';
  if (endsWithNewline) lines.pop();
  return {
    lines,
    spans: [{ start: 1, count: lines.length }],
    isWhole: true,
    endsWithNewline: endsWithNewline || lines.length === 0,
  };
}

/** What stands between the line ends, the piece after the last one included. */
export function linesOf(text: string): string[] {
  return text.split('\n').map(withoutReturns);
}

function withoutReturns(line: string): string {
  let end = line.length;
  while (line.charCodeAt(end - 1) === 13) end -= 1;
  return end === line.length ? line : line.slice(0, end);
}

/** The known lines with a line feed after each, except the last where the text has none. */
export function textOf(known: KnownText): string {
  if (known.lines.length === 0) return '';
  return known.lines.join('\n') + (known.endsWithNewline ? '\n' : '');
}

/** The line of that number, or null where it is not known or there is none. */
export function lineAt(known: KnownText, number: number): string | null {
  const index = indexOf(known, number);
  return index === null ? null : (known.lines[index] ?? null);
}

/** Where the line of that number stands among the known ones, from 0, or null. */
export function indexOf(known: KnownText, number: number): number | null {
  let before = 0;
  for (const { start, count } of known.spans) {
    if (number >= start && number < start + count) return before + number - start;
    before += count;
  }
  return null;
}

/** The number of each known line, in order. */
export function numbersOf({ spans }: KnownText): number[] {
  return spans.flatMap(({ start, count }) => Array.from({ length: count }, (_, i) => start + i));
}
