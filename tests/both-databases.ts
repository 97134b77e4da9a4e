/** Every query and command test runs on both engines, on a fresh copy of a migrated template. */
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { describe, inject, onTestFinished } from 'vitest';
import { openDatabase, type Database } from '#platform/db/database.server.ts';
import { migrate } from '#platform/db/migrate.server.ts';
import { templateName } from './postgres-setup.ts';

/** Opens an empty, migrated database that is thrown away when the test ends. */
export type FreshDatabase = () => Promise<Database>;

/**
 * Describes behaviour that must hold on SQLite and on PostgreSQL.
 *
 * @example eachEngine('signing in', (freshDatabase) => { it('…', async () => { const db = await freshDatabase(); … }) })
 */
export function eachEngine(title: string, define: (freshDatabase: FreshDatabase) => void): void {
  describe(`${title}, on SQLite`, () => define(freshSqlite));
  const hasPostgres = inject('postgresUrl') !== '';
  describe.skipIf(!hasPostgres)(`${title}, on PostgreSQL`, () => define(freshPostgres));
}

// Memory-backed where there is such a folder: these files are synced at every commit.
const roomy = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();
let sqliteTemplate: Promise<string> | undefined;

async function freshSqlite(): Promise<Database> {
  sqliteTemplate ??= makeSqliteTemplate();
  const folder = mkdtempSync(join(roomy, 'bothways-test-'));
  const file = join(folder, 'bothways.db');
  copyFileSync(await sqliteTemplate, file);
  const db = openDatabase({ url: null, file });
  onTestFinished(async () => {
    await db.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return db;
}

async function makeSqliteTemplate(): Promise<string> {
  const folder = mkdtempSync(join(roomy, 'bothways-template-'));
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'template.db');
  const db = openDatabase({ url: null, file });
  await migrate(db, 0);
  await db.close();
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return file;
}

let administrator: Promise<pg.Client> | undefined;

async function freshPostgres(): Promise<Database> {
  const address = new URL(inject('postgresUrl'));
  administrator ??= connect(address.href);
  const server = await administrator;
  const name = `test_${crypto.randomUUID().replaceAll('-', '')}`;
  await server.query(`create database ${name} template ${templateName} ${inject('copyStrategy')}`);
  address.pathname = `/${name}`;
  const db = openDatabase({ url: address.href, file: '' });
  onTestFinished(async () => {
    await db.close();
    await server.query(`drop database ${name} with (force)`);
  });
  return db;
}

/** One connection for all databases of a test file; it does not keep the process alive. */
async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  client.unref();
  return client;
}
