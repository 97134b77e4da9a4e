/** A comment on code: on lines, on a file or on the whole. */

export const commentKinds = ['nice', 'question', 'idea', 'worth_fixing'] as const;
export type CommentKind = (typeof commentKinds)[number];

export const mostComments = 500;
export const longestComment = 5000;
/** A replacement is code, and may be a bit longer. */
export const longestSuggestion = 20_000;

/** Which text of a file: the original, or as it is in the revision. */
export type Side = 'before' | 'after';

/** Lines of a file in one revision, from 1, both included. */
export interface LinePlace {
  readonly path: string;
  readonly side: Side;
  readonly from: number;
  readonly to: number;
}

/** Where a comment was written: on lines, on a file, or (null) on the whole. */
export type Place = LinePlace | { readonly path: string } | null;

/** True where a place is lines. */
export const isOnLines = (place: Place): place is LinePlace => place !== null && 'from' in place;
