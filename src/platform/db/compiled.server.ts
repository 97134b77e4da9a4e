/** For the few statements that every request runs. */
import type { Compilable, CompiledQuery } from 'kysely';
import type { Reader } from './database.server.ts';

/**
 * Builds a statement once for each database: building it would cost more than running it.
 *
 * @param make builds it with any value in the place of its one parameter
 * @returns runs it with the parameter given
 */
export function compiledOnce<Row>(
  make: (db: Reader) => Compilable<Row>,
): (db: Reader, parameter: string) => Promise<Row | undefined> {
  const made = new WeakMap<Reader, CompiledQuery<Row>>();
  return async (db, parameter) => {
    const query = made.get(db) ?? make(db).compile();
    made.set(db, query);
    const { rows } = await db.executeQuery<Row>({ ...query, parameters: [parameter] });
    return rows[0];
  };
}
