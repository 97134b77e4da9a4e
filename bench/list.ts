/**
 * What the list of available mentors costs: processor time a request, database included, against
 * a hand-written handler that makes the same bytes, at growing numbers of listed mentors and on
 * both engines. Ratios within one run are what counts; the machine's speed is not.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { cookieFor } from '#tests/factories.ts';
import { startTestServer, type RunningServer } from '#tests/server.ts';
import { startPostgres } from '#tests/postgres.ts';
import { systemClock } from '#platform/clock.server.ts';
import { systemRandom } from '#platform/crypto.server.ts';
import { backendsOf, startHandler } from './handler.ts';
import { compare, fetchOnce, waitsAtRate, type Cost, type Subject } from './measure.ts';

const root = join(import.meta.dirname, '..');

/** Listed mentors; the crowd is larger by those who are not available. */
const sizes = [1_000, 10_000, 100_000];
/** Of the crowd, how many ticked the box. */
const share = 0.35;

/** A day of looking around: plain, by skill, by several filters, by words, the next page. */
const paths = [
  '/mentors',
  '/mentors?skill=javascript',
  '/mentors?skill=python&mode=review&hours=2',
  '/mentors?skill=go&skill=rust&match=any&terms=free&language=en',
  '/mentors?q=postgres',
];

interface Measured {
  engine: string;
  size: number;
  page: Cost;
  handler: Cost;
  bytes: number;
  waits: { p50: number; p99: number };
}

/** Runs every combination and prints a table. */
export async function measureList(wanted: number[] = sizes): Promise<void> {
  const postgres = await startPostgres();
  const rows: Measured[] = [];
  for (const [engine, url] of [
    ['SQLite', undefined],
    ['PostgreSQL', postgres?.url],
  ] as const) {
    if (engine === 'PostgreSQL' && url === undefined) {
      console.log('No PostgreSQL here: its half is left out.');
      continue;
    }
    for (const size of wanted) rows.push(await measureOne({ engine, size, postgresUrl: url }));
  }
  await postgres?.stop();
  report(rows);
}

async function measureOne({
  engine,
  size,
  postgresUrl,
}: {
  engine: string;
  size: number;
  postgresUrl: string | undefined;
}): Promise<Measured> {
  const server = await startTestServer({
    postgresUrl,
    args: [],
    env: { NODE_ENV: 'production', LOG_LEVEL: 'info', READING_LIMIT: '1000000000' },
  });
  seedCommunity(server, Math.ceil(size / share));
  const subject = await subjectFor(server, engine);
  const page = await fetchOnce(subject, paths[0] ?? '/');
  const yardstick = await startHandler(page);
  const [pageCost, handlerCost] = await compare([
    { subject, paths },
    { subject: yardstick.subject, paths: ['/'] },
  ]);
  const waits = await waitsAtRate(subject, { paths, perSecond: 100, seconds: 10 });
  yardstick.stop();
  await server.stop();
  if (pageCost === undefined || handlerCost === undefined) throw new Error('nothing was measured');
  return { engine, size, page: pageCost, handler: handlerCost, bytes: page.length, waits };
}

function seedCommunity(server: RunningServer, members: number): void {
  const started = performance.now();
  const done = spawnSync(
    process.execPath,
    [join(root, 'bin', 'bothways.ts'), 'seed', String(members)],
    {
      env: { ...process.env, ...server.environment },
      encoding: 'utf8',
      maxBuffer: 1 << 26,
    },
  );
  if (done.status !== 0) throw new Error(`seeding failed:\n${done.stdout}${done.stderr}`);
  console.log(`${members} members seeded in ${Math.round((performance.now() - started) / 1000)} s`);
}

async function subjectFor(server: RunningServer, engine: string): Promise<Subject> {
  const viewer = await server.db.read
    .selectFrom('members')
    .innerJoin('wanted_skills', 'wanted_skills.member_id', 'members.id')
    .select('members.id')
    .where('members.week_hours', '!=', '')
    .where('members.status', '=', 'active')
    .groupBy('members.id')
    .orderBy('members.id')
    .executeTakeFirstOrThrow();
  const cookie = await cookieFor(
    { db: server.db, clock: systemClock, random: systemRandom },
    viewer.id,
  );
  return {
    name: `list on ${engine}`,
    url: server.url,
    headers: { cookie },
    processes: () => [server.processId, ...backendsOf(server)],
  };
}

function report(rows: Measured[]): void {
  console.log(
    '\nThe list with filters: processor time a request (median of five rounds, lowest to highest)\n',
  );
  console.log(
    'engine      listed   page µs (range)        handler µs (range)    times   p50 ms  p99 ms at 100/s',
  );
  for (const { engine, size, page, handler, waits } of rows) {
    const cost = (of: Cost) =>
      `${Math.round(of.median)} (${Math.round(of.low)}–${Math.round(of.high)})`;
    console.log(
      `${engine.padEnd(11)} ${String(size).padStart(6)}   ${cost(page).padEnd(22)} ${cost(handler).padEnd(21)} ${(page.median / handler.median).toFixed(1).padStart(5)}   ${waits.p50.toFixed(1).padStart(6)}  ${waits.p99.toFixed(1).padStart(6)}`,
    );
  }
  for (const engine of new Set(rows.map((row) => row.engine))) {
    const at = (size: number) =>
      rows.find((row) => row.engine === engine && row.size === size)?.page.median;
    const [small, large] = [at(1_000), at(100_000)];
    if (small !== undefined && large !== undefined)
      console.log(
        `${engine}: 100,000 cost ${(large / small).toFixed(1)} times what 1,000 cost (goal: at most 4)`,
      );
  }
}
