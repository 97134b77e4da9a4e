/** A run of neighbouring lines: the number of the first, from 1, and how many there are. */
export interface Span {
  readonly start: number;
  readonly count: number;
}

/**
 * A text of which perhaps only parts are known, as a patch shows them: the known lines in order, without
 * their line ends, and the numbers they have. A whole text has one span from line 1.
 */
export interface KnownText {
  readonly lines: readonly string[];
  readonly spans: readonly Span[];
  /** True where nothing stands before, between or after the spans. */
  readonly isWhole: boolean;
  /** False where the last line has no line end, which a patch must say. */
  readonly endsWithNewline: boolean;
}

/** What happened to one file. */
export type FileChangeKind = 'added' | 'changed' | 'removed' | 'renamed' | 'same';

/** One file before and after: `before` is null for what is new or whose original nobody gave. */
export interface FileChange {
  readonly path: string;
  /** Where it was before, when it has another name now. */
  readonly oldPath: string | null;
  readonly change: FileChangeKind;
  readonly isBinary: boolean;
  readonly before: KnownText | null;
  readonly after: KnownText | null;
}
