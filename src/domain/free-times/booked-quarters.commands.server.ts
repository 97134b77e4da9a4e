import type { Act } from '#platform/act.server.ts';
import { quartersOf, type Span } from './quarter.ts';
import { areFree, type BookingQuery } from './booked-quarters.queries.server.ts';

interface Booking extends Span {
  readonly meetingId: string;
  readonly memberIds: readonly string[];
}

/**
 * Books the time of a meeting for both, and frees the time it had before. The primary key of the table
 * allows one booking for a person and a quarter of an hour: of two bookings at once, one conflicts, is
 * run again and finds the time taken.
 *
 * @returns false where one of them is booked already; nothing is changed
 */
export async function bookTime(
  act: Act,
  { meetingId, memberIds, at, endsAt }: Booking,
): Promise<boolean> {
  const asking = { memberIds, at, endsAt, except: [meetingId] };
  if (!(await areFree(act.tx, asking))) return false;
  await freeTime(act, [meetingId]);
  await deleteOld(act, asking);
  const values = memberIds.flatMap((memberId) =>
    quartersOf({ at, endsAt }).map((quarter) => ({
      member_id: memberId,
      quarter,
      meeting_id: meetingId,
    })),
  );
  await act.tx.insertInto('booked_quarters').values(values).execute();
  return true;
}

/** Deletes bookings of pairings that have wrapped up; they count as free, but hold the primary key. */
async function deleteOld({ tx }: Act, { memberIds, at, endsAt }: BookingQuery): Promise<void> {
  await tx
    .deleteFrom('booked_quarters')
    .where('member_id', 'in', memberIds)
    .where('quarter', 'in', quartersOf({ at, endsAt }))
    .execute();
}

/** Deletes the bookings of these meetings. */
export async function freeTime({ tx }: Act, meetingIds: readonly string[]): Promise<void> {
  if (meetingIds.length === 0) return;
  await tx.deleteFrom('booked_quarters').where('meeting_id', 'in', meetingIds).execute();
}
