import type { Reader } from '#platform/db/database.server.ts';

/** The providers a member has connected. */
export async function connectedTo(db: Reader, memberId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('identities')
    .select('provider')
    .where('member_id', '=', memberId)
    .execute();
  return rows.map((row) => row.provider);
}
