import { expect, it } from 'vitest';
import { wholeText } from '#lib/code/known-text.ts';
import { diffTexts } from '#lib/code/line-diff.ts';
import { chunksOf, countRows, rowsOf, runsOf, type Laying } from './diff-rows.ts';

const before = wholeText(Array.from({ length: 30 }, (_, i) => `line ${i + 1}`).join('\n'));
const after = { ...before, lines: before.lines.with(14, 'something else') };

function lay(over: Partial<Laying> = {}) {
  const { lines } = diffTexts(before, after);
  const noted = new Set<string>();
  const tokens = { left: [], right: [] };
  const choices = { view: 'unified' as const, around: 3, open: new Set<string>(), noted };
  return rowsOf({ lines, tokens, ...choices, mayComment: () => true, ...over });
}
const kinds = (rows: ReturnType<typeof lay>) => rows.map(({ row }) => row);

it('Tamsin sees what changed with three lines beside it, and the rest folded', () => {
  const rows = lay();
  expect(kinds(rows)).toEqual(['fold', ...Array.from({ length: 8 }, () => 'line'), 'fold']);
  expect(rows[0]).toEqual({ row: 'fold', id: '1-1', count: 11 });
});

it('a fold that is asked for is open, and a whole file has none', () => {
  expect(kinds(lay({ open: new Set(['1-1']) })).filter((row) => row === 'fold')).toHaveLength(1);
  expect(kinds(lay({ around: null }))).not.toContain('fold');
});

it('a comment on an unchanged line keeps the line in sight, whichever side it was written on', () => {
  for (const key of ['left:25', 'right:25']) {
    const rows = lay({ noted: new Set([key]) });
    const at = rows.findIndex(({ row }) => row === 'note');
    expect(rows[at]).toEqual({ row: 'note', key });
    expect(rows[at - 1]).toMatchObject({ row: 'line', line: { old: 25, now: 25 } });
  }
});

it('in two columns the old line stands beside the new one', () => {
  const changed = lay({ view: 'split' }).find(
    (row) => row.row === 'split' && row.before?.kind === 'removed',
  );
  expect(changed).toMatchObject({ before: { old: 15 }, after: { kind: 'added', now: 15 } });
});

it('a token is cut where what differs begins and ends', () => {
  const tokens = [
    { text: 'const ', kind: 'keyword' as const },
    { text: 'value', kind: 'name' as const },
  ];
  expect(runsOf(tokens, [{ start: 8, end: 9 }])).toEqual([
    { isChanged: false, tokens: [tokens[0], { text: 'va', kind: 'name' }] },
    { isChanged: true, tokens: [{ text: 'l', kind: 'name' }] },
    { isChanged: false, tokens: [{ text: 'ue', kind: 'name' }] },
  ]);
});

it('a long file falls into pieces and loses nothing', () => {
  const rows = lay({ around: null });
  expect(chunksOf(rows, 7).flat()).toEqual(rows);
});

it('how many rows a file will have is known before it is drawn', () => {
  const { lines } = diffTexts(before, after);
  const laying = { lines, view: 'unified' as const, noted: new Set<string>() };
  for (const around of [null, 0, 3])
    for (const open of [new Set<string>(), new Set(['1-1'])]) {
      const asked = { ...laying, around, open, mayComment: () => true };
      expect(countRows(asked)).toBe(lay({ around, open }).length);
    }
});
