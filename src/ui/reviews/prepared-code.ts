/** What is shown of code that is being prepared. */
import type { Token } from '#lib/code/code-token.ts';

/** A line of a preview: in the code, taken out of it, new in it, or lines that are not shown. */
export type PreviewLine =
  | { readonly kind: 'same' | 'removed' | 'added'; readonly tokens: readonly Token[] }
  | { readonly kind: 'gap' };

export interface PreparedFile {
  readonly id: string;
  readonly path: string;
  readonly language: string;
  /** "New. 42 lines." */
  readonly said: string;
  readonly preview: readonly PreviewLine[];
  /** How many lines there are beyond those of the preview. */
  readonly heldBack: number;
  /** Whether its whole text is known, so that it can be changed in a field. */
  readonly isWhole: boolean;
  readonly secrets: readonly PointedOut[];
}

/** A line that looks like a secret. */
export interface PointedOut {
  readonly line: number;
  readonly what: string;
}
