/** A whole Bothways for a test: the built server on a free port, with its own database. */
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openDatabase, type Database } from '#platform/db/database.server.ts';

const root = join(import.meta.dirname, '..');
/** Most of a start is the compiling of modules; one start leaves it to the next. */
const compileCache = join(root, 'node_modules', '.cache', 'compiled');

export interface RunningServer {
  url: string;
  /** Straight into the server's database, to arrange and to look. */
  db: Database;
  /** Where the embedded database and the secret are. */
  folder: string;
  child: ChildProcess;
  processId: number;
  /** The settings it runs with, for a command line that works on the same server. */
  environment: Record<string, string>;
  /** All it has printed so far. */
  output(): string;
  stop(): Promise<number | null>;
}

/**
 * Starts a server and waits until it answers.
 *
 * @param postgresUrl a server to make a database on; without it the server has its embedded one
 * @param preload a module to load before the server, which can then be spoken to through `child`
 */
export async function startTestServer({
  postgresUrl,
  args = [],
  env = {},
  preload,
}: {
  postgresUrl?: string | undefined;
  args?: string[];
  env?: Record<string, string>;
  preload?: string;
} = {}): Promise<RunningServer> {
  const folder = mkdtempSync(join(tmpdir(), 'bothways-server-'));
  const database = postgresUrl === undefined ? undefined : await createDatabase(postgresUrl);
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const environment = {
    NODE_ENV: 'test',
    NODE_COMPILE_CACHE: compileCache,
    PORT: String(port),
    PUBLIC_URL: url,
    DATA_FOLDER: folder,
    ...(database === undefined ? {} : { DATABASE_URL: database.url }),
    ...env,
  };
  const imports = preload === undefined ? [] : ['--import', preload];
  const entry = join(root, 'bin', 'bothways.ts');
  const child = spawn(process.execPath, [...imports, entry, 'start', ...args], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe', ...(preload === undefined ? [] : ['ipc' as const])],
    env: { PATH: process.env['PATH'], ...environment },
  });
  const output = collectOutput(child);
  await untilItServes(child, output);
  const db = openDatabase({ url: database?.url ?? null, file: join(folder, 'bothways.db') });
  return {
    url,
    db,
    folder,
    child,
    processId: child.pid ?? 0,
    environment,
    output,
    async stop() {
      await db.close();
      const code = await end(child);
      await database?.drop();
      rmSync(folder, { recursive: true, force: true });
      return code;
    },
  };
}

function collectOutput(child: ChildProcess): () => string {
  let text = '';
  child.stdout?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return () => text;
}

async function untilItServes(child: ChildProcess, output: () => string): Promise<void> {
  for (let waited = 0; waited < 60_000; waited += 50) {
    if (output().includes('Bothways is at')) return;
    if (child.exitCode !== null) throw new Error(`It stopped before it served:\n${output()}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  child.kill();
  throw new Error(`It did not serve within a minute:\n${output()}`);
}

function end(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null) return Promise.resolve(child.exitCode);
  return new Promise((resolve) => {
    child.once('exit', resolve);
    child.kill('SIGTERM');
  });
}

async function createDatabase(
  serverUrl: string,
): Promise<{ url: string; drop: () => Promise<void> }> {
  const name = `server_${crypto.randomUUID().replaceAll('-', '')}`;
  const run = async (statement: string) => {
    const client = new pg.Client({ connectionString: serverUrl });
    await client.connect();
    await client.query(statement);
    await client.end();
  };
  await run(`create database ${name}`);
  const address = new URL(serverUrl);
  address.pathname = `/${name}`;
  return { url: address.href, drop: () => run(`drop database ${name} with (force)`) };
}

/** A port that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}
