/**
 * What one sweep of reminders costs among the meetings of a thousand and of a hundred thousand series,
 * on both engines: to find that nothing is due, to tell of twenty meetings, and of one meeting in a hundred
 * series. In the same run the same rows are read by a bare prepared statement, and two bare rows are
 * written for each meeting told of.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { minute, day } from '#lib/duration.ts';
import { sweepReminders } from '#domain/meetings/meeting-reminder.tasks.server.ts';
import { fixedClock } from '#platform/clock.server.ts';
import { systemRandom } from '#platform/crypto.server.ts';
import { openDatabase, type Database } from '#platform/db/database.server.ts';
import { migrate } from '#platform/db/migrate.server.ts';
import { startPostgres } from '#tests/postgres.ts';
import { dueInRound, fillMeetings, momentOf, start } from './meetings.ts';
import { writeTwoRows } from './request.ts';

const rounds = 20;

interface Address {
  url: string | null;
  file: string;
}

/** All in microseconds. */
interface Costs {
  size: number;
  idle: number;
  told: number;
  /** For each meeting told of, where they grow with the series. */
  each: number;
  read: number;
  written: number;
}

/** Prints a line for each engine and size, and how the larger compares with the smaller. */
export async function measureReminders(sizes: readonly number[] = [1_000, 100_000]): Promise<void> {
  console.log('\nOne sweep of reminders: medians of one run\n');
  const folder = mkdtempSync(join(tmpdir(), 'bothways-reminders-'));
  const file = (size: number) => join(folder, `${size}.db`);
  await measureOn('SQLite', sizes, (size) => Promise.resolve({ url: null, file: file(size) }));
  rmSync(folder, { recursive: true, force: true });
  const postgres = await startPostgres({ isDurable: true });
  if (postgres === undefined) console.log('No PostgreSQL here: its half is left out.');
  else await measureOn('PostgreSQL', sizes, (size) => databaseOn(postgres.url, size));
  await postgres?.stop();
}

async function databaseOn(server: string, size: number): Promise<Address> {
  const url = new URL(server);
  url.pathname = `/reminders_${size}_${process.pid}`;
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(`create database ${url.pathname.slice(1)}`);
  await client.end();
  return { url: url.href, file: '' };
}

async function measureOn(
  engine: string,
  sizes: readonly number[],
  addressFor: (size: number) => Promise<Address>,
): Promise<void> {
  const all: Costs[] = [];
  for (const size of sizes) {
    const costs = await measureSize(size, await addressFor(size));
    all.push(costs);
    report(engine, costs);
  }
  const [first, last] = [all[0], all.at(-1)];
  if (first !== undefined && last !== undefined && first !== last)
    compareSizes(engine, first, last);
}

async function measureSize(size: number, address: Address): Promise<Costs> {
  const db = openDatabase(address);
  await migrate(db, start);
  const bare = await openBare(address);
  await fillMeetings(db, { size, rounds });
  await bare.settle();
  const sweep = (round: number) => {
    const room = { db, clock: fixedClock(momentOf(round)), random: systemRandom };
    return sweepReminders(room);
  };
  const taken = { idle: [], told: [], read: [], written: [] } as Record<string, number[]>;
  for (let round = 1; round <= rounds; round++) {
    const now = momentOf(round);
    taken['read']?.push(await expectRows(() => bare.read(now), dueInRound));
    taken['written']?.push(await taking(() => writeFor(db, dueInRound)));
    taken['told']?.push(await expectRows(() => sweep(round), dueInRound));
    taken['idle']?.push(await expectRows(() => sweep(round), 0));
  }
  const many = Math.floor(size / 100);
  const each = (await expectRows(() => sweep(rounds + 1), many)) / many;
  await bare.close();
  await db.close();
  const at = (name: string) => middle(taken[name] ?? []);
  const written = at('written');
  return { size, each, idle: at('idle'), told: at('told'), read: at('read'), written };
}

async function writeFor(db: Database, count: number): Promise<void> {
  for (let i = 0; i < count; i++) await writeTwoRows(db);
}

interface Bare {
  /** Reads what came into the coming day within the last five minutes; how many. */
  read(now: number): Promise<number>;
  /** Lets the engine look at its tables, as it does by itself after a while. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

const statement = (first: string, last: string) =>
  `select id, pairing_id, at, changed_at, reminded_day, reminded_hour from meetings
   where state = 'planned' and at > ${first} and at <= ${last} and reminded_day is null`;

async function openBare({ url, file }: Address): Promise<Bare> {
  if (url === null) return openBareFile(file);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const text = statement('$1', '$2');
  return {
    read: async (now) => {
      const values = [now + day - 5 * minute, now + day];
      return (await client.query({ name: 'due', text, values })).rows.length;
    },
    settle: async () => void (await client.query('vacuum analyze')),
    close: () => client.end(),
  };
}

function openBareFile(file: string): Bare {
  const handle = new DatabaseSync(file, { readOnly: true });
  const prepared = handle.prepare(statement('?', '?'));
  return {
    read: (now) => Promise.resolve(prepared.all(now + day - 5 * minute, now + day).length),
    settle: () => Promise.resolve(),
    close: () => Promise.resolve(handle.close()),
  };
}

/** Microseconds it took, if as many were found as there should be. */
async function expectRows(act: () => Promise<number>, wanted: number): Promise<number> {
  let found = 0;
  const took = await taking(async () => {
    found = await act();
  });
  if (found !== wanted) throw new Error(`${found} were found instead of ${wanted}`);
  return took;
}

async function taking(act: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await act();
  return (performance.now() - began) * 1000;
}

const middle = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

const micro = (value: number): string => `${value.toFixed(0)} µs`;
const times = (one: number, other: number): string => `${(one / other).toFixed(1)} times`;

function report(engine: string, { size, idle, told, each, read, written }: Costs): void {
  console.log(
    `${engine}, ${size} series: none due, ${micro(idle)}, ${times(idle, read)} the bare reading of twenty (${micro(read)}); ` +
      `twenty told of, ${micro(told)}, ${times(told, written)} two bare rows for each (${micro(written)}); ` +
      `one in a hundred series, ${micro(each)} a meeting`,
  );
}

/** Writing is measured in bare rows of the same size's run: a disk is slower at one time than at another. */
function compareSizes(engine: string, one: Costs, other: Costs): void {
  const told = times(other.told / other.written, one.told / one.written);
  const each = times(other.each / other.written, one.each / one.written);
  console.log(
    `${engine}: ${other.size} against ${one.size} series: none due, ${times(other.idle, one.idle)}; ` +
      `in bare rows, twenty told of, ${told}; one in a hundred, ${each} a meeting (goal: at most 2)`,
  );
}
