/**
 * What a review costs before anything is shown: the diff of a file that changed in many places and where
 * 200 comments on it are now. Against the plain way in the same run: jsdiff's diffLines over the texts.
 */
import { diffLines } from 'diff';
import { wholeText, type KnownText } from '#lib/code/known-text.ts';
import { sectionsOf } from '#lib/code/diff-sections.ts';
import { diffTexts } from '#lib/code/line-diff.ts';
import { carryAll } from '#domain/reviews/carried-lines.ts';

const sizes = [100, 1_000, 5_000, 10_000];
const comments = 200;
const rounds = 15;

/** Prints a line for each size, in milliseconds of wall time. */
export function measureReview(wanted: readonly number[] = sizes): void {
  measureComparing(wanted);
}

function measureComparing(wanted: readonly number[]): void {
  console.log(
    `\nComparing two revisions, ${comments} comments carried: milliseconds, median of ${rounds}\n`,
  );
  console.log('   lines      diff     carry   diffLines   diff / diffLines   entirely new file');
  for (const size of wanted) {
    const before = Array.from({ length: size }, (_, i) => lineOf(i));
    const after = before.flatMap((line, i) => edited(line, i));
    report(size, before, after);
  }
}

const lineOf = (i: number) =>
  `${'  '.repeat(i % 4)}const value${i % 997} = compute(input[${i}], ${i % 13});`;

/** One line in twenty is reworded, one in fifty goes, one in fifty gets company. */
function edited(line: string, i: number): string[] {
  if (i % 50 === 3) return [];
  if (i % 50 === 20) return [line, `// see note ${i}`];
  return [i % 20 === 7 ? line.replace('compute', 'measure') : line];
}

function report(size: number, before: readonly string[], after: readonly string[]): void {
  const [old, now] = [textFrom(before), textFrom(after)];
  const other = textFrom(before.map((_, i) => `def other_${i}(): return ${i * 7}`));
  const places = Array.from({ length: comments }, (_, i) => {
    const line = Math.floor((i * size) / comments) + 1;
    return { fromLine: line, toLine: Math.min(size, line + (i % 3)) };
  });
  const passage = { from: old, to: now };
  const diff = median(() => sectionsOf(diffTexts(old, now).lines, { around: 3 }));
  const carry = median(() => carryAll(places, () => passage));
  const plain = median(() => diffLines(before.join('\n'), after.join('\n')));
  const entire = median(() => diffTexts(old, other));
  const cells = [String(size).padStart(8), cell(diff, 10), cell(carry, 10), cell(plain, 12)];
  console.log(`${cells.join('')}${cell(diff / plain, 19)}${cell(entire, 20)}`);
}

const textFrom = (lines: readonly string[]): KnownText => wholeText(`${lines.join('\n')}\n`);

const cell = (value: number, width: number) => value.toFixed(2).padStart(width);

function median(work: () => unknown): number {
  for (let i = 0; i < 3; i++) work();
  const times = Array.from({ length: rounds }, () => {
    const started = performance.now();
    work();
    return performance.now() - started;
  }).toSorted((a, b) => a - b);
  return times[Math.floor(rounds / 2)] ?? 0;
}
