import type { FileChange, FileChangeKind } from './known-text.ts';
import { onOneBase, type Edition } from './same-base.ts';

/** Joining costs as much as both patches, so that a file in thousands of parts would cost their square. */
const mostParts = 200;

/**
 * Files as a series of patches leaves them: what a later patch does to a file is done to what an earlier one
 * left of it.
 */
export class PatchSeries {
  readonly #files = new Map<string, { change: FileChange; parts: number }>();

  /** False where a change does not continue what the series holds of the file, or is one too many. */
  add(next: FileChange): boolean {
    const from = next.change === 'renamed' ? (next.oldPath ?? next.path) : next.path;
    if (from !== next.path && this.#files.has(next.path)) return false;
    const known = this.#files.get(from);
    if (known === undefined) {
      this.#files.set(next.path, { change: next, parts: 1 });
      return true;
    }
    const joined = known.parts < mostParts ? join(known.change, next) : null;
    if (joined === null) return false;
    this.#files.delete(from);
    if (!comesAndGoes(known.change, next)) {
      this.#files.set(next.path, { change: joined, parts: known.parts + 1 });
    }
    return true;
  }

  get changes(): FileChange[] {
    return [...this.#files.values()].map(({ change }) => change);
  }
}

const comesAndGoes = (first: FileChange, second: FileChange) =>
  first.change === 'added' && second.change === 'removed';

function join(first: FileChange, second: FileChange): FileChange | null {
  if ((first.change === 'removed') !== (second.change === 'added')) return null;
  const isBinary = first.isBinary || second.isBinary;
  const texts = isBinary ? { before: null, after: null } : joinTexts(first, second);
  if (texts === null) return null;
  return { ...joinNames(first, second), isBinary, ...texts };
}

function joinNames(
  first: FileChange,
  second: FileChange,
): Pick<FileChange, 'path' | 'oldPath' | 'change'> {
  const change = joinKinds(first.change, second.change);
  const origin = first.oldPath ?? first.path;
  if (change === 'removed') return { path: origin, oldPath: null, change };
  if (change === 'added') return { path: second.path, oldPath: first.oldPath, change };
  if (origin !== second.path) return { path: second.path, oldPath: origin, change };
  return { path: origin, oldPath: null, change: change === 'renamed' ? 'changed' : change };
}

function joinKinds(first: FileChangeKind, second: FileChangeKind): FileChangeKind {
  if (first === 'removed') return 'changed';
  if (second === 'removed' || first === 'same') return second;
  if (first === 'added') return 'added';
  return first === 'renamed' || second === 'renamed' ? 'renamed' : 'changed';
}

/** What one did and the other did, both seen from the text between them. */
function joinTexts(first: FileChange, second: FileChange): Edition | null {
  if (first.change === 'removed') return { before: first.before, after: second.after };
  if (isUntouched(first)) return { before: second.before, after: second.after };
  if (isUntouched(second)) return { before: first.before, after: first.after };
  const texts = onOneBase(
    { before: first.after, after: first.before ?? first.after },
    { before: second.before, after: second.after ?? second.before },
  );
  if (texts === null) return null;
  return {
    before: first.before === null ? null : texts.before,
    after: second.after === null ? null : texts.after,
  };
}

/** Renamed or given another mode, without a changed line. */
const isUntouched = ({ before, after }: FileChange) =>
  before !== null && after !== null && before.spans.length === 0 && after.spans.length === 0;
