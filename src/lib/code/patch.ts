import type { PathProblem } from './file-path.ts';
import { linesOf, type FileChange } from './known-text.ts';
import { isHunkHead } from './patch-hunks.ts';
import { readFile, startsFile } from './patch-files.ts';
import { readMessage, startsMessage, type PatchMessage } from './patch-message.ts';
import { PatchSeries } from './patch-series.ts';

/**
 * Why a patch cannot be read: `no_changes` there is none in the text, `broken_hunk` a hunk does not hold the
 * lines its head promises, or hunks are out of order, `no_path` a hunk without a file's name, `merge` a
 * combined diff of a merge, `does_not_follow` a later part about the same file does not continue an
 * earlier one (or is its two hundredth), or what is wrong with a path.
 */
export type PatchProblemCode =
  'no_changes' | 'broken_hunk' | 'no_path' | 'merge' | 'does_not_follow' | PathProblem;

/** What became of a patch; `line` is that of the text, from 1, and `path` names the file if one is meant. */
export type ParsedPatch =
  | {
      readonly ok: true;
      readonly changes: readonly FileChange[];
      readonly message: PatchMessage | null;
    }
  | {
      readonly ok: false;
      readonly code: PatchProblemCode;
      readonly line: number;
      readonly path: string | null;
    };

/**
 * Reads a patch: unified diffs as POSIX describes them and GNU diff writes them, git's (renames, copies, modes,
 * binary files, quoted names), the mails of `git format-patch`, several in a row, and what `git show` prints.
 * Carriage returns at line ends are dropped. Prose between files is passed over. `fallbackPath` names the
 * file of hunks that stand alone. Never throws; takes time in proportion to the text.
 *
 * Its own reader rather than jsdiff's, because a refusal here names the line and the file, paths are judged as they
 * are read, and a series of patches becomes one change a file.
 */
export function parsePatch(text: string, fallbackPath: string | null = null): ParsedPatch {
  const lines = linesOf(text.replace(/^\uFEFF/, ''));
  if (lines.at(-1) === '') lines.pop();
  const series = new PatchSeries();
  const messages: PatchMessage[] = [];
  let at = 0;
  while (at < lines.length) {
    if (startsFile(lines, at)) {
      const file = readFile(lines, at, fallbackPath);
      if (!file.ok) return refused(file.code, file.at, file.path);
      if (!series.add(file.change)) return refused('does_not_follow', at, file.change.path);
      at = file.next;
    } else if (startsMessage(lines, at)) {
      const { message, next } = readMessage(lines, at, (index) => startsFile(lines, index));
      messages.push(message);
      at = next;
    } else at += 1;
  }
  if (series.changes.length === 0) return refused('no_changes', 0, null);
  return { ok: true, changes: series.changes, message: oneMessage(messages) };
}

const refused = (code: PatchProblemCode, at: number, path: string | null): ParsedPatch => ({
  ok: false,
  code,
  line: at + 1,
  path,
});

/** The first message; those of later patches of a series are added to its body. */
function oneMessage(messages: readonly PatchMessage[]): PatchMessage | null {
  const [first, ...rest] = messages.filter(({ subject, body }) => subject !== '' || body !== '');
  if (first === undefined) return null;
  const bodies = [first.body, ...rest.flatMap(({ subject, body }) => [subject, body])];
  return { subject: first.subject, body: bodies.filter((part) => part !== '').join('\n\n') };
}

/**
 * Whether a text somebody pasted is a patch rather than a file: a file's head with hunks or git's own head, and no
 * code fence before it, as in a text about patches.
 */
export function looksLikePatch(text: string): boolean {
  const lines = linesOf(text.replace(/^\uFEFF/, ''));
  const first = lines.findIndex((line, at) => {
    if (!startsFile(lines, at)) return false;
    return line.startsWith('diff --git ') || isHunkHead(lines[at + 2]) || at === 0;
  });
  return first >= 0 && !lines.slice(0, first).some((line) => line.startsWith('```'));
}

export { writePatch } from './patch-writing.ts';
