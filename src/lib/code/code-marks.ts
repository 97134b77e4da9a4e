/** The tokens of code as bare numbers, to be handed between threads and kept in little room. */
import type { Token, TokenKind } from './code-token.ts';

/** What the thread is asked. */
export interface CodeToRead {
  readonly text: string;
  readonly language: string;
}

/** A kind's place here is its number. */
export const kindsInOrder: readonly TokenKind[] = [
  'plain',
  'keyword',
  'string',
  'number',
  'comment',
  'name',
];

const plain = (text: string): Token[] => (text === '' ? [] : [{ text, kind: 'plain' }]);

/** Every line as it is. */
export const plainLines = (lines: readonly string[]): Token[][] => lines.map(plain);

/** Lines with the marks that were found for them; what has no marks is plain. */
export function markedLines(lines: readonly string[], marks: Uint32Array): Token[][] {
  let at = 0;
  return lines.map((line) => {
    const count = marks[at] ?? 0;
    const runs = marks.subarray(at + 1, at + 1 + count);
    at += 1 + count;
    return count === 0 ? plain(line) : markedLine(line, runs);
  });
}

function markedLine(line: string, runs: Uint32Array): Token[] {
  const tokens: Token[] = [];
  let start = 0;
  for (const run of runs) {
    const end = Math.floor(run / kindsInOrder.length);
    const kind = kindsInOrder[run % kindsInOrder.length] ?? 'plain';
    if (end > start) tokens.push({ text: line.slice(start, end), kind });
    start = Math.max(start, end);
  }
  return [...tokens, ...plain(line.slice(start))];
}
