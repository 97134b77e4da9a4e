/**
 * Blocks: two people of whom one wants no contact are invisible to each other everywhere, as if there
 * were no such person (requirement E3). It works both ways and says nothing of who asked for it.
 */
import type { Reader } from '#platform/db/database.server.ts';

/** True where either of the two blocked the other. */
export async function areApart(
  db: Reader,
  { memberId, otherId }: { memberId: string; otherId: string },
): Promise<boolean> {
  const row = await db
    .selectFrom('blocks')
    .select('since')
    .where((eb) =>
      eb.or([
        eb.and([eb('member_id', '=', memberId), eb('other_id', '=', otherId)]),
        eb.and([eb('member_id', '=', otherId), eb('other_id', '=', memberId)]),
      ]),
    )
    .executeTakeFirst();
  return row !== undefined;
}

/** Everybody this member may not see, because either blocked the other. */
export async function apartFrom(db: Reader, memberId: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom('blocks')
    .select(['member_id', 'other_id'])
    .where((eb) => eb.or([eb('member_id', '=', memberId), eb('other_id', '=', memberId)]))
    .execute();
  return new Set(rows.map((row) => (row.member_id === memberId ? row.other_id : row.member_id)));
}
