/** What a member was told and has looked at. A letter about it is no longer needed then. */
import type { Tx } from '#platform/db/database.server.ts';
import type { Runtime } from '#platform/runtime.server.ts';

type Room = Pick<Runtime, 'db' | 'clock'>;

/** What leads to this page counts as seen; without `href`, everything does. */
export async function markSeen(
  tx: Tx,
  { memberId, href, now }: { memberId: string; href?: string; now: number },
): Promise<void> {
  await tx
    .updateTable('notices')
    .set({ seen_at: now })
    .where('member_id', '=', memberId)
    .where('seen_at', 'is', null)
    .$if(href !== undefined, (query) => query.where('href', '=', href ?? ''))
    .execute();
}

/**
 * Follows a notice, which counts as having seen it and all else that leads to the same page.
 *
 * @returns where it leads; undefined where it isn't this member's or isn't there (requirement C2)
 */
export function followNotice(
  { db, clock }: Room,
  { memberId, noticeId }: { memberId: string; noticeId: string },
): Promise<string | undefined> {
  return db.transact(async (tx) => {
    const notice = await tx
      .selectFrom('notices')
      .select('href')
      .where('id', '=', noticeId)
      .where('member_id', '=', memberId)
      .executeTakeFirst();
    if (notice === undefined) return undefined;
    await markSeen(tx, { memberId, href: notice.href, now: clock.now() });
    return notice.href;
  });
}

/** Everything a member was told counts as seen. */
export const seeAll = ({ db, clock }: Room, memberId: string): Promise<void> =>
  db.transact((tx) => markSeen(tx, { memberId, now: clock.now() }));

/** Whoever did something on this page, or read what is there, has seen what leads to it. */
export const seeAt = (
  { db, clock }: Room,
  { memberId, href }: { memberId: string; href: string },
): Promise<void> => db.transact((tx) => markSeen(tx, { memberId, href, now: clock.now() }));
