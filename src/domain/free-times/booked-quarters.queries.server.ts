import { day } from '#lib/duration.ts';
import type { Reader } from '#platform/db/database.server.ts';
import { nearestFree, quartersOf, type Quarter, type Span } from './quarter.ts';

export interface BookingQuery extends Span {
  readonly memberIds: readonly string[];
  /** Meetings whose own time does not count. */
  readonly except?: readonly string[];
}

/** The quarters in a stretch of time at which one of these people is booked. */
export async function takenQuarters(
  db: Reader,
  { memberIds, at, endsAt, except = [] }: BookingQuery,
): Promise<Set<Quarter>> {
  const quarters = quartersOf({ at, endsAt });
  const rows = await db
    .selectFrom('booked_quarters')
    .innerJoin('meetings', 'meetings.id', 'booked_quarters.meeting_id')
    .innerJoin('pairings', 'pairings.id', 'meetings.pairing_id')
    .select(['quarter', 'meeting_id'])
    .where('member_id', 'in', memberIds)
    .where('quarter', '>=', quarters[0] ?? 0)
    .where('quarter', '<=', quarters.at(-1) ?? 0)
    .where('pairings.state', '<>', 'wrapped_up')
    .execute();
  return new Set(
    rows.filter((row) => !except.includes(row.meeting_id)).map(({ quarter }) => quarter),
  );
}

/** True where nobody of these is booked then. */
export const areFree = async (db: Reader, asking: BookingQuery): Promise<boolean> =>
  (await takenQuarters(db, asking)).size === 0;

/** Up to three times near this one at which everybody is free, epoch milliseconds. */
export async function freeNear(
  db: Reader,
  { at, endsAt, now, ...asking }: BookingQuery & { now: number },
): Promise<number[]> {
  const around = { ...asking, at: at - day - day, endsAt: endsAt + day + day };
  return nearestFree(await takenQuarters(db, around), { at, endsAt, now });
}
