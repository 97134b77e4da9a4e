import { pathProblem, type PathProblem } from './file-path.ts';
import { wholeText, type FileChange, type FileChangeKind, type KnownText } from './known-text.ts';
import { isHunkHead, readHunks } from './patch-hunks.ts';
import { gitNames, nameAndTime, nameIn, withoutPrefixes, type NamePair } from './patch-names.ts';

/** One file of a patch and the index of the line after it, or what is wrong and where. */
export type FileReading =
  | { readonly ok: true; readonly change: FileChange; readonly next: number }
  | {
      readonly ok: false;
      readonly code: 'broken_hunk' | 'no_path' | 'merge' | PathProblem;
      readonly at: number;
      readonly path: string | null;
    };

/** Whether a file of a patch, or hunks without one, begin at this line. */
export function startsFile(lines: readonly string[], at: number): boolean {
  const line = lines[at] ?? '';
  if (line === '') return false;
  return (
    line.startsWith('diff --git ') ||
    isMerge(line) ||
    isHunkHead(line) ||
    isNameHead(lines, at) ||
    binaryPair(line) !== null
  );
}

const isMerge = (line: string) => /^diff --(?:cc|combined) /.test(line);

const isNameHead = (lines: readonly string[], at: number) =>
  lines[at]?.startsWith('--- ') === true && lines[at + 1]?.startsWith('+++ ') === true;

/** What the lines above the hunks say of a file. */
interface FileHead {
  readonly old: string | null;
  readonly now: string | null;
  readonly kind: FileChangeKind | 'copied';
  readonly isBinary: boolean;
  readonly next: number;
}

/** Reads the file that {@link startsFile} found; `fallbackPath` names hunks that stand alone. */
export function readFile(
  lines: readonly string[],
  at: number,
  fallbackPath: string | null,
): FileReading {
  const line = lines[at] ?? '';
  if (isMerge(line)) return { ok: false, code: 'merge', at, path: null };
  const head = headAt(lines, at, fallbackPath);
  if (head === null) return { ok: false, code: 'no_path', at, path: null };
  for (const path of [head.now, head.old]) {
    const problem = path === null ? null : pathProblem(path);
    if (problem !== null) return { ok: false, code: problem, at, path };
  }
  return withHunks(lines, at, head);
}

function headAt(
  lines: readonly string[],
  at: number,
  fallbackPath: string | null,
): FileHead | null {
  const line = lines[at] ?? '';
  if (line.startsWith('diff --git ')) return gitHead(lines, at);
  if (line.startsWith('--- ')) return plainHead(lines, at);
  const pair = binaryPair(line);
  if (pair !== null) return { ...namesOnly(pair), isBinary: true, next: at + 1 };
  if (fallbackPath === null) return null;
  return { old: fallbackPath, now: fallbackPath, kind: 'changed', isBinary: false, next: at };
}

/** `Binary files one/logo.png and two/logo.png differ`, as `diff -r` says it. */
function binaryPair(line: string): NamePair | null {
  if (!line.startsWith('Binary files ') || !line.endsWith(' differ')) return null;
  const names = line.slice('Binary files '.length, -' differ'.length).split(' and ');
  const [old, now] = names;
  if (names.length !== 2 || old === undefined || now === undefined) return null;
  return withoutPrefixes({ old: presentName(old), now: presentName(now) });
}

const presentName = (name: string) => (name === '/dev/null' ? null : name);

/** A file under two names in a plain diff is the newer one: the older is often only a copy put by. */
function namesOnly({ old, now }: NamePair) {
  const kind: FileChangeKind = old === null ? 'added' : now === null ? 'removed' : 'changed';
  return { old: kind === 'changed' ? now : old, now, kind };
}

/** When a file is missing, `diff -N` gives it the first second of 1970, in whatever zone. */
const longAgo = /^19(?:70-01-01|69-12-31) /;

function plainHead(lines: readonly string[], at: number): FileHead | null {
  const pair = namesBelow(lines, at);
  if (pair.old === null && pair.now === null) return null;
  return { ...namesOnly(pair), isBinary: false, next: at + 2 };
}

function namesBelow(lines: readonly string[], at: number): NamePair {
  const [old, now] = [lines[at] ?? '', lines[at + 1] ?? ''].map((line) =>
    nameAndTime(line.slice(4)),
  );
  const isThere = (side: typeof old) => side !== undefined && !longAgo.test(side.time);
  const pair = withoutPrefixes({
    old: presentName(old?.name ?? ''),
    now: presentName(now?.name ?? ''),
  });
  return { old: isThere(old) ? pair.old : null, now: isThere(now) ? pair.now : null };
}

const extended =
  /^(?:old mode|new mode|new file mode|deleted file mode|similarity index|dissimilarity index|index|rename from|rename to|copy from|copy to|Binary files|GIT binary patch)(?: |$)/;

function gitHead(lines: readonly string[], at: number): FileHead | null {
  let next = at + 1;
  const said = new Map<string, string>();
  for (
    let found = extended.exec(lines[next] ?? '');
    found !== null;
    found = extended.exec(lines[next] ?? '')
  ) {
    said.set(found[0].trimEnd(), (lines[next] ?? '').slice(found[0].length));
    next += 1;
  }
  const hasNames = isNameHead(lines, next);
  const moved = movedNames(said);
  const pair =
    moved ?? (hasNames ? namesBelow(lines, next) : gitNames((lines[at] ?? '').slice(11)));
  if (pair === null || (pair.old === null && pair.now === null)) return null;
  const isBinary = said.has('Binary files') || said.has('GIT binary patch');
  return {
    ...presentNames(pair, said),
    kind: kindOf(said, pair, isBinary || hasNames),
    isBinary,
    next: hasNames ? next + 2 : next,
  };
}

function presentNames({ old, now }: NamePair, said: ReadonlyMap<string, string>): NamePair {
  return {
    old: said.has('new file mode') ? null : old,
    now: said.has('deleted file mode') ? null : now,
  };
}

function movedNames(said: ReadonlyMap<string, string>): NamePair | null {
  const old = said.get('rename from') ?? said.get('copy from');
  const now = said.get('rename to') ?? said.get('copy to');
  return old === undefined || now === undefined ? null : { old: nameIn(old), now: nameIn(now) };
}

function kindOf(
  said: ReadonlyMap<string, string>,
  { old, now }: NamePair,
  isChanged: boolean,
): FileHead['kind'] {
  if (said.has('new file mode') || old === null) return 'added';
  if (said.has('deleted file mode') || now === null) return 'removed';
  if (said.has('rename to')) return 'renamed';
  if (said.has('copy to')) return 'copied';
  return isChanged ? 'changed' : 'same';
}

const nothingKnown: KnownText = { lines: [], spans: [], isWhole: false, endsWithNewline: true };

function withHunks(lines: readonly string[], at: number, head: FileHead): FileReading {
  const { old, now, kind, isBinary } = head;
  const path = now ?? old ?? '';
  const names = {
    path,
    oldPath: kind === 'renamed' || kind === 'copied' ? old : null,
    change: kind === 'copied' ? 'added' : kind,
    isBinary,
  } as const;
  if (isBinary) {
    return { ok: true, change: { ...names, before: null, after: null }, next: head.next };
  }
  const hunks = readHunks(lines, head.next);
  if (!hunks.ok) return { ok: false, code: 'broken_hunk', at: hunks.at, path };
  const texts = textsOf(kind, hunks);
  if (texts === null) return { ok: false, code: 'broken_hunk', at, path };
  return { ok: true, change: { ...names, ...texts }, next: hunks.next };
}

/** A file that came or went is known in full, from one hunk; null where there is more to it. */
function textsOf(
  kind: FileHead['kind'],
  { before, after }: { before: KnownText; after: KnownText },
): Pick<FileChange, 'before' | 'after'> | null {
  if (kind !== 'added' && kind !== 'removed') {
    return before.spans.length === 0
      ? { before: nothingKnown, after: nothingKnown }
      : { before, after };
  }
  const [there, missing] = kind === 'added' ? [after, before] : [before, after];
  if (missing.lines.length > 0 || there.spans.length > 1) return null;
  const whole = there.lines.length === 0 ? wholeText('') : wholeOf(there);
  return kind === 'added' ? { before: null, after: whole } : { before: whole, after: null };
}

const wholeOf = (text: KnownText): KnownText => ({
  ...text,
  spans: [{ start: 1, count: text.lines.length }],
  isWhole: true,
});
