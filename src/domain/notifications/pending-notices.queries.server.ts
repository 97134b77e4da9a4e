/** Notices whose letter has not gone yet, and whether it still tells anything. */
import { areApart } from '#domain/members/blocks.queries.server.ts';
import type { Reader } from '#platform/db/database.server.ts';
import type { Habits } from './letter-plan.ts';
import { readFacts, type NoticeFacts } from './notice.ts';
import { noticeOfKind, type Notice } from './notice-kind.queries.server.ts';

export interface PendingNotice {
  id: string;
  key: string;
  memberId: string;
  otherId: string | null;
  notice: Notice;
  facts: NoticeFacts;
  href: string;
  toldAt: number;
  seenAt: number | null;
}

/** Whose letters, and which kinds of notices there are. */
interface ReaderOfKinds {
  readonly memberId: string;
  readonly kinds: readonly Notice[];
}

/** A member's notices that wait for a letter, the oldest first. */
export async function pendingOf(
  db: Reader,
  { memberId, kinds }: ReaderOfKinds,
): Promise<PendingNotice[]> {
  const rows = await db
    .selectFrom('notices')
    .selectAll()
    .where('member_id', '=', memberId)
    .where('letter_due_at', 'is not', null)
    .orderBy('told_at')
    .orderBy('id')
    .execute();
  return rows.flatMap((row) => {
    const notice = noticeOfKind(kinds, row.kind);
    if (notice === undefined) return [];
    const { id, href, notice_key: key, other_id: otherId, told_at: toldAt, seen_at: seenAt } = row;
    return [
      { id, key, memberId, otherId, notice, facts: readFacts(row.facts), href, toldAt, seenAt },
    ];
  });
}

/** When the member's last letter of each burst kind went, and their last calm one; null for never. */
export async function lastLettersTo(
  db: Reader,
  { memberId, kinds }: ReaderOfKinds,
): Promise<Pick<Habits, 'lastBurst' | 'lastCalmAt'>> {
  const burstKinds = kinds.filter(({ isBurst }) => isBurst).map(({ kind }) => kind);
  const mailed = db
    .selectFrom('notices')
    .select((eb) => eb.fn.max('mailed_at').as('at'))
    .where('member_id', '=', memberId);
  const burst = await mailed
    .select('kind')
    .where('kind', 'in', burstKinds)
    .where('mailed_at', 'is not', null)
    .groupBy('kind')
    .execute();
  const calm = await mailed.where('mailed_how', '=', 'calm').executeTakeFirst();
  return {
    lastBurst: new Map(burst.flatMap(({ kind, at }) => (at === null ? [] : [[kind, at] as const]))),
    lastCalmAt: calm?.at ?? null,
  };
}

/**
 * True where a letter would come too late: it was seen in the app, has been dealt with, or the two are
 * apart by now.
 */
export async function isOver(db: Reader, pending: PendingNotice, now: number): Promise<boolean> {
  const { notice, otherId, memberId, seenAt } = pending;
  if (seenAt !== null) return true;
  if (otherId !== null && (await areApart(db, { memberId, otherId }))) return true;
  return notice.isOver(db, pending, now);
}
