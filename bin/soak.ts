/**
 * `npm run soak -- MINUTES` runs the tests that try random cases, each round with a fresh seed,
 * until the time is over. Stops at the first round that fails, says its seed and how to repeat
 * each failed test alone, and exits 1.
 */
import { spawnSync } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { z } from 'zod';

const root = dirname(import.meta.dirname);
const minuteInMs = 60_000;

const unitReport = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      assertionResults: z.array(
        z.object({ ancestorTitles: z.array(z.string()), title: z.string(), status: z.string() }),
      ),
    }),
  ),
});
type UnitReport = z.infer<typeof unitReport>;

/** Minutes from the command line's arguments, or null when they are not one positive number. */
export function minutesOf(args: string[]): number | null {
  const minutes = Number(args[0]);
  return args.length === 1 && Number.isFinite(minutes) && minutes > 0 ? minutes : null;
}

/** A shell command for each failed test, or for its file when that failed as a whole. */
export function commandsFor(report: UnitReport, seed: number): string[] {
  return report.testResults
    .filter(({ status }) => status === 'failed')
    .flatMap(({ name, assertionResults }) => {
      const run = `TEST_SEED=${seed} npx vitest run ${quoted(relative(root, name))}`;
      const failed = assertionResults.filter(({ status }) => status === 'failed');
      if (failed.length === 0) return [run];
      return failed.map(({ ancestorTitles, title }) => {
        const name = [...ancestorTitles, title].join(' > ');
        return `${run} -t ${quoted(`^${name.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&')}$`)}`;
      });
    });
}

const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;

/** Test files that use chance: those that import fast-check, or try more in a soak. */
function filesWithChance(): string[] {
  const found = spawnSync(
    'git',
    ['grep', '-l', '-e', '/fast-check.ts', '-e', '/chance.ts', '--', '*.test.ts'],
    {
      cwd: root,
      encoding: 'utf8',
    },
  );
  return found.stdout.split('\n').filter((file) => file !== '');
}

/** Runs the files once; undefined when nothing failed, else what to type. */
function round(files: string[], seed: number): string[] | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'bothways-soak-'));
  const report = join(folder, 'unit.json');
  try {
    const done = spawnSync(
      'vitest',
      ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${report}`, ...files],
      { cwd: root, stdio: 'inherit', env: { ...process.env, TEST_SEED: String(seed) } },
    );
    if (done.status === 0) return undefined;
    return commandsFor(unitReport.parse(JSON.parse(readFileSync(report, 'utf8'))), seed);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function soak(minutes: number): boolean {
  const files = filesWithChance();
  const end = Date.now() + minutes * minuteInMs;
  let rounds = 0;
  while (Date.now() < end) {
    const seed = randomInt(2 ** 31);
    console.log(`\n— round ${(rounds += 1)}, seed ${seed}`);
    const commands = round(files, seed);
    if (commands === undefined) continue;
    console.error(`\nFailed with seed ${seed}. To repeat:\n${commands.join('\n')}`);
    return false;
  }
  console.log(`\n${rounds} rounds passed`);
  return true;
}

if (import.meta.main) {
  const minutes = minutesOf(process.argv.slice(2));
  if (minutes === null) console.error('Usage: npm run soak -- MINUTES');
  process.exitCode = minutes !== null && soak(minutes) ? 0 : 1;
}
