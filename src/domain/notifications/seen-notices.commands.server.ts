/** What a member was told and has looked at. A letter about it is no longer needed then. */
import { command, inAct, type Act, type ActRuntime } from '#platform/act.server.ts';

/** What leads to this page counts as seen; without `href`, everything does. */
export async function markSeen(
  { tx, now }: Act,
  { memberId, href }: { memberId: string; href?: string },
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
export const followNotice = command(
  async (act, { memberId, noticeId }: { memberId: string; noticeId: string }) => {
    const notice = await act.tx
      .selectFrom('notices')
      .select('href')
      .where('id', '=', noticeId)
      .where('member_id', '=', memberId)
      .executeTakeFirst();
    if (notice === undefined) return undefined;
    await markSeen(act, { memberId, href: notice.href });
    return notice.href;
  },
);

/** Everything a member was told counts as seen. */
export const seeAll = (runtime: ActRuntime, memberId: string): Promise<void> =>
  inAct(runtime, (act) => markSeen(act, { memberId }));

/** Whoever did something on this page, or read what is there, has seen what leads to it. */
export const seeAt = command((act, page: { memberId: string; href: string }) =>
  markSeen(act, page),
);
