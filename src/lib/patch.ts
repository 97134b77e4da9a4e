import type { FileChange } from './known-text.ts';
import type { PathProblem } from './file-path.ts';

/** What somebody wrote about a patch, in the mail or the commit it came with. */
export interface PatchMessage {
  readonly subject: string;
  readonly body: string;
}

/**
 * Why a patch cannot be read: `no_changes` there is none in the text, `broken_hunk` a hunk does not hold
 * the lines its head promises or hunks are out of order, `no_path` a hunk without a file's name, `merge` a combined
 * diff of a merge, `does_not_follow` a later patch of a series does not continue an earlier one of
 * the same file, or what is wrong with a path.
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

/** Reads a patch; `fallbackPath` names the file of hunks that stand alone. Never throws. */
export function parsePatch(_text: string, _fallbackPath: string | null = null): ParsedPatch {
  return { ok: false, code: 'no_changes', line: 1, path: null };
}

/** Whether a text somebody pasted is a patch rather than a file. */
export function looksLikePatch(_text: string): boolean {
  return false;
}

/** A patch as git writes it, which {@link parsePatch} and `git apply` read. */
export function writePatch(_changes: readonly FileChange[]): string {
  return '';
}
