/** What the page of a review shows, all of it said already. */
import type { CommentKind } from '#domain/reviews/review-comment.ts';
import type { Asked, AskedPlace } from './review-address.ts';
import type { Row } from './diff-rows.ts';

/** A face beside words. */
export interface Face {
  readonly name: string;
  readonly hue: number;
  readonly avatarId: string | null;
}

export interface ReplyShown {
  readonly id: string;
  readonly isYours: boolean;
  readonly by: Face;
  readonly at: string;
  readonly when: string;
  /** Null where it was taken back. */
  readonly html: string | null;
}

export interface SuggestedLine {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

export interface CommentShown extends ReplyShown {
  readonly kind: CommentKind | null;
  /** As it was typed, for changing a draft. */
  readonly body: string;
  readonly suggestion: string | null;
  readonly version: number;
  readonly isDraft: boolean;
  readonly isSorted: boolean;
  readonly isTaken: boolean;
  readonly mayTake: boolean;
  /** A suggestion beside the lines it is to take the place of. */
  readonly suggested: readonly SuggestedLine[];
  /** "line 43", "lines 43 to 47"; '' for a file and for the whole. */
  readonly where: string;
  /** What became of its place since it was written; '' where nothing did. */
  readonly since: string;
  /** The lines it was written about, where they are not shown. */
  readonly excerpt: readonly string[];
  readonly replies: readonly ReplyShown[];
  /** Where the next comment stands; '' for the last one. */
  readonly nextHref: string;
}

/** A comment that is being written: where, and what is in its fields. */
export interface Writing {
  readonly place: AskedPlace;
  /** What the form says about where it stands. */
  readonly revision: number;
  readonly path: string;
  readonly side: 'before' | 'after';
  readonly from: number | null;
  readonly to: number | null;
  /** The lines as they are, to begin a suggestion with; null where none can be made. */
  readonly original: string | null;
  readonly typed: Typed;
  /** Names what is kept of it while it is being typed. */
  readonly about: string;
  readonly isKept: boolean;
}

export interface Typed {
  readonly kind: string;
  readonly body: string;
  readonly suggestion: string;
  readonly from: string;
  readonly to: string;
}

export interface FileShown {
  readonly index: number;
  readonly path: string;
  /** "New", "Renamed from old.ts", "The contents are not text"; '' for a file that was changed. */
  readonly said: string;
  /** "9 added, 5 removed", "42 lines". */
  readonly counts: string;
  readonly commentsCount: number;
  /** No columns for what was before. */
  readonly isPlain: boolean;
  readonly view: 'unified' | 'split';
  /** Null where there are no lines to show, or too many at once. */
  readonly chunks: readonly (readonly Row[])[] | null;
  /** How many lines there would be; 0 for none. */
  readonly heldBack: number;
  readonly hasFolds: boolean;
  readonly isWhole: boolean;
  /** Under each line, by its name; and what is about the file or has lost its lines. */
  readonly notes: ReadonlyMap<string, readonly CommentShown[]>;
  readonly about: readonly CommentShown[];
  /** Where a form stands: under a line, by its name, or '' under the file; null for nowhere here. */
  readonly formAt: string | null;
  /** True where only a part of the file is known. */
  readonly isPartial: boolean;
}

/** What forms on the page need to know. */
export interface Around {
  readonly asked: Asked;
  /** The other's name. */
  readonly name: string;
  readonly youAre: 'author' | 'reviewer';
  /** Whether comments can be written and marked as sorted. */
  readonly mayComment: boolean;
  readonly writing: Writing | null;
  /** What is to be mended. */
  readonly problems: readonly { field: string; message: string }[];
  /** What was typed into a form of one field. */
  readonly words: { field: string; text: string } | null;
}
