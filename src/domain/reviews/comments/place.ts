import type { KnownText } from '#lib/known-text.ts';

/** The lines of a text a comment is about, from 1, both included. */
export interface LineRange {
  readonly fromLine: number;
  readonly toLine: number;
}

/** One side of a file in an earlier revision and the same side in a later one, or the other way round. */
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

/** Carries the place of a comment from one text to another. */
export function carry(_place: LineRange, _passage: Passage): Carried {
  return { kind: 'gone' };
}

/**
 * Carries many places; `passageOf` finds the texts of each, the same ones for the same file, which are compared
 * once. Null is a file that is no longer there.
 */
export function carryAll<Place extends LineRange>(
  places: readonly Place[],
  _passageOf: (place: Place) => Passage | null,
): Carried[] {
  return places.map(() => ({ kind: 'gone' }));
}

/**
 * The text with its lines replaced, or null where not all of these lines are known. An empty replacement
 * takes the lines out.
 */
export function applySuggestion(
  text: KnownText,
  _suggestion: LineRange & { readonly replacement: string },
): KnownText | null {
  return text;
}
