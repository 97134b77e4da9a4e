import type { Tx } from '#platform/db/database.server.ts';
import { quartersOf, type Span } from './quarter.ts';
import { areFree, type Asking } from './queries.server.ts';

interface Booking extends Span {
  readonly meetingId: string;
  readonly memberIds: readonly string[];
}

/**
 * Books both for a meeting, instead of any time it had. The key of the table makes a second booking of
 * the same person and quarter impossible; where two try at once, one of them starts again and finds it
 * taken.
 *
 * @returns false where somebody has something else then; nothing is changed
 */
export async function bookTime(
  tx: Tx,
  { meetingId, memberIds, at, endsAt }: Booking,
): Promise<boolean> {
  const asking = { memberIds, at, endsAt, except: [meetingId] };
  if (!(await areFree(tx, asking))) return false;
  await freeTime(tx, [meetingId]);
  await forgetOver(tx, asking);
  const values = memberIds.flatMap((memberId) =>
    quartersOf({ at, endsAt }).map((quarter) => ({
      member_id: memberId,
      quarter,
      meeting_id: meetingId,
    })),
  );
  await tx.insertInto('booked_quarters').values(values).execute();
  return true;
}

/** What is left of pairings that are over, while their rows wait to be cleared, is in nobody's way. */
async function forgetOver(tx: Tx, { memberIds, at, endsAt }: Asking): Promise<void> {
  await tx
    .deleteFrom('booked_quarters')
    .where('member_id', 'in', memberIds)
    .where('quarter', 'in', quartersOf({ at, endsAt }))
    .execute();
}

/** Frees both from these meetings. */
export async function freeTime(tx: Tx, meetingIds: readonly string[]): Promise<void> {
  if (meetingIds.length === 0) return;
  await tx.deleteFrom('booked_quarters').where('meeting_id', 'in', meetingIds).execute();
}
