import { hasHiddenCharacters, lengthOf } from '#lib/text.ts';

/** What is wrong with a path somebody else named. */
export type PathProblem = 'path_empty' | 'path_long' | 'path_outside' | 'path_signs';

/** The longest path that is taken, in characters. */
export const longestPath = 300;

/**
 * Why a path of a file in a patch, an archive or a form is not taken, or null (D6, D7, fault 22): it leads
 * outside (`..`, a root, a drive), hides signs, is too long, or names no file. A backslash separates as on
 * Windows, so that nothing depends on where the path is read.
 */
export function pathProblem(path: string): PathProblem | null {
  if (!path.isWellFormed() || hasHiddenCharacters(path)) return 'path_signs';
  if (lengthOf(path) > longestPath) return 'path_long';
  if (path.startsWith('/') || path.startsWith('\\') || /^[A-Za-z]:/.test(path)) {
    return 'path_outside';
  }
  const segments = path.split(/[\\/]/);
  if (segments.includes('..')) return 'path_outside';
  const name = segments.at(-1) ?? '';
  return name.trim() === '' || name === '.' ? 'path_empty' : null;
}
