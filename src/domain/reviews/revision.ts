/** A revision: the files of a review as they were at one time. Each holds them all, changed or not. */
import { pathProblem, type PathProblem } from '#lib/code/file-path.ts';
import type { FileChange, FileChangeKind, KnownText } from '#lib/code/known-text.ts';

/** All in bytes of UTF-8 or in lines, as a page says them. */
export const mostBytes = 2_000_000;
export const mostBytesAFile = 1_000_000;
export const mostLinesAFile = 20_000;
export const mostFiles = 200;
export const mostRevisions = 30;

/** Why files cannot be taken, naming the one it is about; null where it is about all together. */
export interface FileProblem {
  readonly code:
    PathProblem | 'path_twice' | 'file_large' | 'file_long' | 'too_many_files' | 'too_large';
  readonly path: string | null;
}

/** A file of a revision; texts by their id, null for what is not there or not known. */
export interface RevisionFile {
  readonly path: string;
  readonly oldPath: string | null;
  readonly change: FileChangeKind;
  readonly isBinary: boolean;
  /** A language of lib/code/programming-languages.ts, '' for plain text. */
  readonly language: string;
  readonly beforeId: string | null;
  readonly afterId: string | null;
  /** Lines added and removed against the original. */
  readonly added: number;
  readonly removed: number;
}

const encoder = new TextEncoder();

/** How much room a text takes, without its spans. */
export const bytesOf = ({ lines }: KnownText): number =>
  lines.reduce((sum, line) => sum + encoder.encode(line).length + 1, 0);

/** Why these files cannot be taken; null where they can. */
export function problemWithFiles(changes: readonly FileChange[]): FileProblem | null {
  if (changes.length > mostFiles) return { code: 'too_many_files', path: null };
  const seen = new Set<string>();
  for (const change of changes) {
    const code = seen.has(change.path) ? 'path_twice' : problemWithFile(change);
    if (code !== null) return { code, path: change.path };
    seen.add(change.path);
  }
  return null;
}

function problemWithFile({ path, oldPath, before, after }: FileChange): FileProblem['code'] | null {
  const code = pathProblem(path) ?? (oldPath === null ? null : pathProblem(oldPath));
  if (code !== null) return code;
  for (const text of [before, after]) {
    if (text === null) continue;
    if (text.lines.length > mostLinesAFile) return 'file_long';
    if (bytesOf(text) > mostBytesAFile) return 'file_large';
  }
  return null;
}

/** A file that comes in: its texts are kept already. */
export interface Incoming extends Omit<RevisionFile, 'added' | 'removed'> {
  /** Whether `beforeId` is a whole text; a patch shows only parts, which go with its own `afterId`. */
  readonly isBeforeWhole: boolean;
}

/**
 * What becomes of a file when another one of its name comes in. The original stays the one the review
 * began with, so that a later revision can still be laid beside it; a patch brings its own.
 */
export function replaced(
  before: Pick<RevisionFile, 'path' | 'oldPath' | 'beforeId'> | undefined,
  { isBeforeWhole, ...incoming }: Incoming,
): Omit<RevisionFile, 'added' | 'removed'> {
  const staysOriginal = before?.beforeId != null && (incoming.beforeId === null || isBeforeWhole);
  const beforeId = staysOriginal ? before.beforeId : incoming.beforeId;
  const oldPath = incoming.oldPath ?? (before?.path === incoming.path ? before.oldPath : null);
  return { ...incoming, oldPath, beforeId, change: changeOf({ ...incoming, oldPath, beforeId }) };
}

function changeOf({
  change,
  oldPath,
  beforeId,
  afterId,
}: Pick<RevisionFile, 'change' | 'oldPath' | 'beforeId' | 'afterId'>): FileChangeKind {
  if (change === 'removed') return 'removed';
  if (oldPath !== null) return 'renamed';
  if (change === 'same') return beforeId === afterId ? 'same' : 'changed';
  return change === 'added' && beforeId !== null ? 'changed' : change;
}

/** How two revisions of a review differ in one file, `null` where one does not have it. */
export function changeBetween(
  earlier: Pick<RevisionFile, 'path' | 'afterId'> | null,
  later: Pick<RevisionFile, 'path' | 'afterId' | 'change'> | null,
): FileChangeKind {
  if (later === null) return 'removed';
  if (earlier === null) return later.change === 'removed' ? 'same' : 'added';
  if (earlier.path !== later.path) return 'renamed';
  if (earlier.afterId === later.afterId) return 'same';
  if (later.afterId === null) return 'removed';
  return earlier.afterId === null ? 'added' : 'changed';
}
