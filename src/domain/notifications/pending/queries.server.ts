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
import { isQuestionOver } from './questions/queries.server.ts';
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

type About = Pick<PendingNotice, 'facts' | 'memberId'>;

const requestOf = (db: Reader, { facts }: About) =>
  db
    .selectFrom('requests')
    .select(['state', 'next_id', 'pass_answer', 'conversation_id'])
    .where('id', '=', facts.about)
    .executeTakeFirst();

const isRequestOpen = async (db: Reader, about: About): Promise<boolean> =>
  (await requestOf(db, about))?.state === 'open';

async function isFollowedUp(db: Reader, about: About): Promise<boolean> {
  const request = await requestOf(db, about);
  return request === undefined || request.next_id !== null || request.pass_answer !== '';
}

/** They looked after it was written. */
async function isRead(db: Reader, { facts, memberId }: About): Promise<boolean> {
  const row = await db
    .selectFrom('messages')
    .innerJoin(
      'conversation_members',
      'conversation_members.conversation_id',
      'messages.conversation_id',
    )
    .select('messages.id')
    .where('messages.id', '=', facts.latest ?? '')
    .where('conversation_members.member_id', '=', memberId)
    .whereRef('conversation_members.read_at', '>=', 'messages.written_at')
    .executeTakeFirst();
  return row !== undefined;
}

async function isReadOrMuted(db: Reader, about: About): Promise<boolean> {
  const row = await db
    .selectFrom('conversation_members')
    .select('muted_at')
    .where('conversation_id', '=', about.facts.about)
    .where('member_id', '=', about.memberId)
    .executeTakeFirst();
  return row === undefined || row.muted_at !== null || (await isRead(db, about));
}

const placeState = (db: Reader, { facts }: About) =>
  db
    .selectFrom('waiting_places')
    .select(['state', 'offer_ends_at'])
    .where('id', '=', facts.about)
    .executeTakeFirst();

async function isBackOnTheList(db: Reader, { memberId }: About): Promise<boolean> {
  const offer = await db
    .selectFrom('offers')
    .select('available_at')
    .where('member_id', '=', memberId)
    .executeTakeFirst();
  return offer?.available_at !== null;
}

const pairingState = (db: Reader, { facts }: About) =>
  db
    .selectFrom('pairings')
    .select(['state', 'asked_at'])
    .where('id', '=', facts.about)
    .executeTakeFirst();

/** Nobody is asked any more, or this one has answered; what the other did is not looked at. */
async function isAnswered(
  db: Reader,
  about: About,
  question: 'after_chat' | 'renewal',
): Promise<boolean> {
  const askedIn = question === 'after_chat' ? 'trying_out' : 'going';
  const pairing = await pairingState(db, about);
  const askedAt = pairing?.asked_at ?? null;
  if (pairing?.state !== askedIn || askedAt === null) return true;
  const answer = await db
    .selectFrom('pairing_answers')
    .select('says')
    .where('pairing_id', '=', about.facts.about)
    .where('member_id', '=', about.memberId)
    .where('about', '=', question)
    .where('answered_at', '>=', askedAt)
    .executeTakeFirst();
  return answer !== undefined;
}

async function agreementState(db: Reader, { facts }: About): Promise<string | undefined> {
  const row = await db
    .selectFrom('agreements')
    .select('state')
    .where('id', '=', facts.latest ?? '')
    .executeTakeFirst();
  return row?.state;
}

async function handOffState(db: Reader, { facts }: About): Promise<string | undefined> {
  const row = await db
    .selectFrom('hand_offs')
    .select('state')
    .where('id', '=', facts.latest ?? '')
    .executeTakeFirst();
  return row?.state;
}

async function isStillShared(db: Reader, { facts }: About): Promise<boolean> {
  const row = await db
    .selectFrom('shared_contacts')
    .select('id')
    .where('id', '=', facts.latest ?? '')
    .executeTakeFirst();
  return row !== undefined;
}

async function suggestionState(db: Reader, { facts }: About): Promise<string | undefined> {
  const row = await db
    .selectFrom('meeting_suggestions')
    .select('state')
    .where('id', '=', facts.latest ?? '')
    .executeTakeFirst();
  return row?.state;
}

/** Where it stands when it was told of, and the two still meet. */
async function isMeetingToCome(db: Reader, { facts }: About, now: number): Promise<boolean> {
  const row = await db
    .selectFrom('meetings')
    .innerJoin('pairings', 'pairings.id', 'meetings.pairing_id')
    .select('meetings.at')
    .where('meetings.id', '=', facts.latest ?? '')
    .where('meetings.state', '=', 'planned')
    .where('pairings.state', 'not in', ['wrapped_up', 'resting'])
    .executeTakeFirst();
  return row !== undefined && row.at === facts.at && row.at > now;
}

async function isFeedUsed(db: Reader, { facts }: About): Promise<boolean> {
  const row = await db
    .selectFrom('feeds')
    .select('id')
    .where('id', '=', facts.about)
    .where('warned_at', 'is not', null)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return row === undefined;
}

async function isCheckedIn(db: Reader, { facts, memberId }: About): Promise<boolean> {
  const row = await db
    .selectFrom('check_ins')
    .leftJoin('check_in_answers', (join) =>
      join
        .onRef('check_in_answers.check_in_id', '=', 'check_ins.id')
        .on('check_in_answers.member_id', '=', memberId),
    )
    .select(['check_ins.closed_at', 'check_in_answers.answered_at'])
    .where('check_ins.id', '=', facts.latest ?? '')
    .executeTakeFirst();
  return row === undefined || row.closed_at !== null || row.answered_at !== null;
}
