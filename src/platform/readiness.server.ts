import { sql } from 'kysely';
import type { Database } from '#platform/db/database.server.ts';

/** True when the database answers a question. */
export async function isReachable(db: Database): Promise<boolean> {
  try {
    await sql`select 1`.execute(db.read);
    return true;
  } catch {
    return false;
  }
}
