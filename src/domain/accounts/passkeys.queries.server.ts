import type { Reader } from '#platform/db/database.server.ts';

export interface Passkey {
  id: string;
  name: string;
  /** Epoch milliseconds. */
  createdAt: number;
  usedAt: number | null;
}

/** A member's own passkeys, the oldest first. */
export async function passkeysOf(db: Reader, memberId: string): Promise<Passkey[]> {
  const rows = await db
    .selectFrom('passkeys')
    .select(['id', 'name', 'created_at', 'used_at'])
    .where('member_id', '=', memberId)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    createdAt: row.created_at,
    usedAt: row.used_at,
  }));
}
