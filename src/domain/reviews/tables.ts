/** Code reviews: revisions, the texts they hold, comments and looks. */
import type { Generated } from 'kysely';
import type { Flag } from '#lib/flag.ts';

declare module '#platform/db/tables.ts' {
  interface Tables {
    reviews: ReviewsTable;
    texts: TextsTable;
    revisions: RevisionsTable;
    revision_files: RevisionFilesTable;
    comments: CommentsTable;
    looks: FeedbackRoundsTable;
    picked_up: PickedUpTable;
  }
}

export interface ReviewsTable {
  id: string;
  pairing_id: string;
  author_id: string;
  title: string;
  look_at: Generated<string>;
  leave_out: Generated<string>;
  link: Generated<string>;
  state: 'drafted' | 'open' | 'wrapped_up';
  turn: 'author' | 'reviewer';
  turn_since: number;
  drafted_at: number;
  asked_at: number | null;
  changed_at: number;
  wrapped_up_at: number | null;
}

/** One text of code, kept once for a review however many revisions hold it. */
export interface TextsTable {
  id: string;
  review_id: string;
  /** SHA-256 of language-free content and spans, hex. */
  hash: string;
  /** The known lines, joined by \n. */
  body: string;
  /** JSON of a KnownText without its lines: which line numbers they have, and whether they are all. */
  spans: string;
  bytes: number;
  line_count: number;
}

export interface RevisionsTable {
  id: string;
  review_id: string;
  number: number;
  note: Generated<string>;
  drafted_at: number;
  sent_at: number | null;
}

export interface RevisionFilesTable {
  id: string;
  revision_id: string;
  position: number;
  path: string;
  old_path: string | null;
  change: 'added' | 'changed' | 'removed' | 'renamed' | 'same';
  is_binary: Generated<Flag>;
  language: Generated<string>;
  before_id: string | null;
  after_id: string | null;
  /** Lines, against the original. */
  added: Generated<number>;
  removed: Generated<number>;
}

export interface CommentsTable {
  id: string;
  review_id: string;
  revision_id: string;
  reply_to: string | null;
  path: string | null;
  side: 'before' | 'after' | null;
  from_line: number | null;
  to_line: number | null;
  kind: 'nice' | 'question' | 'idea' | 'worth_fixing' | null;
  body: string;
  suggestion: string | null;
  version: Generated<number>;
  from_id: string;
  drafted_at: number;
  sent_at: number | null;
  sorted_at: number | null;
  taken_at: number | null;
  removed_at: number | null;
}

export interface FeedbackRoundsTable {
  id: string;
  review_id: string;
  revision_id: string;
  member_id: string;
  words: Generated<string>;
  looked_at: number;
}

export interface PickedUpTable {
  review_id: string;
  member_id: string;
  words: string;
  written_at: number;
}
