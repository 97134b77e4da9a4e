import { describe, expect, it } from 'vitest';
import fc from '#tests/fast-check.ts';
import { expectEffortBelow } from '#tests/effort.ts';
import { sectionsOf, splitRows } from './diff-sections.ts';
import { wholeText, type KnownText } from './known-text.ts';
import { countBetween, countChanges, diffEditions, diffTexts, type DiffLine } from './line-diff.ts';

const text = (...lines: string[]) => wholeText(lines.map((line) => `${line}\n`).join(''));
const known = (...parts: [start: number, ...lines: string[]][]): KnownText => ({
  lines: parts.flatMap(([, ...lines]) => lines),
  spans: parts.map(([start, ...lines]) => ({ start, count: lines.length })),
  isWhole: false,
  endsWithNewline: true,
});

/** A diff as a person would write it down. */
const written = (lines: readonly DiffLine[]) =>
  lines.map((line) => {
    switch (line.kind) {
      case 'gap':
        return `~${line.count ?? ''}`;
      case 'same':
        return ` ${line.text}`;
      case 'removed':
        return `-${line.text}`;
      case 'added':
        return `+${line.text}`;
    }
  });

const someLines = fc.array(
  fc.constantFrom('a', 'b', '', '}', 'let x = 1;', 'let x = 2;', 'return x;'),
  {
    maxLength: 25,
  },
);
const someText = fc
  .tuple(someLines, fc.boolean())
  .map(([lines, ends]) => wholeText(lines.join('\n') + (ends && lines.length > 0 ? '\n' : '')));

const oldLines = (lines: readonly DiffLine[]) =>
  lines.filter((line) => line.kind === 'same' || line.kind === 'removed');
const newLines = (lines: readonly DiffLine[]) =>
  lines.filter((line) => line.kind === 'same' || line.kind === 'added');

/** What a diff says a text was, numbers and line ends checked. */
function told(lines: ReturnType<typeof newLines> | ReturnType<typeof oldLines>): string {
  return lines.map(({ text: line, hasLineEnd }) => line + (hasLineEnd ? '\n' : '')).join('');
}

const numbersFrom1 = (count: number) => Array.from({ length: count }, (_, i) => i + 1);

describe('the difference of two texts', () => {
  it('tells both texts in full, with their numbers in order, whatever Ida pastes', () => {
    fc.assert(
      fc.property(someText, someText, (before, after) => {
        const { lines, isPartial } = diffTexts(before, after);
        expect(isPartial).toBe(false);
        const whole = ({ lines: all, endsWithNewline }: KnownText) =>
          all.map((line, i) => line + (endsWithNewline || i < all.length - 1 ? '\n' : '')).join('');
        expect(told(oldLines(lines))).toBe(whole(before));
        expect(told(newLines(lines))).toBe(whole(after));
        expect(oldLines(lines).map((line) => line.oldNumber)).toEqual(
          numbersFrom1(before.lines.length),
        );
        expect(newLines(lines).map((line) => line.newNumber)).toEqual(
          numbersFrom1(after.lines.length),
        );
      }),
      { numRuns: 400 },
    );
  });

  it('is counted as it is told', () => {
    fc.assert(
      fc.property(someText, someText, (before, after) => {
        expect(countBetween(before, after)).toEqual(countChanges(diffTexts(before, after).lines));
      }),
    );
  });

  it('is the same read backwards', () => {
    const mirrored = { same: 'same', removed: 'added', added: 'removed', gap: 'gap' } as const;
    const pairs = (lines: readonly DiffLine[], isTurned: boolean) =>
      lines
        .map(({ kind, oldNumber, newNumber }) =>
          isTurned
            ? `${mirrored[kind]} ${newNumber} ${oldNumber}`
            : `${kind} ${oldNumber} ${newNumber}`,
        )
        .toSorted();
    fc.assert(
      fc.property(someText, someText, (before, after) => {
        expect(pairs(diffTexts(after, before).lines, true)).toEqual(
          pairs(diffTexts(before, after).lines, false),
        );
      }),
    );
  });

  it('shows a changed line with the words that differ', () => {
    const { lines } = diffTexts(
      text('const rate = 19;', 'pay(rate, now);'),
      text('const rate = 0.19;', 'pay(rate, later);'),
    );
    const parts = lines.map((line) =>
      'parts' in line ? line.parts.map(({ start, end }) => line.text.slice(start, end)) : [],
    );
    expect(written(lines)).toEqual([
      '-const rate = 19;',
      '-pay(rate, now);',
      '+const rate = 0.19;',
      '+pay(rate, later);',
    ]);
    expect(parts).toEqual([[], ['now'], ['0.'], ['later']]);
  });

  it('never cuts a sign beyond the basic plane, however long the line', () => {
    const long = 'x'.repeat(1500);
    const { lines } = diffTexts(text(`a b 😀${long}`), text(`a b 😁${long}`));
    const [gone] = lines;
    expect(gone).toMatchObject({ kind: 'removed', counterpart: 1, parts: [{ start: 4, end: 6 }] });
  });

  it('puts a new function after the one above, with its own bracket', () => {
    const before = text('def a() {', '}', '', 'def c() {', '}');
    const after = text('def a() {', '}', '', 'def b() {', '}', '', 'def c() {', '}');
    expect(written(diffTexts(before, after).lines)).toEqual([
      ' def a() {',
      ' }',
      ' ',
      '+def b() {',
      '+}',
      '+',
      ' def c() {',
      ' }',
    ]);
  });

  it('says a lost line end is a change, and a carriage return is none', () => {
    const { lines } = diffTexts(wholeText('a\r\nb\r\n'), wholeText('a\nb'));
    expect(written(lines)).toEqual([' a', '-b', '+b']);
    expect(lines.map((line) => 'hasLineEnd' in line && line.hasLineEnd)).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('shows a file that came, or went, as wholly added or removed', () => {
    expect(written(diffTexts(null, text('a', 'b')).lines)).toEqual(['+a', '+b']);
    expect(written(diffTexts(text('a'), null).lines)).toEqual(['-a']);
    expect(diffTexts(null, wholeText('')).lines).toEqual([]);
    expect(countChanges(diffTexts(text('a', 'b'), text('a', 'c', 'd')).lines)).toEqual({
      added: 2,
      removed: 1,
    });
  });

  it('D8: ends soon for files that share nothing, share everything in another order, or repeat themselves', async () => {
    const numbers = Array.from({ length: 5000 }, (_, i) => i);
    const lines = (make: (i: number) => string, count = 5000) =>
      text(...numbers.slice(0, count).map(make));
    const cases = [
      [lines((i) => `before ${i} ${i % 7}`), lines((i) => `after ${i} ${i % 5}`)],
      [lines((i) => `line ${i}`), lines((i) => `line ${(i * 2741) % 5000}`)],
      [lines((i) => `line ${i % 3}`), lines((i) => `line ${(i * 2741) % 5}`)],
      [lines(() => ''), lines(() => '', 2500)],
    ] as const;
    for (const [before, after] of cases) {
      const { lines: found } = diffTexts(before, after);
      await expectEffortBelow(1_000, () => diffTexts(before, after));
      expect(oldLines(found)).toHaveLength(before.lines.length);
    }
  });

  it('D8: keeps to what survives when more changed than the exact search looks at', () => {
    const before = Array.from({ length: 4000 }, (_, i) => `line ${i}`);
    const after = [
      ...before.slice(0, 200),
      ...before.slice(1000, 3000).reverse(),
      ...before.slice(3000),
    ];
    const { lines } = diffTexts(text(...before), text(...after));
    const same = lines.filter(({ kind }) => kind === 'same').length;
    expect(same).toBe(200 + 1000 + 1);
  });
});

describe('texts known from patches', () => {
  const before = known([10, 'a', 'b', 'c'], [50, 'x', 'y']);
  const after = known([10, 'a', 'B', 'b2', 'c'], [51, 'x', 'y', 'z']);

  it('are compared hunk by hunk, and what lies between is as it was', () => {
    const { lines, isPartial } = diffTexts(before, after);
    expect(written(lines)).toEqual([
      '~9',
      ' a',
      '-b',
      '+B',
      '+b2',
      ' c',
      '~37',
      ' x',
      ' y',
      '+z',
      '~',
    ]);
    expect(lines.at(-2)).toMatchObject({ newNumber: 53 });
    expect(isPartial).toBe(false);
  });

  it('are put together where two patches start from one original', () => {
    const later = {
      before: known([12, 'c', 'd', 'e'], [80, 'q']),
      after: known([12, 'c', 'D', 'e'], [80, 'Q']),
    };
    const { lines, isPartial } = diffEditions({ earlier: { before, after }, later });
    expect(written(lines)).toEqual([
      '~9',
      ' a',
      '-B',
      '-b2',
      '+b',
      ' c',
      '-d',
      '+D',
      ' e',
      '~35',
      ' x',
      ' y',
      '-z',
      '~28',
      '-q',
      '+Q',
      '~',
    ]);
    expect(isPartial).toBe(false);
    expect(lines.find((line) => line.kind === 'removed' && line.text === 'd')?.oldNumber).toBe(14);
  });

  it('are put together where the later patch continues a whole file', () => {
    const whole = text('a', 'b', 'c', 'd', 'e', 'f');
    const { lines, isPartial } = diffEditions({
      earlier: { before: null, after: whole },
      later: { before: known([3, 'c', 'd']), after: known([3, 'c', 'D']) },
    });
    expect(written(lines)).toEqual([' a', ' b', ' c', '-d', '+D', ' e', ' f']);
    expect(isPartial).toBe(false);
  });

  it('say so where their originals contradict each other', () => {
    const { lines, isPartial } = diffEditions({
      earlier: { before, after },
      later: {
        before: known([10, 'other', 'x', 'y']),
        after: known([10, 'other', 'x', 'yes', 'y']),
      },
    });
    expect(isPartial).toBe(true);
    expect(written(lines)).toEqual(['~', ' x', '+yes', ' y', '~']);
  });

  it('never say a line was added where nobody knows what was there', () => {
    const { lines, isPartial } = diffTexts(
      known([3, 'c', 'd'], [7, 'g', 'h']),
      text('a', 'b', 'c', 'd', 'e', 'f', 'g', 'new', 'h', 'i'),
    );
    expect(written(lines)).toEqual(['~', ' c', ' d', '~', ' g', '+new', ' h', '~']);
    expect(isPartial).toBe(true);
  });
});

describe('what of a difference is shown', () => {
  const before = text(...Array.from({ length: 30 }, (_, i) => `line ${i + 1}`));
  const after = text(...Array.from({ length: 30 }, (_, i) => (i === 9 ? 'ten' : `line ${i + 1}`)));
  const { lines } = diffTexts(before, after);

  it('folds away what did not change, but not the line Ida wrote about', () => {
    const sections = sectionsOf(lines, { around: 3, keep: ({ newNumber }) => newNumber === 25 });
    expect(sections.map((each) => [each.isShown, each.lines.length])).toEqual([
      [false, 6],
      [true, 8],
      [false, 8],
      [true, 7],
      [false, 2],
    ]);
    expect(sections.flatMap((each) => each.lines)).toEqual(lines);
  });

  it('folds a text without changes as one', () => {
    expect(sectionsOf(diffTexts(before, before).lines, { around: 3 })).toHaveLength(1);
    expect(sectionsOf([], { around: 3 })).toEqual([]);
  });

  it('sets counterparts side by side in two columns', () => {
    const diff = diffTexts(
      text('keep', 'call(one, two);', 'gone for good'),
      text('keep', '// why', 'call(one, three);'),
    );
    const rows = splitRows(diff.lines).map(({ before: left, after: right }) =>
      [left, right].map((line) => (line === null || line.kind === 'gap' ? null : line.text)),
    );
    expect(rows).toEqual([
      ['keep', 'keep'],
      [null, '// why'],
      ['call(one, two);', 'call(one, three);'],
      ['gone for good', null],
    ]);
  });
});
