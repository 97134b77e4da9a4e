import type { Reader } from '#platform/db/database.server.ts';

/** People a list brought who have an address, no invitation that still works, and didn't ask to be let be. */
const uninvited = (db: Reader, now: number) =>
  db
    .selectFrom('members')
    .innerJoin('emails', 'emails.member_id', 'members.id')
    .where('members.status', '=', 'invited')
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('sign_in_links')
            .select('sign_in_links.id')
            .whereRef('sign_in_links.member_id', '=', 'members.id')
            .where('sign_in_links.purpose', '=', 'invitation')
            .where('sign_in_links.expires_at', '>', now),
        ),
      ),
    )
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('notification_choices')
            .select('how')
            .whereRef('notification_choices.member_id', '=', 'members.id')
            .where('notification_choices.kind', '=', 'membership')
            .where('notification_choices.how', '=', 'never'),
        ),
      ),
    );

/** How many people could be written to now. */
export async function countUninvited(db: Reader, { now }: { now: number }): Promise<number> {
  const row = await uninvited(db, now)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirst();
  return Number(row?.count ?? 0);
}

/** Some of them, in the order in which they came. */
export async function someUninvited(
  db: Reader,
  { now, limit }: { now: number; limit: number },
): Promise<{ memberId: string; name: string; address: string }[]> {
  return await uninvited(db, now)
    .select(['members.id as memberId', 'members.name', 'emails.address'])
    .orderBy('members.id')
    .limit(limit)
    .execute();
}
