/**
 * Everything that must hold, in one run: format, lint, types, boundaries, names, unit and
 * integration on both engines, build, browser journeys. Ends with the slowest tests, where the time
 * went, and a plain count. `--no-browser` leaves the browser out.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBrowser, howToGetABrowser } from './browser.ts';
import * as report from './test-report.ts';
import { runBeside, runShown, type Finished, type Step } from './test-steps.ts';

const reports = mkdtempSync(join(tmpdir(), 'bothways-reports-'));
const steps: Finished[] = [];
const counts: report.Count[] = [];
const tests: report.TimedTest[] = [];

const step = (command: string, ...args: string[]): Step => ({ command, args });

/** The longest first, so that none of them is left alone at the end. */
const staticChecks = [
  step('eslint', '--max-warnings', '0', '.'),
  step('oxlint', '--max-warnings', '0'),
  step('svelte-check', '--tsgo-experimental-api', '--fail-on-warnings', '--output', 'human'),
  step('prettier', '--check', '--log-level', 'warn', '.'),
  step('depcruise', 'src', '--config', '.dependency-cruiser.js', '--output-type', 'err'),
  step('knip', '--include', 'files,dependencies,unlisted,unresolved'),
  step('node', 'bin/check-names.ts'),
  step('node', 'bin/check-tables.ts'),
  step('node', 'bin/check-words.ts'),
  step('node', 'bin/check-requirements.ts'),
];

function keep(finished: Finished[]): void {
  steps.push(...finished);
  counts.push(...finished.map(report.countOf));
}

function keepReport(finished: Finished, { count, tests: found }: report.Report): void {
  steps.push(finished);
  counts.push(count);
  tests.push(...found);
}

async function unitTests(): Promise<void> {
  const file = join(reports, 'unit.json');
  const finished = await runShown(
    step('vitest', 'run', '--reporter=dot', '--reporter=json', `--outputFile.json=${file}`),
  );
  keepReport(finished, report.unitReport(file, finished));
}

async function browserTests(): Promise<void> {
  const browser = findBrowser();
  if (browser === undefined) {
    console.error(howToGetABrowser);
    counts.push(report.countOf({ isFine: false }));
    return;
  }
  const file = join(reports, 'browser.json');
  const env = { PLAYWRIGHT_JSON_OUTPUT_NAME: file, CHROMIUM_PATH: browser };
  const finished = await runShown({ ...step('playwright', 'test', '--reporter=line,json'), env });
  keepReport(finished, report.browserReport(file, finished));
}

/** For `npm run figures`: how long the last run took. */
function recordDuration(): void {
  const folder = join('node_modules', '.cache', 'bothways');
  mkdirSync(folder, { recursive: true });
  const name = process.argv.includes('--no-browser') ? 'check' : 'test';
  const seconds = Math.round(performance.now() / 1000);
  writeFileSync(join(folder, `${name}.json`), JSON.stringify({ seconds }));
}

// The build comes first: it writes the types of the routes, which lint and type checks read.
keep([await runShown(step('node', 'bin/prepare.mjs', '--build'))]);
keep(await runBeside(staticChecks));
await unitTests();
if (!process.argv.includes('--no-browser')) await browserTests();
rmSync(reports, { recursive: true, force: true });
recordDuration();

console.log(`\n${report.slowest(tests)}\n\n${report.whereTimeWent(steps)}`);
const total = report.sumOf(counts);
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed === 0 ? 0 : 1;
