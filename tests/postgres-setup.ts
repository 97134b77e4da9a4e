/** Vitest's global setup: one PostgreSQL for the run, with a migrated template to copy. */
import type { TestProject } from 'vitest/node';
import { migrate } from '#platform/db/migrate.server.ts';
import { openDatabase } from '#platform/db/database.server.ts';
import pg from 'pg';
import { startPostgres } from './postgres.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    postgresUrl: string;
  }
}

export const templateName = 'bothways_template';

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await startPostgres();
  if (server === undefined) {
    if (process.env['CI'])
      throw new Error('CI needs PostgreSQL: install it or set TEST_DATABASE_URL.');
    console.warn('\n*** No PostgreSQL here: its half of the tests is skipped. ***\n');
    project.provide('postgresUrl', '');
    return () => Promise.resolve();
  }
  await makeTemplate(server.url);
  project.provide('postgresUrl', server.url);
  return () => server.stop();
}

async function makeTemplate(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(`drop database if exists ${templateName}`);
  await client.query(`create database ${templateName}`);
  await client.end();
  const address = new URL(url);
  address.pathname = `/${templateName}`;
  const db = openDatabase({ url: address.href, file: '' });
  await migrate(db, 0);
  await db.close();
}
