/** What 2,000 lines in colours cost: the first time, known by their content, and beside mere escaping. */
import MarkdownIt from 'markdown-it';
import { highlight } from '#lib/code/highlight.server.ts';

const lineCount = 2_000;
const rounds = 9;
const { escapeHtml } = new MarkdownIt().utils;

/** Prints milliseconds of wall time; the first round, which reads the grammar, is apart. */
export async function measureHighlight(): Promise<void> {
  console.log(`\nHighlighting ${lineCount} lines of TypeScript: milliseconds, median\n`);
  report('first of all', [await timed(() => highlighted(codeFor(-1)))]);
  const codes = Array.from({ length: rounds }, (_, round) => codeFor(round));
  report('new code', await all(codes, highlighted));
  report('known code', await all(codes, highlighted));
  report('escaping only', await all(codes, (code) => Promise.resolve(escapeHtml(code))));
}

const highlighted = (text: string) => highlight({ text, language: 'typescript' });

async function all(codes: string[], run: (code: string) => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (const code of codes) times.push(await timed(() => run(code)));
  return times;
}

async function timed(run: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await run();
  return performance.now() - began;
}

function report(name: string, times: readonly number[]): void {
  const median = times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
  console.log(`  ${name.padEnd(16)} ${median.toFixed(2).padStart(9)}`);
}

/** Code that is another for each round, and looks like code. */
const codeFor = (round: number): string =>
  Array.from({ length: lineCount }, (_, line) => lineFor(round, line)).join('\n');

function lineFor(round: number, line: number): string {
  switch (line % 5) {
    case 0:
      return `export async function step${line}(queue: Upload[], wait = ${round}): Promise<void> {`;
    case 1:
      return `  // step ${line} of round ${round}`;
    case 2:
      return `  for (const item of queue) if (item.size > ${line}) await send(item, \`at \${wait} ms\`);`;
    case 3:
      return `  return done({ name: 'step', line: ${line}, isLast: false });`;
    default:
      return '}';
  }
}
