import { align } from '#lib/code/alignment.ts';
import {
  indexOf,
  lineAt,
  linesOf,
  numbersOf,
  type KnownText,
  type Span,
} from '#lib/code/known-text.ts';
import { pairSimilar } from '#lib/code/similar-lines.ts';

/** The lines of a text a comment is about, from 1, both included. */
export interface LineRange {
  readonly fromLine: number;
  readonly toLine: number;
}

/**
 * One side of a file in an earlier revision and the same side in a later one, or the other way round. What two
 * patches tell of a file is put together with `fillFromBases` before.
 */
export interface Passage {
  readonly from: KnownText;
  readonly to: KnownText;
}

/**
 * Where a comment's lines are now: the `same` lines, `moved` but unchanged, `changed` in their words or
 * with lines lost or gained among them, or `gone`.
 */
export type Carried =
  ({ readonly kind: 'same' | 'moved' | 'changed' } & LineRange) | { readonly kind: 'gone' };

/**
 * Carries the place of a comment from one text to another:
 * 1. The texts are aligned as the diff shows them (`align`: Myers 1986).
 * 2. A line of both texts goes where the diff has it.
 * 3. In a block that was replaced, old and new lines are paired in order so that the sum of their likeness is
 *    the greatest (Dice over words and signs, at least 0.6, the nearest of equals): `pairSimilar`.
 * 4. Every other line is gone. A range is what lies between its first and its last line that are left.
 *
 * The same either way: a line that is carried there is carried back to where it was.
 */
export function carry(place: LineRange, passage: Passage): Carried {
  return carryOver(place, wayOf(passage));
}

/**
 * Carries many places; `passageOf` finds the texts of each, and each two texts are compared once. Null is a file
 * that is no longer there.
 */
export function carryAll<Place extends LineRange>(
  places: readonly Place[],
  passageOf: (place: Place) => Passage | null,
): Carried[] {
  const ways = new Map<KnownText, Map<KnownText, Way>>();
  return places.map((place) => {
    const passage = passageOf(place);
    if (passage === null) return { kind: 'gone' };
    const known = ways.get(passage.from) ?? new Map<KnownText, Way>();
    const way = known.get(passage.to) ?? wayOf(passage);
    ways.set(passage.from, known.set(passage.to, way));
    return carryOver(place, way);
  });
}

/** For each known line of `from`, by index, the number of its line in `to`, or 0. */
interface Way extends Passage {
  readonly numbers: readonly number[];
}

function wayOf(passage: Passage): Way {
  const { from, to } = passage;
  const toNumbers = numbersOf(to);
  const numbers = from.lines.map(() => 0);
  for (const { kind, before, beforeCount, after, afterCount } of align(from, to).pieces) {
    if (kind === 'gap') continue;
    const pairs =
      kind === 'same'
        ? Array.from({ length: beforeCount }, (_, i) => i)
        : pairSimilar(
            from.lines.slice(before, before + beforeCount),
            to.lines.slice(after, after + afterCount),
          );
    pairs.forEach((j, i) => {
      if (j >= 0) numbers[before + i] = toNumbers[after + j] ?? 0;
    });
  }
  return { from, to, numbers };
}

function carryOver({ fromLine, toLine }: LineRange, way: Way): Carried {
  const numbers: number[] = [];
  for (let line = fromLine; line <= toLine; line++) {
    const index = indexOf(way.from, line);
    if (index === null) return { kind: 'gone' };
    numbers.push(way.numbers[index] ?? 0);
  }
  const left = numbers.filter((number) => number > 0);
  const first = left[0];
  const last = left.at(-1);
  if (first === undefined || last === undefined) return { kind: 'gone' };
  const isWhole = left.length === numbers.length && last - first === toLine - fromLine;
  const isUntouched =
    isWhole && numbers.every((number, i) => isSameLine(way, fromLine + i, number));
  const kind = !isUntouched ? 'changed' : first === fromLine ? 'same' : 'moved';
  return { kind, fromLine: first, toLine: last };
}

function isSameLine({ from, to }: Passage, before: number, after: number): boolean {
  return lineAt(from, before) === lineAt(to, after);
}

/**
 * The text with its lines replaced, or null where not all of these lines are known or they do not stand
 * together. An empty replacement takes the lines out, an empty line is "\n"; a line end after the last line says
 * nothing more.
 */
export function applySuggestion(
  text: KnownText,
  { fromLine, toLine, replacement }: LineRange & { readonly replacement: string },
): KnownText | null {
  const start = indexOf(text, fromLine);
  const end = indexOf(text, toLine);
  if (start === null || end === null || toLine < fromLine || end - start !== toLine - fromLine) {
    return null;
  }
  const lines = replacementLines(replacement);
  const grown = lines.length - (toLine - fromLine + 1);
  const kept = [...text.lines.slice(0, start), ...lines, ...text.lines.slice(end + 1)];
  return {
    ...text,
    lines: kept,
    spans: text.spans.map((span) => grownSpan(span, fromLine, grown)),
    endsWithNewline: text.endsWithNewline || kept.length === 0,
  };
}

function replacementLines(replacement: string): string[] {
  const lines = linesOf(replacement);
  if (lines.at(-1) === '') lines.pop();
  return lines;
}

function grownSpan(span: Span, line: number, grown: number): Span {
  if (line < span.start) return { ...span, start: span.start + grown };
  return line < span.start + span.count ? { ...span, count: span.count + grown } : span;
}
