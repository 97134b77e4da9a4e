/** What one person may know of a check-in: everything of their own, and of the other's only agreement. */
import type { Reader } from '#platform/db/database.server.ts';
import type { IsStopped } from '#platform/thing-clock.server.ts';
import { type CheckInState, type CheckInView, readAgreement, suggestionsFor } from './checkin.ts';

interface CheckInQuery {
  readonly pairingId: string;
  readonly viewerId: string;
}

/**
 * The open check-in of a pairing for one of its two people; undefined for anybody else and while none is
 * open. Nothing in it depends on what the other person said, unless both said the same.
 */
export async function checkInOf(
  db: Reader,
  { pairingId, viewerId }: CheckInQuery,
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
    revealed: row.revealed === '' ? null : readAgreement(row.revealed),
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
  { pairingId, viewerId }: CheckInQuery,
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

/** What decides when the check-ins of a pairing open and close, with the id of the open one. */
export interface CheckInSchedule extends CheckInState {
  readonly pairingId: string;
  readonly openId: string | null;
}

export async function readSchedule(
  db: Reader,
  pairingId: string,
): Promise<CheckInSchedule | undefined> {
  const row = await schedules(db).where('pairings.id', '=', pairingId).executeTakeFirst();
  return row && scheduleFrom(row);
}

/** Those of pairings that go along or have a check-in open. */
export async function stoppedSchedules(
  db: Reader,
  isStopped: IsStopped,
): Promise<CheckInSchedule[]> {
  const rows = await schedules(db)
    .where((eb) => eb.or([eb('pairings.state', '=', 'going'), eb('check_ins.id', 'is not', null)]))
    .where(isStopped('pairings.id'))
    .execute();
  return rows.map(scheduleFrom);
}

const schedules = (db: Reader) =>
  db
    .selectFrom('pairings')
    .leftJoin('check_ins', (join) =>
      join.onRef('check_ins.pairing_id', '=', 'pairings.id').on('check_ins.closed_at', 'is', null),
    )
    .select([
      'pairings.id as pairingId',
      'pairings.state',
      'going_since as goingSince',
      'check_in_at as checkInAt',
      'check_ins.id as openId',
      'opened_at as openedAt',
      'closes_at as closesAt',
    ]);

type ScheduleRow = Awaited<ReturnType<ReturnType<typeof schedules>['executeTakeFirstOrThrow']>>;

const scheduleFrom = ({ openedAt, closesAt, ...row }: ScheduleRow): CheckInSchedule => ({
  ...row,
  open: openedAt === null || closesAt === null ? null : { openedAt, closesAt },
});
