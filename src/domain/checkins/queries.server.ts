/** What one person may know of a check-in: everything of their own, and of the other's only agreement. */
import type { Reader } from '#platform/db/database.server.ts';
import { suggestionsFor, type Agreement, type CheckInClock, type CheckInView } from './checkin.ts';

interface Asking {
  readonly pairingId: string;
  readonly viewerId: string;
}

/**
 * The open check-in of a pairing for one of its two people; undefined for anybody else and while none is
 * open. Nothing in it depends on what the other person said, unless both said the same.
 */
export async function checkInOf(
  db: Reader,
  { pairingId, viewerId }: Asking,
): Promise<CheckInView | undefined> {
  const row = await db
    .selectFrom('check_ins')
    .innerJoin('pairings', 'pairings.id', 'check_ins.pairing_id')
    .select(['check_ins.id', 'opened_at', 'closes_at', 'revealed'])
    .where('pairings.id', '=', pairingId)
    .where('pairings.state', '=', 'going')
    .where('check_ins.closed_at', 'is', null)
    .where((eb) => eb.or([eb('mentor_id', '=', viewerId), eb('mentee_id', '=', viewerId)]))
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const own = await ownAnswer(db, { checkInId: row.id, memberId: viewerId });
  return {
    id: row.id,
    pairingId,
    openedAt: row.opened_at,
    closesAt: row.closes_at,
    revealed: readAgreement(row.revealed),
    ...seenOf(own),
  };
}

type OwnRow = Awaited<ReturnType<typeof ownAnswer>>;

function seenOf(own: OwnRow): Pick<CheckInView, 'you' | 'yourAnswer' | 'suggestions'> {
  if (own === undefined) return { you: 'not_yet', yourAnswer: null, suggestions: [] };
  if (own.skipped === 1) return { you: 'skipped', yourAnswer: null, suggestions: [] };
  const yourAnswer = { feels: own.feels, pace: own.pace, changeWords: own.change_words };
  const isDone = own.suggestion_done_at !== null;
  return { you: 'answered', yourAnswer, suggestions: isDone ? [] : suggestionsFor(yourAnswer) };
}

/** What one person said in a check-in. For that person only. */
function ownAnswer(db: Reader, { checkInId, memberId }: { checkInId: string; memberId: string }) {
  return db
    .selectFrom('check_in_answers')
    .select(['feels', 'pace', 'change_words', 'skipped', 'suggestion_done_at'])
    .where('check_in_id', '=', checkInId)
    .where('member_id', '=', memberId)
    .executeTakeFirst();
}

/** Our own writing, see commands.server.ts. */
function readAgreement(text: string): Agreement | null {
  if (text === '') return null;
  const agreement: Agreement = JSON.parse(text);
  return agreement;
}

export interface CheckInPage {
  readonly pairingId: string;
  readonly other: { readonly id: string; readonly name: string };
  /** When the next one opens, the same for both; null while none is planned. */
  readonly nextAt: number | null;
  readonly checkIn: CheckInView | undefined;
}

/** The page of a pairing's check-ins for one of its two people; undefined for anybody else. */
export async function checkInPage(
  db: Reader,
  { pairingId, viewerId }: Asking,
): Promise<CheckInPage | undefined> {
  const row = await db
    .selectFrom('pairings')
    .innerJoin('members', (join) =>
      join.on((eb) =>
        eb.or([
          eb.and([eb('mentor_id', '=', viewerId), eb('members.id', '=', eb.ref('mentee_id'))]),
          eb.and([eb('mentee_id', '=', viewerId), eb('members.id', '=', eb.ref('mentor_id'))]),
        ]),
      ),
    )
    .select(['pairings.state', 'check_in_at', 'members.id', 'members.name'])
    .where('pairings.id', '=', pairingId)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return {
    pairingId,
    other: { id: row.id, name: row.name },
    nextAt: row.state === 'going' ? row.check_in_at : null,
    checkIn: await checkInOf(db, { pairingId, viewerId }),
  };
}

/** What the clock of a pairing looks at, with the id of the check-in that is open. */
export async function readClock(
  db: Reader,
  pairingId: string,
): Promise<(CheckInClock & { openId: string | null }) | undefined> {
  const row = await db
    .selectFrom('pairings')
    .leftJoin('check_ins', (join) =>
      join.onRef('check_ins.pairing_id', '=', 'pairings.id').on('check_ins.closed_at', 'is', null),
    )
    .select(['state', 'going_since', 'check_in_at', 'check_ins.id', 'opened_at', 'closes_at'])
    .where('pairings.id', '=', pairingId)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { opened_at: openedAt, closes_at: closesAt } = row;
  return {
    state: row.state,
    goingSince: row.going_since,
    checkInAt: row.check_in_at,
    openId: row.id,
    open: openedAt === null || closesAt === null ? null : { openedAt, closesAt },
  };
}
