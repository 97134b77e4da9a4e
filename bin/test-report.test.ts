import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { browserReport, slowest, sumOf, unitReport, whereTimeWent } from './test-report.ts';
import { processorMs, runBeside } from './test-steps.ts';

const fine = { title: 'x', isFine: true, wallMs: 2_000, processorMs: 3_000 };
const broken = { ...fine, isFine: false };

function kept(report: unknown): string {
  const folder = mkdtempSync(join(tmpdir(), 'bothways-report-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'report.json');
  writeFileSync(file, JSON.stringify(report));
  return file;
}

const units = {
  numPassedTests: 2,
  numFailedTests: 0,
  numPendingTests: 1,
  testResults: [
    {
      name: `${process.cwd()}/src/a.test.ts`,
      assertionResults: [{ fullName: 'Ana writes', duration: 1_500 }, { fullName: 'Ben reads' }],
    },
  ],
};

it('counts the units, and a run that failed without a failed test as one failure', () => {
  expect(unitReport(kept(units), fine).count).toEqual({ passed: 2, failed: 0, skipped: 1 });
  expect(unitReport(kept(units), broken).count.failed).toBe(1);
  expect(unitReport('/nowhere', fine).count).toEqual({ passed: 0, failed: 1, skipped: 0 });
});

it('counts the journeys of every suite within a suite, and the flaky ones as passed', () => {
  const spec = (title: string, duration: number) => ({
    title,
    tests: [{ results: [{ duration }, { duration: 1 }] }],
  });
  const inner = { title: 'on a phone', specs: [spec('Ben pairs', 700)] };
  const file = kept({
    stats: { expected: 4, unexpected: 0, flaky: 1, skipped: 2 },
    suites: [{ title: 'pairing.test.ts', specs: [spec('Ana pairs', 99)], suites: [inner] }],
  });
  expect(browserReport(file, fine)).toEqual({
    count: { passed: 5, failed: 0, skipped: 2 },
    tests: [
      { title: 'pairing.test.ts > Ana pairs', ms: 100 },
      { title: 'pairing.test.ts > on a phone > Ben pairs', ms: 701 },
    ],
  });
  expect(browserReport(file, broken).count.failed).toBe(1);
});

it('sums all counts', () => {
  const one = { passed: 1, failed: 2, skipped: 3 };
  expect(sumOf([one, one])).toEqual({ passed: 2, failed: 4, skipped: 6 });
});

it('names twenty tests, the slowest first', () => {
  const tests = Array.from({ length: 30 }, (_, i) => ({ title: `test ${i}`, ms: i * 1_000 }));
  const lines = slowest(tests).split('\n');
  expect(lines).toHaveLength(21);
  expect(lines[1]).toBe('   29.0 s  test 29');
});

it('says the share of each step in the processor time', () => {
  const lines = whereTimeWent([fine, { ...fine, title: 'y', processorMs: 1_000 }]).split('\n');
  expect(lines.slice(2)).toEqual([
    '    2.0 s     3.0 s   75 %  x',
    '    2.0 s     1.0 s   25 %  y',
  ]);
});

it('reads the times of a shell and its children', () => {
  expect(processorMs('0m0.010s 0m0.020s\n1m2.500s 0m1.000s\n')).toBeCloseTo(63_530);
});

it('runs commands beside each other and says how each ended', async () => {
  const finished = await runBeside([
    { command: 'sh', args: ['-c', 'i=0; while [ $i -lt 20000 ]; do i=$((i+1)); done'] },
    { command: 'sh', args: ['-c', 'exit 3'] },
    { command: 'not-there', args: [] },
  ]);
  expect(finished.map(({ isFine }) => isFine).toSorted()).toEqual([false, false, true]);
  expect(Math.max(...finished.map(({ processorMs: ms }) => ms))).toBeGreaterThan(0);
});
