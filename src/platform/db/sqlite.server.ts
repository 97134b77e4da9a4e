/** Kysely on `node:sqlite`: one writing connection and one reading, both in this process. */
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import {
  type CompiledQuery,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
} from 'kysely';

const statementsKept = 400;

/** Runs compiled queries on one handle, keeping the statements it prepared. */
class Connection implements DatabaseConnection {
  readonly #handle: DatabaseSync;
  readonly #prepared = new Map<string, { statement: StatementSync; returnsRows: boolean }>();

  constructor(handle: DatabaseSync) {
    this.#handle = handle;
  }

  executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    try {
      return Promise.resolve(this.#run<Row>(query));
    } catch (error) {
      return Promise.reject(error instanceof Error ? error : new Error(String(error)));
    }
  }

  #run<Row>(query: CompiledQuery): QueryResult<Row> {
    const { statement, returnsRows } = this.#prepare(query.sql);
    const values = query.parameters as SQLInputValue[];
    if (returnsRows) return { rows: statement.all(...values) as Row[] };
    const { changes } = statement.run(...values);
    return { rows: [], numAffectedRows: BigInt(changes) };
  }

  #prepare(sql: string) {
    const kept = this.#prepared.get(sql);
    if (kept !== undefined) return kept;
    const statement = this.#handle.prepare(sql);
    const entry = { statement, returnsRows: statement.columns().length > 0 };
    if (this.#prepared.size >= statementsKept) {
      const oldest = this.#prepared.keys().next().value;
      if (oldest !== undefined) this.#prepared.delete(oldest);
    }
    this.#prepared.set(sql, entry);
    return entry;
  }

  streamQuery(): never {
    throw new Error('Streaming is not used: pages are read by keyset.');
  }
}

/** One connection, handed to one caller at a time, so that a transaction is never interleaved. */
class OneAtATime implements Driver {
  readonly #handle: DatabaseSync;
  readonly #connection: Connection;
  #turn: Promise<void> = Promise.resolve();
  #done: () => void = () => {};

  constructor(handle: DatabaseSync) {
    this.#handle = handle;
    this.#connection = new Connection(handle);
  }

  init = () => Promise.resolve();

  async acquireConnection(): Promise<DatabaseConnection> {
    const mine = Promise.withResolvers<void>();
    const before = this.#turn;
    this.#turn = mine.promise;
    await before;
    this.#done = mine.resolve;
    return this.#connection;
  }

  releaseConnection(): Promise<void> {
    this.#done();
    return Promise.resolve();
  }

  beginTransaction = () => this.#exec('begin immediate');
  commitTransaction = () => this.#exec('commit');
  rollbackTransaction = () => this.#exec('rollback');

  destroy(): Promise<void> {
    if (this.#handle.isOpen) this.#handle.close();
    return Promise.resolve();
  }

  #exec(sql: string): Promise<void> {
    try {
      this.#handle.exec(sql);
      return Promise.resolve();
    } catch (error) {
      return Promise.reject(error instanceof Error ? error : new Error(String(error)));
    }
  }
}

/** A read-only connection needs no turns: a statement runs to its end before anything else does. */
class ReadOnly extends OneAtATime {
  readonly #shared: Connection;

  constructor(handle: DatabaseSync) {
    super(handle);
    this.#shared = new Connection(handle);
  }

  override acquireConnection(): Promise<DatabaseConnection> {
    return Promise.resolve(this.#shared);
  }

  override releaseConnection(): Promise<void> {
    return Promise.resolve();
  }
}

const dialect = (driver: Driver): Dialect => ({
  createAdapter: () => new SqliteAdapter(),
  createDriver: () => driver,
  createIntrospector: (db) => new SqliteIntrospector(db),
  createQueryCompiler: () => new SqliteQueryCompiler(),
});

/**
 * Opens the writing and the reading side of one SQLite file in WAL mode. Every commit is
 * synced before it is answered; another process on the same file waits for up to five
 * seconds and then fails cleanly.
 */
export function openSqlite(file: string): { write: Dialect; read: Dialect } {
  const write = new DatabaseSync(file, { enableForeignKeyConstraints: true, timeout: 5000 });
  write.exec('pragma journal_mode = wal');
  write.exec('pragma synchronous = full');
  // What is deleted is overwritten with zeros.
  write.exec('pragma secure_delete = on');
  write.exec('pragma cache_size = -32000');
  const read = new DatabaseSync(file, { readOnly: true, timeout: 5000 });
  read.exec('pragma cache_size = -64000');
  read.exec('pragma mmap_size = 268435456');
  return { write: dialect(new OneAtATime(write)), read: dialect(new ReadOnly(read)) };
}
