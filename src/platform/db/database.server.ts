/** The database: embedded SQLite by default, PostgreSQL when its address says so. */
import { dirname } from 'node:path';
import { Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import pg from 'pg';
import { makePrivateFile, makePrivateFolder } from '#platform/private-files.server.ts';
import { makeChanges, topicsOf, type Changes, type ChangesHeard } from '#platform/live.server.ts';
import { openRelay, type Relay } from './relay.server.ts';
import { openSqlite } from './sqlite.server.ts';
import type { Tables } from './tables.ts';

/** What a read needs: either side of the database, or a transaction. */
export type Reader = Kysely<Tables>;
/** A write transaction; only {@link Database.transact} gives one. */
export type Tx = Transaction<Tables>;

export interface Database {
  readonly engine: 'sqlite' | 'postgres';
  /** For reading outside a transaction. */
  readonly read: Reader;
  /**
   * Runs `work` in one write transaction: immediate on SQLite, serializable on PostgreSQL, where
   * it is run again when the engine reports a conflict. So `work` may run more than once and
   * must touch nothing but `tx`.
   */
  transact<Result>(work: (tx: Tx) => Promise<Result>): Promise<Result>;
  /**
   * Overwrites what was deleted where this program can: SQLite zeroes deleted rows, and here the copies of
   * them in its log. What PostgreSQL keeps is its operator's to decide.
   */
  forgetDeleted(): Promise<void>;
  /** Called after each commit; the worker uses it to look for new jobs at once. */
  onCommit(listener: () => void): void;
  /** What committed transactions named as changed; see `publish` in live.server.ts. */
  readonly changes: Changes;
  close(): Promise<void>;
}

// Counts and times fit in a double for the next 285 thousand years.
const int8 = 20;
const numberTypes: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary'): ((value: string) => unknown) =>
    oid === int8 ? Number : (pg.types.getTypeParser(oid, format) as (value: string) => unknown),
};

/** Opens `url` (postgres://…) or the SQLite file `file`, making its folder. Does not migrate. */
export function openDatabase({ url, file }: { url: string | null; file: string }): Database {
  return url === null ? openEmbedded(file) : openPostgres(url);
}

const inMemory = ':memory:';

function openEmbedded(file: string): Database {
  if (file !== inMemory) {
    makePrivateFolder(dirname(file));
    makePrivateFile(file);
  }
  const dialects = openSqlite(file);
  const write = new Kysely<Tables>({ dialect: dialects.write });
  const read = new Kysely<Tables>({ dialect: dialects.read });
  return makeDatabase({
    engine: 'sqlite',
    read,
    write,
    isolate: (work) => write.transaction().execute(work),
    changes: makeChanges(),
  });
}

function openPostgres(url: string): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: 12,
    types: numberTypes,
    connectionTimeoutMillis: 5000,
    statement_timeout: 15_000,
    application_name: 'bothways',
  });
  // A dropped idle connection is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => {});
  const both = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  const changes = makeChanges();
  return makeDatabase({
    engine: 'postgres',
    read: both,
    write: both,
    isolate: (work) => both.transaction().setIsolationLevel('serializable').execute(work),
    changes,
    relay: openRelay({ url, pool, changes }),
  });
}

interface Engine {
  engine: Database['engine'];
  read: Kysely<Tables>;
  write: Kysely<Tables>;
  /** Runs work in a transaction of its own, once. */
  isolate: <Result>(work: (tx: Tx) => Promise<Result>) => Promise<Result>;
  changes: ChangesHeard;
  /** Missing where one process has the database to itself. */
  relay?: Relay;
}

function makeDatabase({ engine, read, write, isolate, changes, relay }: Engine): Database {
  const listeners: (() => void)[] = [];
  const retrying = makeRetries();
  const tell = (topics: readonly string[]) => {
    if (topics.length === 0) return;
    changes.hear(topics);
    relay?.tell(topics);
  };
  return {
    engine,
    read,
    async transact(work) {
      let topics: string[] = [];
      const result = await retrying(() =>
        isolate(async (tx) => {
          const done = await work(tx);
          topics = topicsOf(tx);
          return done;
        }),
      );
      tell(topics);
      for (const listener of listeners) listener();
      return result;
    },
    async forgetDeleted() {
      if (engine === 'sqlite') await sql`pragma wal_checkpoint(truncate)`.execute(write);
    },
    onCommit: (listener) => void listeners.push(listener),
    changes: {
      mark: () => changes.mark(),
      listen(asked, listener) {
        relay?.listen();
        return changes.listen(asked, listener);
      },
    },
    async close() {
      await relay?.close();
      // The writing side last: closing the last connection folds the log back into the file.
      if (read !== write) await read.destroy();
      await write.destroy();
    },
  };
}

const attemptsOnConflict = 25;

/**
 * Runs a transaction again when the engine reports a conflict: 40001 serialization failure, 40P01
 * deadlock. Those that lost try again one after the other, because at once they would go on losing to
 * each other, with fifty of them until all attempts are spent (fault 12).
 */
function makeRetries(): <Result>(run: () => Promise<Result>) => Promise<Result> {
  let line: Promise<unknown> = Promise.resolve();
  return async (run) => {
    try {
      return await run();
    } catch (error) {
      if (!isConflict(error)) throw error;
    }
    const again = line.then(() => retryConflicts(run));
    line = again.catch(() => {});
    return again;
  };
}

async function retryConflicts<Result>(run: () => Promise<Result>): Promise<Result> {
  for (let attempt = 2; ; attempt++) {
    try {
      return await run();
    } catch (error) {
      if (!isConflict(error) || attempt === attemptsOnConflict) throw error;
      await new Promise((resolve) =>
        setTimeout(resolve, Math.random() * Math.min(200, 2 ** attempt)),
      );
    }
  }
}

function isConflict(error: unknown): boolean {
  const code = codeOf(error);
  return code === '40001' || code === '40P01';
}

/** True when an insert failed because the row is there already, on either engine. */
export function isAlreadyThere(error: unknown): boolean {
  if (codeOf(error) === '23505') return true;
  return error instanceof Error && /UNIQUE constraint failed/.test(error.message);
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}
