import type { Reader } from '#platform/db/database.server.ts';
import type { Meeting } from './meeting.ts';

/** Something one of the two wants to do. */
export interface ActionItem {
  readonly id: string;
  readonly words: string;
  readonly for: 'you' | 'them';
  readonly isDone: boolean;
  /** True where it comes from an earlier meeting and is still open. */
  readonly isCarried: boolean;
}

/** What two people took on in a meeting, and before a meeting that is to come all that is still open. */
export async function actionsOf(
  db: Reader,
  { meeting, viewerId, isToCome }: { meeting: Meeting; viewerId: string; isToCome: boolean },
): Promise<ActionItem[]> {
  const rows = await db
    .selectFrom('action_items')
    .select(['id', 'meeting_id', 'for_id', 'words', 'done_at'])
    .where('pairing_id', '=', meeting.pairingId)
    .where('removed_at', 'is', null)
    .where((eb) =>
      eb.or([eb('meeting_id', '=', meeting.id), ...(isToCome ? [eb('done_at', 'is', null)] : [])]),
    )
    .orderBy('added_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    words: row.words,
    for: row.for_id === viewerId ? 'you' : 'them',
    isDone: row.done_at !== null,
    isCarried: row.meeting_id !== meeting.id,
  }));
}
