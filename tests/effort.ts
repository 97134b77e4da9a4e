/**
 * How much work something is, in a unit that neither a slow nor a busy machine changes: processor
 * time, divided by the processor time that a fixed piece of work takes at the same moment.
 */
import { createHash } from 'node:crypto';
import { expect } from 'vitest';

/** What the fixed piece of work takes on an ordinary machine of 2026, in milliseconds. */
const usual = 8;
const page = 'A page of text that is read again and again. '.repeat(100);

function fixedWork(): void {
  const words = new Map<string, number>();
  for (let round = 0; round < 100; round++)
    for (const word of page.split(' ')) words.set(word, (words.get(word) ?? 0) + 1);
  createHash('sha256')
    .update(JSON.stringify([...words]).repeat(1_000))
    .digest();
}

async function processorTime(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}

/** The least of three measurements: the first one also compiles the code. */
async function least(work: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let turn = 0; turn < 3; turn++) times.push(await processorTime(work));
  return Math.min(...times);
}

/**
 * Measures until a value is below the limit, ten times at most, and gives the least: other programs
 * only add to a measurement, so one that is below tells the truth. They do not make it ten times the
 * limit: that is given at once, so that slow code fails soon.
 */
async function leastBelow(limit: number, measure: () => Promise<number>): Promise<number> {
  let found = Infinity;
  for (let turn = 0; turn < 10 && found >= limit; turn++) {
    found = Math.min(found, await measure());
    if (found > 10 * limit) break;
  }
  return found;
}

/** The milliseconds of processor time that `work` would take on an ordinary machine are below the limit. */
export async function expectEffortBelow(
  limit: number,
  work: () => unknown,
  what?: string,
): Promise<void> {
  const effort = async () => (usual * (await least(work))) / Math.max(await least(fixedWork), 1);
  expect(await leastBelow(limit, effort), what).toBeLessThan(limit);
}

/**
 * The work of `large` takes less than `limit` times the processor time of `small`: 10 for ten times
 * the input in linear time, 100 in quadratic time. Below two milliseconds nothing is told apart.
 */
export async function expectGrowthBelow(
  limit: number,
  { small, large }: { small: () => unknown; large: () => unknown },
): Promise<void> {
  const growth = async () => (await least(large)) / Math.max(await least(small), 2);
  expect(await leastBelow(limit, growth)).toBeLessThan(limit);
}
