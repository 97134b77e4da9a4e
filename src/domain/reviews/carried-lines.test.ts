import { describe, expect, it } from 'vitest';
import { type KnownText, textOf, wholeText } from '#lib/code/known-text.ts';
import { diffTexts } from '#lib/code/line-diff.ts';
import { applySuggestion, carry, carryAll } from './carried-lines.ts';
import fc from '#tests/fast-check.ts';
import { expectGrowthBelow } from '#tests/effort.ts';

const text = (...lines: string[]) => wholeText(lines.map((line) => `${line}\n`).join(''));
const at = (fromLine: number, toLine = fromLine) => ({ fromLine, toLine });
const numbersFrom1 = (count: number) => Array.from({ length: count }, (_, i) => i + 1);

const someLine = fc.constantFrom(
  'a',
  'b',
  '',
  '}',
  'let total = price * rate;',
  'let total = price * rates;',
  'let sum = price * rate;',
  'return total;',
);
const someText = fc.array(someLine, { maxLength: 25 }).map((lines) => text(...lines));
const range = fc.tuple(fc.nat(), fc.nat());
const within = (known: KnownText, [from, length]: readonly [number, number]) => {
  const count = known.lines.length;
  const fromLine = (from % count) + 1;
  return at(fromLine, fromLine + (length % (count - fromLine + 1)));
};
const distinct = (count: number) => numbersFrom1(count).map((i) => `step${i}(${i});`);

describe('where a comment goes in the next revision', () => {
  it('stays with a line that stays', () => {
    fc.assert(
      fc.property(someText, range, (same, numbers) => {
        fc.pre(same.lines.length > 0);
        const place = within(same, numbers);
        expect(carry(place, { from: same, to: same })).toEqual({ kind: 'same', ...place });
      }),
    );
  });

  it('moves by exactly the lines Kweku put in before it, and not by those after', () => {
    fc.assert(
      fc.property(someText, fc.nat(), fc.integer({ min: 1, max: 9 }), (from, where, count) => {
        fc.pre(from.lines.length > 0);
        const cut = where % (from.lines.length + 1);
        const fresh = numbersFrom1(count).map((i) => `// quite new ${i}`);
        const to = text(...from.lines.slice(0, cut), ...fresh, ...from.lines.slice(cut));
        for (const line of numbersFrom1(from.lines.length)) {
          const now = line > cut ? line + count : line;
          const kind = line > cut ? 'moved' : 'same';
          expect(carry(at(line), { from, to })).toEqual({ kind, ...at(now) });
        }
      }),
    );
  });

  it('moves by exactly the lines Kweku took out before it', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 40 }), range, (length, numbers) => {
        const from = text(...distinct(length));
        const { fromLine, toLine } = within(from, numbers);
        const to = text(...from.lines.filter((_, i) => i + 1 < fromLine || i + 1 > toLine));
        for (const line of numbersFrom1(length)) {
          const carried = carry(at(line), { from, to });
          if (line < fromLine) expect(carried).toEqual({ kind: 'same', ...at(line) });
          else if (line <= toLine) expect(carried).toEqual({ kind: 'gone' });
          else {
            const now = line - (toLine - fromLine + 1);
            expect(carried).toEqual({ kind: 'moved', ...at(now) });
          }
        }
      }),
    );
  });

  it('comes back to where it was, line by line, from wherever it went', () => {
    fc.assert(
      fc.property(someText, someText, (from, to) => {
        for (const line of numbersFrom1(from.lines.length)) {
          const there = carry(at(line), { from, to });
          if (there.kind === 'gone') continue;
          const back = carry(there, { from: to, to: from });
          expect(back).toEqual({ kind: there.kind, ...at(line) });
        }
      }),
      { numRuns: 400 },
    );
  });

  it('keeps the order of lines, and never leaves the text', () => {
    fc.assert(
      fc.property(someText, someText, (from, to) => {
        const numbers = numbersFrom1(from.lines.length).flatMap((line) => {
          const there = carry(at(line), { from, to });
          return there.kind === 'gone' ? [] : [there.fromLine];
        });
        expect(numbers).toEqual([...new Set(numbers)].toSorted((a, b) => a - b));
        expect(numbers.every((number) => number >= 1 && number <= to.lines.length)).toBe(true);
      }),
    );
  });

  it('leaves a range a range, from its first line that is left to its last', () => {
    fc.assert(
      fc.property(someText, someText, range, (from, to, numbers) => {
        fc.pre(from.lines.length > 0);
        const place = within(from, numbers);
        const left = numbersFrom1(from.lines.length)
          .filter((line) => line >= place.fromLine && line <= place.toLine)
          .flatMap((line) => {
            const there = carry(at(line), { from, to });
            return there.kind === 'gone' ? [] : [there.fromLine];
          });
        const carried = carry(place, { from, to });
        if (carried.kind === 'gone') expect(left).toEqual([]);
        else expect([carried.fromLine, carried.toLine]).toEqual([left[0], left.at(-1)]);
      }),
      { numRuns: 300 },
    );
  });

  it('follows a line that was reworded, and lets go of one that was replaced', () => {
    const from = text('def pay(user):', '    total = price * 0.19', '    return total', 'end');
    const to = text('def pay(member):', '    log("paying")', '    total = price * TAX', 'end');
    expect(carry(at(1), { from, to })).toEqual({ kind: 'changed', ...at(1) });
    expect(carry(at(2), { from, to })).toEqual({ kind: 'changed', ...at(3) });
    expect(carry(at(3), { from, to })).toEqual({ kind: 'gone' });
    expect(carry(at(1, 3), { from, to })).toEqual({ kind: 'changed', ...at(1, 3) });
  });

  it('takes the nearest of lines that are equally like it', () => {
    const from = text('top', 'x = f(1)', 'y = f(2)', 'end');
    const to = text('top', 'x = g(1)', 'y = g(2)', 'end');
    expect(carry(at(2), { from, to })).toEqual({ kind: 'changed', ...at(2) });
    expect(carry(at(3), { from, to })).toEqual({ kind: 'changed', ...at(3) });
  });

  it('says a range has changed when a line came into its middle', () => {
    const from = text('a', 'b', 'c');
    const to = text('a', 'new', 'b', 'c');
    expect(carry(at(1, 3), { from, to })).toEqual({ kind: 'changed', ...at(1, 4) });
    expect(carry(at(2, 3), { from, to })).toEqual({ kind: 'moved', ...at(3, 4) });
  });

  it('is gone for a line nobody knows', () => {
    const from: KnownText = {
      lines: ['c', 'd'],
      spans: [{ start: 3, count: 2 }],
      isWhole: false,
      endsWithNewline: true,
    };
    const to = text('a', 'b', 'c', 'd');
    expect(carry(at(3), { from, to })).toEqual({ kind: 'same', ...at(3) });
    expect(carry(at(1), { from, to })).toEqual({ kind: 'gone' });
    expect(carry(at(4), { from: to, to: from })).toEqual({ kind: 'same', ...at(4) });
    expect(carry(at(1), { from: to, to: from })).toEqual({ kind: 'gone' });
    expect(carry(at(9), { from: to, to })).toEqual({ kind: 'gone' });
    expect(carry(at(1, 2_000_000_000), { from: to, to })).toEqual({ kind: 'gone' });
  });

  it('compares each two texts once, however many comments there are', async () => {
    const from = text(...distinct(5000));
    const to = text(...distinct(5000).filter((_, i) => i % 50 > 2));
    const places = numbersFrom1(200).map((i) => at(i * 20));
    const passage = { from, to };
    const all = () => carryAll(places, (place) => (place.fromLine === 20 ? null : passage));
    await expectGrowthBelow(45, { small: () => carry(at(1), passage), large: all });
    const carried = all();
    expect(carried[0]).toEqual({ kind: 'gone' });
    expect(carried[1]).toEqual(carry(at(40), passage));
  });
});

describe('a suggestion that is taken', () => {
  it('changes these lines and nothing else', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 30 }),
        range,
        fc.array(fc.constantFrom('fresh = 1', 'fresh = 2', 'more();'), { maxLength: 4 }),
        (length, numbers, replacement) => {
          const before = text(...distinct(length));
          const place = within(before, numbers);
          const after = applySuggestion(before, {
            ...place,
            replacement: replacement.map((line) => `${line}\n`).join(''),
          });
          const { lines } = diffTexts(before, after);
          const numbersIn = (kind: 'removed' | 'added') =>
            lines
              .filter((line) => line.kind === kind)
              .map((line) => line.oldNumber ?? line.newNumber);
          const replaced = numbersFrom1(place.toLine - place.fromLine + 1);
          expect(numbersIn('removed')).toEqual(replaced.map((i) => place.fromLine + i - 1));
          expect(numbersIn('added')).toEqual(replacement.map((_, i) => place.fromLine + i));
        },
      ),
    );
  });

  it('keeps a missing line end, and takes an empty replacement as lines out', () => {
    const before = wholeText('a\nb');
    const take = (fromLine: number, toLine: number, replacement: string) => {
      const after = applySuggestion(before, { fromLine, toLine, replacement });
      return after === null ? null : textOf(after);
    };
    expect(take(2, 2, 'c\r\n')).toBe('a\nc');
    expect(take(1, 1, '')).toBe('b');
    expect(take(1, 2, '')).toBe('');
    expect(take(1, 1, '\n')).toBe('\nb');
    expect(take(2, 3, 'c')).toBeNull();
    expect(take(2, 1, 'c')).toBeNull();
  });

  it('moves the later hunks of a patch along, and is refused between two', () => {
    const before: KnownText = {
      lines: ['c', 'd', 'x', 'y'],
      spans: [
        { start: 3, count: 2 },
        { start: 10, count: 2 },
      ],
      isWhole: false,
      endsWithNewline: true,
    };
    const after = applySuggestion(before, { ...at(3), replacement: 'one\ntwo' });
    expect(after).toEqual({
      ...before,
      lines: ['one', 'two', 'd', 'x', 'y'],
      spans: [
        { start: 3, count: 3 },
        { start: 11, count: 2 },
      ],
    });
    expect(applySuggestion(before, { ...at(4, 10), replacement: '' })).toBeNull();
  });
});
