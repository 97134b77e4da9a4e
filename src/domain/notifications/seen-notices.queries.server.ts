import type { Reader } from '#platform/db/database.server.ts';

/** When a member last looked at what they were told of this page, epoch milliseconds; 0 for never. */
export async function lastSeenAt(
  db: Reader,
  { memberId, href }: { memberId: string; href: string },
): Promise<number> {
  const row = await db
    .selectFrom('notices')
    .select((eb) => eb.fn.max('seen_at').as('at'))
    .where('member_id', '=', memberId)
    .where('href', '=', href)
    .executeTakeFirst();
  return row?.at ?? 0;
}
