/**
 * Everything that must hold, in one run: format, lint, types, boundaries, names, unit and
 * integration on both engines, build, browser journeys. Ends with a plain count.
 * `--no-browser` leaves the browser out.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findBrowser, howToGetABrowser } from './browser.ts';

interface Count {
  passed: number;
  failed: number;
  skipped: number;
}

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const reports = mkdtempSync(join(tmpdir(), 'bothways-reports-'));
const withBrowser = !process.argv.includes('--no-browser');
const environment = {
  ...process.env,
  // ESLint's type information then reads components once, instead of again for each one.
  SVELTE_ESLINT_PARSER_EXPERIMENTAL_TS_SYS_HOOK: '1',
  // A log that nobody watches needs no colours.
  ...(process.stdout.isTTY ? {} : { NO_COLOR: '1' }),
  PATH: `${join(root, 'node_modules', '.bin')}:${process.env['PATH'] ?? ''}`,
};

/** Runs one command with its output shown; its exit code decides. */
function run(command: string, args: string[], env: Record<string, string> = {}): boolean {
  const started = Date.now();
  console.log(`\n— ${command} ${args.join(' ')}`);
  const done = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...environment, ...env },
  });
  const isFine = done.status === 0;
  console.log(`${isFine ? 'passed' : 'FAILED'} in ${Math.round((Date.now() - started) / 1000)} s`);
  return isFine;
}

const asCount = (isFine: boolean): Count => ({
  passed: isFine ? 1 : 0,
  failed: isFine ? 0 : 1,
  skipped: 0,
});

function check(command: string, ...args: string[]): Count {
  return asCount(run(command, args));
}

/** Vitest's JSON report has the counts. A run that ended without a report is a failure. */
function unitTests(): Count {
  const file = join(reports, 'unit.json');
  const isFine = run('vitest', [
    'run',
    '--reporter=dot',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ]);
  if (!existsSync(file)) return asCount(false);
  const report: { numPassedTests: number; numFailedTests: number; numPendingTests: number } =
    JSON.parse(readFileSync(file, 'utf8'));
  const failed = Math.max(report.numFailedTests, isFine ? 0 : 1);
  return { passed: report.numPassedTests, failed, skipped: report.numPendingTests };
}

function browserTests(): Count {
  const browser = findBrowser();
  if (browser === undefined) {
    console.error(howToGetABrowser);
    return asCount(false);
  }
  const file = join(reports, 'browser.json');
  const isFine = run('playwright', ['test', '--reporter=line,json'], {
    PLAYWRIGHT_JSON_OUTPUT_NAME: file,
    CHROMIUM_PATH: browser,
  });
  if (!existsSync(file)) return asCount(false);
  const {
    stats,
  }: { stats: { expected: number; unexpected: number; flaky: number; skipped: number } } =
    JSON.parse(readFileSync(file, 'utf8'));
  const failed = Math.max(stats.unexpected, isFine ? 0 : 1);
  return { passed: stats.expected + stats.flaky, failed, skipped: stats.skipped };
}

const counts: Count[] = [
  check('node', 'bin/prepare.mjs', '--build'),
  check('prettier', '--check', '--log-level', 'warn', '.'),
  check('oxlint', '--max-warnings', '0'),
  check('eslint', '--max-warnings', '0', '.'),
  check('svelte-check', '--tsgo-experimental-api', '--fail-on-warnings', '--output', 'human'),
  check('depcruise', 'src', '--config', '.dependency-cruiser.js', '--output-type', 'err'),
  check('node', 'bin/check-names.ts'),
  check('node', 'bin/check-tables.ts'),
  check('node', 'bin/check-words.ts'),
  check('node', 'bin/check-requirements.ts'),
  check('knip', '--include', 'files,dependencies,unlisted,unresolved'),
  unitTests(),
  ...(withBrowser ? [browserTests()] : []),
];
rmSync(reports, { recursive: true, force: true });

const total = counts.reduce((sum, count) => ({
  passed: sum.passed + count.passed,
  failed: sum.failed + count.failed,
  skipped: sum.skipped + count.skipped,
}));
console.log(`\n${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed === 0 ? 0 : 1;
