/** All rows of a database, to be compared. */
import { sql } from 'kysely';
import type { Reader } from '#platform/db/database.server.ts';

/** Each table with its rows as JSON, in an order of their own. */
export async function dumpOf(
  read: Reader,
  { without }: { without: readonly string[] },
): Promise<[table: string, rows: string[]][]> {
  const tables = (await read.introspection.getTables())
    .map(({ name }) => name)
    .filter((name) => !without.includes(name));
  const rows = await Promise.all(
    tables.map((table) => sql<object>`select * from ${sql.table(table)}`.execute(read)),
  );
  return rows.map((result, index) => [
    tables[index] ?? '',
    result.rows.map((row) => JSON.stringify(row)).toSorted(),
  ]);
}
