/** Brings the database to this program's schema, one transaction a step. */
import { sql } from 'kysely';
import { isAlreadyThere, type Database } from './database.server.ts';
import { statements as foundation } from '#platform/db/migrations/0001-foundation.ts';
import { statements as foreignKeyIndexes } from '#platform/db/migrations/0006-foreign-key-indexes.ts';
import { statements as lateCalendars } from '#platform/db/migrations/0007-late-calendars.ts';
import { statements as reviewsAndQuestions } from '#platform/db/migrations/0004-reviews-questions.ts';
import { statements as meetings } from '#platform/db/migrations/0003-meetings.ts';
import { statements as together } from '#platform/db/migrations/0002-together.ts';
import { statements as endingTold } from '#platform/db/migrations/0005-ending-told.ts';

/** In order; a step that has been released is never edited. */
export const migrations: { name: string; statements: readonly string[] }[] = [
  { name: '0001-foundation', statements: foundation },
  { name: '0002-together', statements: together },
  { name: '0003-meetings', statements: meetings },
  { name: '0004-reviews-questions', statements: reviewsAndQuestions },
  { name: '0005-ending-told', statements: endingTold },
  { name: '0006-foreign-key-indexes', statements: foreignKeyIndexes },
  { name: '0007-late-calendars', statements: lateCalendars },
];

/** The database was written by a later version of Bothways. */
export class NewerDatabaseError extends Error {
  override name = 'NewerDatabaseError';
}

/**
 * Runs the steps this database lacks and returns their names. Each runs whole or not at all;
 * two processes starting together share the work safely.
 *
 * @throws {NewerDatabaseError} before touching anything, when the database knows a step this program doesn't
 */
export async function migrate(db: Database, now: number): Promise<string[]> {
  const known = migrations.map((migration) => migration.name);
  const newer = (await stepsTaken(db)).filter((name) => !known.includes(name));
  if (newer.length > 0) {
    throw new NewerDatabaseError(
      `This database was written by a newer Bothways (it has ${newer.join(', ')}). ` +
        'Nothing was changed. Start the newer version, or restore the backup made before the upgrade.',
    );
  }
  await ensureLedger(db);
  const ran: string[] = [];
  for (const migration of migrations) {
    if (await runOnce(db, migration, now)) ran.push(migration.name);
  }
  return ran;
}

async function stepsTaken(db: Database): Promise<string[]> {
  try {
    const rows = await db.read.selectFrom('migrations').select('name').execute();
    return rows.map((row) => row.name);
  } catch (error) {
    if (isMissingTable(error)) return [];
    throw error;
  }
}

function isMissingTable(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : '';
  return code === '42P01' || (error instanceof Error && error.message.includes('no such table'));
}

async function ensureLedger(db: Database): Promise<void> {
  try {
    await db.transact((tx) =>
      sql`create table if not exists migrations (name text primary key, ran_at bigint not null)`.execute(
        tx,
      ),
    );
  } catch (error) {
    // PostgreSQL can report the race of two creators as a duplicate in its own catalogue.
    if (!isAlreadyThere(error)) throw error;
  }
}

/** The ledger's row is taken first: a second process waits on it and then finds the step done. */
async function runOnce(
  db: Database,
  migration: { name: string; statements: readonly string[] },
  now: number,
): Promise<boolean> {
  return db.transact(async (tx) => {
    const claimed = await tx
      .insertInto('migrations')
      .values({ name: migration.name, ran_at: now })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .returning('name')
      .execute();
    if (claimed.length === 0) return false;
    for (const statement of migration.statements) await sql.raw(statement).execute(tx);
    return true;
  });
}
