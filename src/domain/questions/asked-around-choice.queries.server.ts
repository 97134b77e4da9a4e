import type { Reader } from '#platform/db/database.server.ts';

/** Whether a member would answer people they don't know yet; true until they say otherwise. */
export async function isWilling(db: Reader, memberId: string): Promise<boolean> {
  const row = await db
    .selectFrom('asked_around_choices')
    .select('is_willing')
    .where('member_id', '=', memberId)
    .executeTakeFirst();
  return row?.is_willing !== 0;
}
