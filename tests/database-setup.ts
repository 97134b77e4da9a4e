/** Vitest's global setup: a migrated template to copy for each engine, and one PostgreSQL for the run. */
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { migrate } from '#platform/db/migrate.server.ts';
import { openDatabase } from '#platform/db/database.server.ts';
import pg from 'pg';
import { startPostgres } from './postgres.ts';
import { memoryFolder, templateName } from './templates.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** The file of a migrated, empty SQLite database. */
    sqliteTemplate: string;
    /** Empty where there is no PostgreSQL. */
    postgresUrl: string;
    /** How `create database` copies the template, as SQL. */
    copyStrategy: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(memoryFolder, 'bothways-template-'));
  const file = join(folder, 'template.db');
  await migrateFresh({ url: null, file });
  project.provide('sqliteTemplate', file);
  const stopPostgres = await providePostgres(project);
  return async () => {
    rmSync(folder, { recursive: true, force: true });
    await stopPostgres();
  };
}

async function providePostgres(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres();
  if (server === undefined) {
    if (process.env['CI'])
      throw new Error('CI needs PostgreSQL: install it or set TEST_DATABASE_URL.');
    console.warn('\n*** No PostgreSQL here: its half of the tests is skipped. ***\n');
    project.provide('postgresUrl', '');
    project.provide('copyStrategy', '');
    return () => Promise.resolve();
  }
  project.provide('copyStrategy', await makeTemplate(server.url));
  project.provide('postgresUrl', server.url);
  return () => server.stop();
}

/** Makes the template; gives how to copy it fast: since version 15 files are copied only when asked to. */
async function makeTemplate(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`drop database if exists ${templateName}`);
  await client.query(`create database ${templateName}`);
  const { rows } = await client.query<{ version: string }>(
    "select current_setting('server_version_num') as version",
  );
  await client.end();
  const address = new URL(url);
  address.pathname = `/${templateName}`;
  await migrateFresh({ url: address.href, file: '' });
  return Number(rows[0]?.version) >= 150_000 ? 'strategy file_copy' : '';
}

async function migrateFresh(where: Parameters<typeof openDatabase>[0]): Promise<void> {
  const db = openDatabase(where);
  await migrate(db, 0);
  await db.close();
}
