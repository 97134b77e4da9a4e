/** Notices about check-ins. */
import { CheckInOpened, CheckInRevealed } from '#domain/checkins/events.ts';
import type { Reader } from '#platform/db/database.server.ts';
import { m } from '#words/paraglide/messages.js';
import type { Recipient, Waiting } from './notice.ts';
import { notice, type Notice } from './notice-kind.queries.server.ts';
import { pairingOf, toBoth } from './pairing-notices.queries.server.ts';

async function aboutCheckIn(
  db: Reader,
  { checkInId }: { checkInId: string },
): Promise<Recipient[]> {
  const checkIn = await db
    .selectFrom('check_ins')
    .select('pairing_id')
    .where('id', '=', checkInId)
    .executeTakeFirst();
  const pairing = checkIn && (await pairingOf(db, checkIn.pairing_id));
  if (pairing === undefined) return [];
  return toBoth(pairing, { time: checkInId, facts: { latest: checkInId }, page: '/check-in' });
}

async function isCheckedIn(db: Reader, { facts, memberId }: Waiting): Promise<boolean> {
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

const checkInOpened = notice('check_in_opened', CheckInOpened, {
  preference: 'check_ins',
  isUrgent: false,
  to: aboutCheckIn,
  isOver: isCheckedIn,
  words: (w, to) => ({
    subject: m.letters_check_in_opened_subject(w, to),
    paragraphs: [m.letters_check_in_opened_what({}, to), m.letters_check_in_opened_next({}, to)],
    button: m.letters_check_in_opened_button({}, to),
  }),
});

const checkInRevealed = notice('check_in_revealed', CheckInRevealed, {
  preference: 'check_ins',
  isUrgent: false,
  to: aboutCheckIn,
  words: (w, to) => ({
    subject: m.letters_check_in_revealed_subject(w, to),
    paragraphs: [m.letters_check_in_revealed_what({}, to)],
    button: m.letters_pairing_button(w, to),
  }),
});

export const checkInNotices: readonly Notice[] = [checkInOpened, checkInRevealed];
