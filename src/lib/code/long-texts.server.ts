/** Comparing texts of any length: long ones in a thread of their own, so that nobody else waits for them. */
import { inTime, offThread } from '#lib/off-thread.server.ts';
import { changedLines, type ChangedLines } from './changed-lines.ts';
import type { FileChange, KnownText } from './known-text.ts';
import { compareAll, type Comparison, type TextDiff } from './line-diff.ts';
import { writePatch } from './patch.ts';

/** Lines that are compared in a few milliseconds. */
const fewLines = 2_000;
const limits = { deadline: 10_000, patience: 20_000, queue: 100 };

const compareInThread = offThread<[readonly Comparison[]], TextDiff[]>(
  { module: '#lib/code/line-diff.ts', name: 'compareAll' },
  limits,
);
const changedInThread = offThread<
  [before: KnownText | null, after: KnownText | null, most: number],
  ChangedLines
>({ module: '#lib/code/changed-lines.ts', name: 'changedLines' }, limits);
const writeInThread = offThread<[readonly FileChange[]], string>(
  { module: '#lib/code/patch.ts', name: 'writePatch' },
  limits,
);

/**
 * The differences of several files, in their order.
 *
 * @throws {LateError} where they could not be found in time
 */
export async function compareLong(comparisons: readonly Comparison[]): Promise<TextDiff[]> {
  const texts = comparisons.flatMap((each) =>
    'editions' in each
      ? Object.values(each.editions).flatMap(({ before, after }) => [before, after])
      : [each.before, each.after],
  );
  return linesIn(texts) <= fewLines
    ? compareAll(comparisons)
    : inTime(await compareInThread(comparisons));
}

/**
 * The first changed lines between two texts, as changedLines finds them.
 *
 * @throws {LateError} where they could not be found in time
 */
export async function changedLong(
  before: KnownText | null,
  after: KnownText | null,
  most: number,
): Promise<ChangedLines> {
  return linesIn([before, after]) <= fewLines
    ? changedLines(before, after, most)
    : inTime(await changedInThread(before, after, most));
}

/**
 * A patch, as writePatch writes it.
 *
 * @throws {LateError} where it could not be written in time
 */
export async function writeLongPatch(changes: readonly FileChange[]): Promise<string> {
  const texts = changes.flatMap(({ before, after }) => [before, after]);
  return linesIn(texts) <= fewLines ? writePatch(changes) : inTime(await writeInThread(changes));
}

const linesIn = (texts: readonly (KnownText | null)[]): number =>
  texts.reduce((sum, text) => sum + (text?.lines.length ?? 0), 0);
