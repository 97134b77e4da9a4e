/** A revision: the files of a review as they were at one time. Each holds them all, changed or not. */
import { pathProblem, type PathProblem } from '#lib/file-path.ts';
import type { FileChange, FileChangeKind, KnownText } from '#lib/known-text.ts';

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
  /** A language of lib/languages.ts, '' for plain text. */
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

/** What stands in the way of taking these files; null where nothing does. */
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
