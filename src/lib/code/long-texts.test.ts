import { expect, it } from 'vitest';
import { changedLines } from './changed-lines.ts';
import { wholeText } from './known-text.ts';
import { compareAll } from './line-diff.ts';
import { changedLong, compareLong, writeLongPatch } from './long-texts.server.ts';
import { writePatch } from './patch.ts';

/** More lines than are compared on the main thread. */
const before = wholeText('const rate = 19;\n'.repeat(3_000));
const after = wholeText('const rate = 0.19;\n'.repeat(3_000));

it('long texts are compared, shown and written in a thread as short ones are beside it', async () => {
  const comparisons = [
    { before, after },
    { editions: { earlier: { before: null, after: before }, later: { before: null, after } } },
  ];
  expect(await compareLong(comparisons)).toEqual(compareAll(comparisons));
  expect(await changedLong(before, after, 20)).toEqual(changedLines(before, after, 20));
  const change = { path: 'rate.ts', oldPath: null, change: 'changed', isBinary: false } as const;
  const changes = [{ ...change, before, after }];
  expect(await writeLongPatch(changes)).toBe(writePatch(changes));
});

it('the first changes of a file are shown with three lines beside them, and how many there are', () => {
  const old = wholeText(Array.from({ length: 100 }, (_, i) => `line ${i}\n`).join(''));
  const now = wholeText(
    Array.from({ length: 100 }, (_, i) => `line ${i === 50 ? 'x' : i}\n`).join(''),
  );
  const { lines, count } = changedLines(old, now, 5);
  expect(lines.map((line) => line && [line.kind, line.left, line.right])).toEqual([
    ['same', 47, 47],
    ['same', 48, 48],
    ['same', 49, 49],
    ['removed', 50, 49],
    ['added', 50, 50],
  ]);
  // Three lines before and after, the two, and what stands for the rest.
  expect(count).toBe(9);
});
