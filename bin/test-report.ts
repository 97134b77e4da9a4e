/** What a test run says at its end: counts, the slowest tests, and where the time went. */
import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Finished } from './test-steps.ts';

export interface Count {
  passed: number;
  failed: number;
  skipped: number;
}

export interface TimedTest {
  title: string;
  ms: number;
}

export interface Report {
  count: Count;
  tests: TimedTest[];
}

/** A step counts as one test. */
export const countOf = ({ isFine }: Pick<Finished, 'isFine'>): Count => ({
  passed: isFine ? 1 : 0,
  failed: isFine ? 0 : 1,
  skipped: 0,
});

export const sumOf = (counts: readonly Count[]): Count =>
  counts.reduce((sum, count) => ({
    passed: sum.passed + count.passed,
    failed: sum.failed + count.failed,
    skipped: sum.skipped + count.skipped,
  }));

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      assertionResults: z.array(z.object({ fullName: z.string(), duration: z.number().nullish() })),
    }),
  ),
});

/** Vitest's JSON report. A run that failed has at least one failure; without a report it is one. */
export function unitReport(file: string, finished: Finished): Report {
  if (!existsSync(file)) return { count: { passed: 0, failed: 1, skipped: 0 }, tests: [] };
  const report = vitestReport.parse(JSON.parse(readFileSync(file, 'utf8')));
  const count = {
    passed: report.numPassedTests,
    failed: Math.max(report.numFailedTests, finished.isFine ? 0 : 1),
    skipped: report.numPendingTests,
  };
  const tests = report.testResults.flatMap(({ name, assertionResults }) =>
    assertionResults.map(({ fullName, duration }) => ({
      title: `${withoutRoot(name)} > ${fullName}`,
      ms: duration ?? 0,
    })),
  );
  return { count, tests };
}

const withoutRoot = (file: string) => file.replace(`${process.cwd()}/`, '');

const suite = z.object({
  title: z.string(),
  specs: z.array(
    z.object({
      title: z.string(),
      tests: z.array(z.object({ results: z.array(z.object({ duration: z.number() })) })),
    }),
  ),
  get suites() {
    return z.array(suite).optional();
  },
});
const playwrightReport = z.object({
  stats: z.object({
    expected: z.number(),
    unexpected: z.number(),
    flaky: z.number(),
    skipped: z.number(),
  }),
  suites: z.array(suite),
});

/** Playwright's JSON report, by the same rules. */
export function browserReport(file: string, finished: Finished): Report {
  if (!existsSync(file)) return { count: { passed: 0, failed: 1, skipped: 0 }, tests: [] };
  const { stats, suites } = playwrightReport.parse(JSON.parse(readFileSync(file, 'utf8')));
  const count = {
    passed: stats.expected + stats.flaky,
    failed: Math.max(stats.unexpected, finished.isFine ? 0 : 1),
    skipped: stats.skipped,
  };
  return { count, tests: suites.flatMap((each) => testsIn(each)) };
}

function testsIn({ title, specs, suites = [] }: z.infer<typeof suite>): TimedTest[] {
  const own = specs.map((spec) => ({
    title: spec.title,
    ms: spec.tests.flatMap(({ results }) => results).reduce((sum, each) => sum + each.duration, 0),
  }));
  const all = [...own, ...suites.flatMap((each) => testsIn(each))];
  return all.map((test) => ({ ...test, title: `${title} > ${test.title}` }));
}

const seconds = (ms: number) => (ms / 1000).toFixed(1);

/** The twenty slowest tests, a line each. */
export function slowest(tests: readonly TimedTest[]): string {
  const slow = tests.toSorted((a, b) => b.ms - a.ms).slice(0, 20);
  const lines = slow.map(({ title, ms }) => `${seconds(ms).padStart(7)} s  ${title}`);
  return ['The slowest tests:', ...lines].join('\n');
}

/** A line for each step with its time by the clock, its processor time, and its share of the latter. */
export function whereTimeWent(steps: readonly Finished[]): string {
  const total = steps.reduce((sum, step) => sum + step.processorMs, 0);
  const lines = steps.map(({ title, wallMs, processorMs }) =>
    [
      `${seconds(wallMs).padStart(7)} s`,
      `${seconds(processorMs).padStart(7)} s`,
      `${Math.round((100 * processorMs) / Math.max(total, 1))} %`.padStart(6),
      ` ${title.length > 60 ? `${title.slice(0, 59)}…` : title}`,
    ].join(' '),
  );
  return ['Where the time went:', '   clock  processor  share  step', ...lines].join('\n');
}
