/**
 * What rhythms cost: a year of a weekly meeting against rrule.js with a zone, the times two people have in
 * common, and finding the clocks that are due among those of a thousand and of a hundred thousand series.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import rrule from 'rrule';
import { systemRandom } from '#platform/crypto.server.ts';
import { openDatabase, type Database } from '#platform/db/database.server.ts';
import { migrate } from '#platform/db/migrate.server.ts';
import { claimJobs } from '#platform/job-claims.server.ts';
import { minute, day } from '#lib/duration.ts';
import { makeId } from '#lib/ids.ts';
import { occurrencesBetween, type Series } from '#domain/rhythms/series.ts';
import { seriesClock } from '#domain/meetings/series-store.commands.server.ts';
import { commonSlots } from '#domain/free-times/weekly-slot.ts';

const rounds = 200;
const start = Date.UTC(2027, 0, 7);
const year = { from: start, until: start + 52 * 7 * day };
const zones = ['Europe/Berlin', 'America/New_York', 'Australia/Sydney', 'Asia/Kathmandu'];

/** Prints a line for each figure. */
export async function measureRhythm(sizes: readonly number[] = [1_000, 100_000]): Promise<void> {
  console.log('\nRhythms: medians of one run\n');
  measureYear();
  measureSlots();
  for (const size of sizes) await measureSweep(size);
}

function measureYear(): void {
  const ours = median((round) => occurrencesBetween(weekly(round), year).length);
  const theirs = median((round) => byRule(round).length, rounds / 10);
  console.log(
    `52 weekly meetings: ${micro(ours)}; rrule.js ${micro(theirs)}, ${(theirs / ours).toFixed(0)} times as long (goal: at least 20)`,
  );
}

const zoneOf = (round: number) => zones[round % zones.length] ?? 'UTC';

const weekly = (round: number): Series => ({
  zone: zoneOf(round),
  startDate: '2027-01-07',
  minute: 18 * 60 + (round % 60),
  minutes: 45,
  rhythm: { kind: 'weekly', every: 1 },
  changes: [],
});

function byRule(round: number): Date[] {
  const dtstart = new Date(Date.UTC(2027, 0, 7, 18, round % 60));
  return new rrule.RRule({
    freq: rrule.RRule.WEEKLY,
    count: 52,
    dtstart,
    tzid: zoneOf(round),
  }).all();
}

function measureSlots(): void {
  const hours = '1'.repeat(168);
  const taken = median((round) => {
    const people = [
      { hours, zone: zoneOf(round) },
      { hours, zone: zoneOf(round + 1) },
    ] as const;
    return commonSlots({ people, zone: zoneOf(round), minutes: 45, from: start + round }).length;
  });
  console.log(
    `Times in common of two full weeks over 52 weeks: ${(taken / 1000).toFixed(2)} ms (goal: under 5 ms)`,
  );
}

/** Twenty clocks are due, as in every few seconds of a large community; the others wait. */
async function measureSweep(size: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bothways-bench-'));
  const db = openDatabase({ url: null, file: join(folder, 'bothways.db') });
  await migrate(db, start);
  await windClocks(db, size);
  const idle: number[] = [];
  const busy: number[] = [];
  for (let round = 1; round <= 50; round++) {
    const now = start + round * minute;
    busy.push(await taking(() => claimJobs(db, { now, limit: 20 })));
    idle.push(await taking(() => claimJobs(db, { now, limit: 20 })));
  }
  console.log(
    `${size} series: twenty clocks due are found and taken in ${micro(middle(busy))}; none due, ${micro(middle(idle))}`,
  );
  await db.close();
  rmSync(folder, { recursive: true, force: true });
}

/** Twenty clocks a minute for fifty minutes, all others within the week after. */
async function windClocks(db: Database, size: number): Promise<void> {
  const chunk = 1_000;
  for (let first = 0; first < size; first += chunk)
    await db.transact(async (tx) => {
      const rows = Array.from({ length: Math.min(chunk, size - first) }, (_, i) => {
        const seriesId = makeId(start, systemRandom);
        return {
          id: makeId(start, systemRandom),
          kind: seriesClock.kind,
          job_key: seriesId,
          payload: '{}',
          due_at: dueAt(first + i),
          created_at: start,
        };
      });
      await tx.insertInto('jobs').values(rows).execute();
    });
}

const dueAt = (index: number): number =>
  index < 1_000
    ? start + (Math.floor(index / 20) + 1) * minute
    : start + day + ((index * 6 * day) % (6 * day + 7919));

async function taking(act: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await act();
  return (performance.now() - began) * 1000;
}

/** Microseconds a call, after a warm-up. */
function median(call: (round: number) => number, calls = rounds): number {
  for (let round = 0; round < calls; round++) call(round);
  const values: number[] = [];
  for (let round = 0; round < calls; round++) {
    const began = performance.now();
    call(round);
    values.push((performance.now() - began) * 1000);
  }
  return middle(values);
}

const middle = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const micro = (value: number): string => `${value.toFixed(0)} µs`;
