/** A review as one of the two sees it. All times are epoch milliseconds. */
import type { FileChangeKind, KnownText } from '#lib/code/known-text.ts';
import type { Edition } from '#lib/code/same-base.ts';
import type { Person } from '#domain/pairings/pairing-person.ts';
import type { CommentKind, Place, Side } from './review-comment.ts';
import type { Review, Turn } from './review.ts';

type By = 'you' | 'other';

/** Which two states of the code are laid side by side. */
export interface Comparison {
  readonly from: number | 'original';
  /** The number of a revision. */
  readonly to: number;
}

export interface RevisionView {
  readonly number: number;
  /** What its author says has changed; '' for nothing. */
  readonly note: string;
  readonly sentAt: number;
  readonly filesCount: number;
  readonly isSeenByYou: boolean;
  readonly isSeenByOther: boolean;
}

/** One text of a file, and what a comment on one of its lines has to name. */
export interface FileSide {
  readonly revision: number;
  readonly path: string;
  readonly side: Side;
  readonly text: KnownText;
  /** Names the text for good: the same id is always the same text. */
  readonly textId: string;
}

/** A file of the comparison. Without `left` there is nothing to compare with: the text is all there is. */
export interface FileView {
  readonly path: string;
  readonly oldPath: string | null;
  /** From `from` to `to`; 'removed' also where a later revision dropped it. */
  readonly change: FileChangeKind;
  readonly isBinary: boolean;
  readonly language: string;
  readonly left: FileSide | null;
  readonly right: FileSide | null;
  /** What both revisions know of it, for `diffEditions`; null where it is compared with the original. */
  readonly editions: { readonly earlier: Edition; readonly later: Edition } | null;
}

/** The position of a comment in the comparison that is shown. */
export type PlaceNow =
  | {
      readonly on: 'lines';
      readonly path: string;
      readonly side: 'left' | 'right';
      readonly from: number;
      readonly to: number;
      /**
       * The very lines, moved or not; or what has become of them; or, always on the left, the lines as they
       * were, which the text on the right no longer has.
       */
      readonly is: 'same' | 'changed' | 'gone';
    }
  /** `lost`: its lines are gone, or belong to a text that is not shown now; null where it is on the file. */
  | { readonly on: 'file'; readonly path: string; readonly lost: 'gone' | 'not_shown' | null }
  | { readonly on: 'whole'; readonly lost: 'gone' | null };

export interface ReplyView {
  readonly id: string;
  readonly by: By;
  /** Markdown; '' where it was removed. */
  readonly body: string;
  readonly sentAt: number;
  readonly isRemoved: boolean;
}

export interface CommentView {
  readonly id: string;
  readonly by: By;
  readonly kind: CommentKind | null;
  /** Markdown; '' where it was removed. */
  readonly body: string;
  /** What the lines could be instead; null for no suggestion. */
  readonly suggestion: string | null;
  /** Counts up with each change of a draft. */
  readonly version: number;
  /** Null while it is a draft, which only its writer sees. */
  readonly sentAt: number | null;
  readonly draftedAt: number;
  readonly sortedAt: number | null;
  readonly takenAt: number | null;
  readonly isRemoved: boolean;
  /** Where it was written. */
  readonly revision: number;
  readonly place: Place;
  /** The lines it was written on, a few of them; empty where it is on no lines. */
  readonly excerpt: readonly string[];
  readonly now: PlaceNow;
  readonly mayTake: boolean;
  readonly replies: readonly ReplyView[];
}

export interface LookView {
  readonly by: By;
  readonly revision: number;
  /** Markdown, overall; '' for none. */
  readonly words: string;
  readonly at: number;
}

export interface ReviewPage {
  readonly review: Review;
  readonly you: Person;
  readonly other: Person;
  readonly youAre: Turn;
  readonly isYourTurn: boolean;
  /** False once the pairing has wrapped up: everything stays readable, and nothing can be changed. */
  readonly isLiving: boolean;
  /** Those that were sent, the first first. */
  readonly revisions: readonly RevisionView[];
  /** What the author has prepared and not sent; null for none, and for the other. */
  readonly drafted: { readonly number: number; readonly filesCount: number } | null;
  readonly shown: Comparison;
  /** The newest revision the viewer has said to have looked at. */
  readonly lastLooked: number | null;
  readonly files: readonly FileView[];
  /** In the order of the files and their lines, then of time; the viewer's drafts among them. */
  readonly comments: readonly CommentView[];
  readonly draftsCount: number;
  readonly looks: readonly LookView[];
  /** `theirs` once both have written, or it is wrapped up. */
  readonly pickedUp: { readonly yours: string; readonly theirs: string };
  readonly may: Allowed;
}

export interface Allowed {
  /** Also replying and marking as sorted. */
  readonly comment: boolean;
  /** "I've had a look", for the reviewer. */
  readonly look: boolean;
  readonly revise: boolean;
  readonly wrapUp: boolean;
  readonly writePickedUp: boolean;
}

/** What its author prepares: the whole review before it is sent, or a further revision. */
export interface DraftView {
  readonly review: Review;
  readonly other: Person;
  readonly number: number;
  readonly note: string;
  readonly files: readonly DraftFileView[];
  /** Paths that the revision before has and this one does not. */
  readonly dropped: readonly string[];
  /** Suggestions that were taken into it. */
  readonly taken: readonly TakenView[];
  readonly maySend: boolean;
}

/** A suggestion taken into what is being prepared. */
export interface TakenView {
  readonly id: string;
  readonly path: string;
  /** The line it was made on, from 1. */
  readonly line: number;
}

export interface DraftFileView {
  readonly id: string;
  readonly path: string;
  readonly oldPath: string | null;
  readonly change: FileChangeKind;
  readonly isBinary: boolean;
  readonly language: string;
  readonly added: number;
  readonly removed: number;
  /** Whether it is another than in the revision before; true in the first. */
  readonly isNew: boolean;
  /** Lines added and removed against the revision before; null where that does not have it. */
  readonly since: { readonly added: number; readonly removed: number } | null;
  readonly before: KnownText | null;
  readonly after: KnownText | null;
}
