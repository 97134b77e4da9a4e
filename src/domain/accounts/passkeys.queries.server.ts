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

/** How many organisers there are, and how many of them could come in without a letter. */
export async function organisersWithPasskeys(
  db: Reader,
): Promise<{ organisers: number; withPasskey: number }> {
  const rows = await db
    .selectFrom('organisers')
    .innerJoin('members', 'members.id', 'organisers.member_id')
    .leftJoin('passkeys', 'passkeys.member_id', 'members.id')
    .select(['members.id', 'passkeys.id as passkey_id'])
    .where('members.status', '=', 'active')
    .execute();
  const withPasskey = rows.filter(({ passkey_id: passkeyId }) => passkeyId !== null);
  const count = (all: typeof rows) => new Set(all.map(({ id }) => id)).size;
  return { organisers: count(rows), withPasskey: count(withPasskey) };
}
