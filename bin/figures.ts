/**
 * Figures about the code, each with its goal: `npm run figures`. Sizes and counts are read from the
 * working tree; the times of the last test run from the report it leaves.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';

interface Figure {
  name: string;
  value: string;
  goal: string;
}

const root = dirname(dirname(fileURLToPath(import.meta.url)));

const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .split('\n')
  .filter((file) => file !== '' && existsSync(join(root, file)));

const isTest = (file: string): boolean => /\.(?:test|spec)\.ts$/.test(file);
const textOf = (file: string): string => readFileSync(join(root, file), 'utf8');
const linesIn = (file: string): string[] => textOf(file).split('\n');

const source = files.filter((file) => /^(?:src|bin)\//.test(file));
const code = source.filter((file) => !isTest(file) && !file.startsWith('src/words/'));
const domain = code.filter((file) => file.startsWith('src/domain/'));

/** Files whose name another file has too; names the framework or the module layout asks for do not count. */
function filesOfOneName(): number {
  const counted = code.filter(
    (file) => !/^(?:\+|events\.ts$|tables\.ts$)/.test(basename(file)) && !file.endsWith('.json'),
  );
  return [...Map.groupBy(counted, (file) => basename(file)).values()]
    .filter((group) => group.length > 1)
    .reduce((sum, group) => sum + group.length, 0);
}

/** Folders of the domain that hold one or two files. */
function smallFolders(): string {
  const folders = Map.groupBy(domain, (file) => dirname(file));
  const small = [...folders.values()].filter((group) => group.length <= 2);
  return `${small.length} of ${folders.size}`;
}

const countLines = (where: readonly string[], pattern: RegExp): number =>
  where.reduce((sum, file) => sum + linesIn(file).filter((line) => pattern.test(line)).length, 0);

/** Lines that take what is saved as JSON for a type without looking. */
const unparsedJson = /payload as |JSON\.parse\(.*\) as |: [A-Z][\w<>]* = JSON\.parse/;

/** Files of the source that name this text; catalogues do not count. */
const filesNaming = (text: string): number =>
  code.filter((file) => file.endsWith('.ts') && textOf(file).includes(text)).length;

/** Lines of each function in the TypeScript files, shortest first. */
function functionLengths(): number[] {
  return code
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => lengthsIn(file))
    .sort((a, b) => a - b);
}

function lengthsIn(file: string): number[] {
  const parsed = ts.createSourceFile(file, textOf(file), ts.ScriptTarget.Latest, true);
  const lengths: number[] = [];
  const lineOf = (position: number) => parsed.getLineAndCharacterOfPosition(position).line;
  const visit = (node: ts.Node): void => {
    const isFunction =
      ts.isFunctionDeclaration(node) ||
      ts.isMethodDeclaration(node) ||
      ((ts.isArrowFunction(node) || ts.isFunctionExpression(node)) &&
        ts.isVariableDeclaration(node.parent));
    if (isFunction && node.body !== undefined)
      lengths.push(lineOf(node.end) - lineOf(node.getStart()) + 1);
    ts.forEachChild(node, visit);
  };
  visit(parsed);
  return lengths;
}

const at = (sorted: readonly number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

/** What `npm test` and `npm run check` last took, as they write it down. */
function lastRun(kind: 'test' | 'check'): string {
  const file = join(root, 'node_modules', '.cache', 'bothways', `${kind}.json`);
  if (!existsSync(file)) return 'not run here yet';
  const report: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const seconds =
    typeof report === 'object' && report !== null && 'seconds' in report ? report.seconds : null;
  return typeof seconds === 'number' ? `${(seconds / 60).toFixed(1)} min` : 'unknown';
}

const support = files.filter((file) => /^tests\/.*\.ts$/.test(file) && !isTest(file));
const lengths = functionLengths();

const figures: Figure[] = [
  {
    name: 'files in src and bin with a name that another one has',
    value: String(filesOfOneName()),
    goal: '0',
  },
  { name: 'domain folders holding one or two files', value: smallFolders(), goal: 'at most 5' },
  {
    name: 'lines of src/domain that hand on `now, random` together',
    value: String(countLines(domain, /\bnow, random\b/)),
    goal: '0',
  },
  {
    name: 'saved JSON taken as a type in src/domain',
    value: String(countLines(domain, unparsedJson)),
    goal: '0',
  },
  {
    name: 'files that name one kind of notice (note_no)',
    value: String(filesNaming("'note_no'")),
    goal: '1',
  },
  {
    name: 'files that name one clock (pairing-clock)',
    value: String(filesNaming("'pairing-clock'")),
    goal: '1',
  },
  {
    name: "lines that list the languages ('en' | 'de')",
    value: String(countLines(code.concat(support), /'en' \| 'de'|'de' \| 'en'|\['en', 'de'\]/)),
    goal: '1',
  },
  {
    name: 'lines of src and bin without tests and words',
    value: `${(code.reduce((sum, file) => sum + linesIn(file).length - 1, 0) / 1000).toFixed(1)} k`,
    goal: 'about 75 k',
  },
  {
    name: 'lines a function: median / 90th of 100 / longest',
    value: `${at(lengths, 0.5)} / ${at(lengths, 0.9)} / ${lengths.at(-1) ?? 0}`,
    goal: '8 / 20 / under 50',
  },
  {
    name: 'test support: files, lines',
    value: `${support.length}, ${support.reduce((sum, file) => sum + linesIn(file).length - 1, 0)}`,
    goal: 'under 3000 lines',
  },
  { name: 'npm test, last run here', value: lastRun('test'), goal: '10 min' },
  { name: 'npm run check, last run here', value: lastRun('check'), goal: '4 min' },
];

const width = Math.max(...figures.map(({ name }) => name.length));
for (const { name, value, goal } of figures)
  console.log(`${name.padEnd(width)}  ${value.padEnd(16)}  goal: ${goal}`);
