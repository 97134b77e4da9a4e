/** Notices whose letter has not gone yet, and whether it still tells anything. */
import { areApart } from '#domain/members/blocks/queries.server.ts';
import type { Reader } from '#platform/db/database.server.ts';
import {
  isNoticeKind,
  isQuestionKind,
  isReviewKind,
  livelyKinds,
  readFacts,
  type Facts,
  type NoticeKind,
} from '../notice.ts';
import type { Habits } from '../plan.ts';
import { isRead, isReadOrMuted } from './conversations/queries.server.ts';
import { isFeedUsed, isMeetingToCome, suggestionState } from './meetings/queries.server.ts';
import {
  agreementState,
  handOffState,
  isAnswered,
  isCheckedIn,
  isStillShared,
  pairingState,
} from './pairings/queries.server.ts';
import { isQuestionOver } from './questions/queries.server.ts';
import {
  isBackOnTheList,
  isFollowedUp,
  isRequestOpen,
  placeState,
} from './requests/queries.server.ts';
import { isReviewOver } from './reviews/queries.server.ts';

export interface PendingNotice {
  id: string;
  key: string;
  memberId: string;
  otherId: string | null;
  kind: NoticeKind;
  facts: Facts;
  href: string;
  toldAt: number;
  seenAt: number | null;
}

/** A member's notices that wait for a letter, the oldest first. */
export async function pendingOf(db: Reader, memberId: string): Promise<PendingNotice[]> {
  const rows = await db
    .selectFrom('notices')
    .selectAll()
    .where('member_id', '=', memberId)
    .where('letter_due_at', 'is not', null)
    .orderBy('told_at')
    .orderBy('id')
    .execute();
  return rows.flatMap(({ kind, ...row }) => {
    if (!isNoticeKind(kind)) return [];
    const facts = readFacts(row.facts);
    const { id, href } = row;
    return [
      {
        id,
        href,
        kind,
        facts,
        key: row.notice_key,
        memberId: row.member_id,
        otherId: row.other_id,
        toldAt: row.told_at,
        seenAt: row.seen_at,
      },
    ];
  });
}

/** When the member's last letter of each lively kind went, and their last calm one; null for never. */
export async function lastLettersTo(
  db: Reader,
  memberId: string,
): Promise<Pick<Habits, 'lastLively' | 'lastCalmAt'>> {
  const mailed = db
    .selectFrom('notices')
    .select((eb) => eb.fn.max('mailed_at').as('at'))
    .where('member_id', '=', memberId);
  const lively = await mailed
    .select('kind')
    .where('kind', 'in', livelyKinds)
    .where('mailed_at', 'is not', null)
    .groupBy('kind')
    .execute();
  const calm = await mailed.where('mailed_how', '=', 'calm').executeTakeFirst();
  const lastLively = Object.fromEntries(lively.map(({ kind, at }) => [kind, at]));
  return { lastLively, lastCalmAt: calm?.at ?? null };
}

/**
 * True where a letter would come too late: it was seen in the app, has been dealt with, or the two are
 * apart by now.
 */
export async function isOver(db: Reader, notice: PendingNotice, now: number): Promise<boolean> {
  const { otherId, memberId, kind } = notice;
  if (notice.seenAt !== null) return true;
  if (otherId !== null && (await areApart(db, { memberId, otherId }))) return true;
  if (isReviewKind(kind)) return isReviewOver(db, { ...notice, kind });
  if (isQuestionKind(kind)) return isQuestionOver(db, { ...notice, kind });
  switch (kind) {
    case 'note_received':
    case 'note_waiting':
      return !(await isRequestOpen(db, notice));
    case 'note_wrote_back':
    case 'note_question':
    case 'note_answered':
      return !(await isRequestOpen(db, notice)) || (await isRead(db, notice));
    case 'note_no':
    case 'note_quiet':
    case 'note_closed':
    case 'note_passed_on':
      return isFollowedUp(db, notice);
    case 'note_promised':
      return (await placeState(db, notice))?.state !== 'waiting';
    case 'place_offered': {
      const place = await placeState(db, notice);
      return place?.state !== 'offered' || (place.offer_ends_at ?? 0) <= now;
    }
    case 'waited_long':
      return false;
    case 'tick_questioned':
      return isBackOnTheList(db, notice);
    case 'message':
      return isReadOrMuted(db, notice);
    case 'after_chat_asked':
      return isAnswered(db, notice, 'after_chat');
    case 'renewal_asked':
      return isAnswered(db, notice, 'renewal');
    case 'rested':
      return (await pairingState(db, notice))?.state !== 'resting';
    case 'goes_along':
    case 'renewed':
      return (await pairingState(db, notice))?.state !== 'going';
    case 'woke':
    case 'note_yes':
      return (await pairingState(db, notice))?.state === 'wrapped_up';
    case 'agreement_suggested':
      return (await agreementState(db, notice)) !== 'suggested';
    case 'contact_shared':
      return !(await isStillShared(db, notice));
    case 'hand_off_suggested':
      return (await handOffState(db, notice)) !== 'suggested';
    case 'check_in_opened':
      return isCheckedIn(db, notice);
    case 'meeting_suggested':
      return (await suggestionState(db, notice)) !== 'open';
    case 'meeting_booked':
    case 'meeting_moved':
    case 'meeting_reminder':
      return !(await isMeetingToCome(db, notice, now));
    case 'meeting_called_off':
    case 'meeting_clash':
    case 'rhythm_agreed':
    case 'rhythm_paused':
    case 'rhythm_shifted':
    case 'drift':
      return (await pairingState(db, notice))?.state === 'wrapped_up';
    case 'feed_unused':
      return isFeedUsed(db, notice);
    case 'agreement_agreed':
    case 'goodbye_left':
    case 'thanks_left':
    case 'check_in_revealed':
    case 'wrapped_up':
    case 'report_made':
      return false;
  }
}
