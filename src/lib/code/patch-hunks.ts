import type { KnownText, Span } from './known-text.ts';

/** The hunks of one file as the two texts they show, and the index of the line after them. */
export type HunkReading =
  | {
      readonly ok: true;
      readonly before: KnownText;
      readonly after: KnownText;
      readonly next: number;
    }
  | { readonly ok: false; readonly at: number };

const head = /^@@ -([\d,]{1,19}) \+([\d,]{1,19}) @@/;

export const isHunkHead = (line: string | undefined) => rangesIn(line) !== null;

/** The first number and the count of a hunk's two sides. */
function rangesIn(line = ''): { old: Span; now: Span } | null {
  if (!line.startsWith('@@ ')) return null;
  const [, oldRange = '', newRange = ''] = head.exec(line) ?? [];
  const old = rangeOf(oldRange);
  const now = rangeOf(newRange);
  return old === null || now === null ? null : { old, now };
}

function rangeOf(range: string): Span | null {
  const numbers = range.split(',');
  if (numbers.length > 2 || !numbers.every((number) => /^\d{1,9}$/.test(number))) return null;
  const [start, count] = numbers.map(Number);
  return start === undefined ? null : { start, count: count ?? 1 };
}

/** How many blank lines may be missing at the very end, where a form or a mail program trimmed them. */
const mostTrimmed = 3;

interface Side {
  readonly lines: string[];
  readonly spans: Span[];
  isEnded: boolean;
}

const emptySide = (): Side => ({ lines: [], spans: [], isEnded: false });

interface Reading {
  readonly lines: readonly string[];
  readonly old: Side;
  readonly now: Side;
  at: number;
  /** How the line before began. */
  lastSign: string;
}

/**
 * Reads the hunks from `at` on. The old numbers count: the new ones follow from them, since they are wrong in a
 * patch somebody took hunks out of. An empty line stands for a blank line of context, as mail programs leave it.
 */
export function readHunks(lines: readonly string[], at: number): HunkReading {
  const reading: Reading = { lines, old: emptySide(), now: emptySide(), at, lastSign: '' };
  while (isHunkHead(lines[reading.at])) {
    const start = reading.at;
    if (!readHunk(reading)) return { ok: false, at: Math.min(reading.at, lines.length - 1) };
    if (!isInOrder(reading.old.spans)) return { ok: false, at: start };
  }
  if (goesOn(lines[reading.at])) return { ok: false, at: reading.at };
  return { ok: true, before: known(reading.old), after: known(reading.now), next: reading.at };
}

const known = ({ lines, spans, isEnded }: Side): KnownText => ({
  lines,
  spans,
  isWhole: false,
  endsWithNewline: !isEnded,
});

/** A line past what the hunk's head promised, and not the line below a mail or the head of another file. */
function goesOn(line = ''): boolean {
  return line.startsWith('+') || (line.startsWith('-') && !/^--( |$|-)/.test(line));
}

function isInOrder(spans: readonly Span[]): boolean {
  const last = spans.at(-1);
  const previous = spans.at(-2);
  if (last === undefined || last.start < 1) return false;
  return previous === undefined || last.start >= previous.start + previous.count;
}

/** False, and `at` the offending line, where the lines are not what the head promises. */
function readHunk(reading: Reading): boolean {
  const ranges = rangesIn(reading.lines[reading.at]);
  if (ranges === null) return false;
  const left = { old: ranges.old.count, now: ranges.now.count };
  const { old, now, lines } = reading;
  const shift = now.lines.length - old.lines.length;
  const first = ranges.old.start + (left.old === 0 ? 1 : 0);
  old.spans.push({ start: first, count: left.old });
  now.spans.push({ start: first + shift, count: left.now });
  reading.lastSign = '';
  for (reading.at += 1; left.old > 0 || left.now > 0; reading.at += 1) {
    if (!readLine(reading, left)) return false;
  }
  if (lines[reading.at]?.startsWith('\\') !== true) return true;
  reading.at += 1;
  return markEnd(reading);
}

interface Left {
  old: number;
  now: number;
}

function readLine(reading: Reading, left: Left): boolean {
  const { lines, at } = reading;
  const line = lines[at] ?? (isTrimmed(left) ? '' : null);
  if (line === null) return false;
  const sign = line.charAt(0) || ' ';
  if (sign === '\\') return markEnd(reading);
  if (!' +-'.includes(sign)) return false;
  reading.lastSign = sign;
  const wasTaken = [
    sign === '+' || take({ side: reading.old, line, isLeft: left.old > 0 }),
    sign === '-' || take({ side: reading.now, line, isLeft: left.now > 0 }),
  ];
  if (sign !== '+') left.old -= 1;
  if (sign !== '-') left.now -= 1;
  return wasTaken.every(Boolean);
}

const isTrimmed = ({ old, now }: Left) => old === now && old <= mostTrimmed;

function take({ side, line, isLeft }: { side: Side; line: string; isLeft: boolean }): boolean {
  if (!isLeft || side.isEnded) return false;
  side.lines.push(line.slice(1));
  return true;
}

/** `\ No newline at end of file`, in whatever language, is about the line above. */
function markEnd({ lastSign, old, now }: Reading): boolean {
  if (lastSign === '') return false;
  if (lastSign !== '+') old.isEnded = true;
  if (lastSign !== '-') now.isEnded = true;
  return true;
}
