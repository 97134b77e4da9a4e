import type { Reader } from '#platform/db/database.server.ts';
import type { BusyTime } from './busy-calendar.ts';

/** Why a calendar could not be read. */
export type BusyProblem =
  | 'not_an_address'
  | 'not_public'
  | 'too_large'
  | 'too_slow'
  | 'redirects'
  | 'not_reached'
  | 'no_calendar'
  | 'too_long';

export interface BusyCalendar {
  readonly id: string;
  /** Where it comes from; the rest of the address is shown to nobody. */
  readonly host: string;
  /** When it was last read, epoch milliseconds; null for not yet. */
  readonly fetchedAt: number | null;
  /** Null where it was read well the last time. */
  readonly problem: BusyProblem | null;
}

const problems: readonly BusyProblem[] = [
  'not_an_address',
  'not_public',
  'too_large',
  'too_slow',
  'redirects',
  'not_reached',
  'no_calendar',
  'too_long',
];

/** The calendars a member brought along, the oldest first. */
export async function busyCalendarsOf(db: Reader, memberId: string): Promise<BusyCalendar[]> {
  const rows = await db
    .selectFrom('busy_calendars')
    .select(['id', 'host', 'fetched_at', 'problem'])
    .where('member_id', '=', memberId)
    .orderBy('added_at')
    .orderBy('id')
    .execute();
  return rows.map(({ id, host, fetched_at: fetchedAt, problem }) => ({
    id,
    host,
    fetchedAt,
    problem: problems.find((each) => each === problem) ?? null,
  }));
}

/** When a member is taken elsewhere in a stretch of time, epoch milliseconds; the soonest first. */
export async function busyBetween(
  db: Reader,
  { memberId, from, until }: { memberId: string; from: number; until: number },
): Promise<BusyTime[]> {
  const rows = await db
    .selectFrom('busy_times')
    .innerJoin('busy_calendars', 'busy_calendars.id', 'busy_times.calendar_id')
    .select(['starts_at', 'ends_at'])
    .where('busy_calendars.member_id', '=', memberId)
    .where('starts_at', '<', until)
    .where('ends_at', '>', from)
    .orderBy('starts_at')
    .execute();
  return rows.map(({ starts_at: startsAt, ends_at: endsAt }) => ({ startsAt, endsAt }));
}
