/** Every query and command test runs on both engines, on a fresh copy of a migrated template. */
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, describe, inject, onTestFinished } from 'vitest';
import { openDatabase, type Database } from '#platform/db/database.server.ts';
import { memoryFolder, templateName } from './templates.ts';

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
  describe.skipIf(!hasPostgres)(`${title}, on PostgreSQL`, () => {
    afterAll(disconnect);
    define(freshPostgres);
  });
}

function freshSqlite(): Promise<Database> {
  const folder = mkdtempSync(join(memoryFolder, 'bothways-test-'));
  const file = join(folder, 'bothways.db');
  copyFileSync(inject('sqliteTemplate'), file);
  const db = openDatabase({ url: null, file });
  onTestFinished(async () => {
    await db.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return Promise.resolve(db);
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

/** One connection for all databases of a test file. */
async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}

async function disconnect(): Promise<void> {
  const client = await administrator;
  administrator = undefined;
  await client?.end();
}
