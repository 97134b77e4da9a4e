import type { Reader } from '#platform/db/database.server.ts';
import type { Meeting } from './meeting.ts';

/** Something to talk about. */
export interface AgendaItem {
  readonly id: string;
  readonly words: string;
  readonly by: 'you' | 'them';
  readonly isDone: boolean;
}

interface AgendaQuery {
  readonly meeting: Meeting;
  readonly viewerId: string;
  /** True for the next of the pairing: what was left over from meetings that were not, is talked about here. */
  readonly isNext: boolean;
}

/** What two people want to talk about in a meeting, in the order it was added. */
export async function agendaOf(db: Reader, asking: AgendaQuery): Promise<AgendaItem[]> {
  const { meeting, viewerId, isNext } = asking;
  const rows = await db
    .selectFrom('agenda_items')
    .leftJoin('meetings', 'meetings.id', 'agenda_items.meeting_id')
    .select(['agenda_items.id', 'from_id', 'words', 'done_at'])
    .where('agenda_items.pairing_id', '=', meeting.pairingId)
    .where('removed_at', 'is', null)
    .where((eb) =>
      eb.or([
        eb('agenda_items.meeting_id', '=', meeting.id),
        ...(isNext
          ? [
              eb.and([
                eb('done_at', 'is', null),
                eb.or([
                  eb('agenda_items.meeting_id', 'is', null),
                  eb('meetings.state', 'in', ['called_off', 'did_not_happen']),
                ]),
              ]),
            ]
          : []),
      ]),
    )
    .orderBy('added_at')
    .orderBy('agenda_items.id')
    .execute();
  return rows.map(({ id, from_id: fromId, words, done_at: doneAt }) => ({
    id,
    words,
    by: fromId === viewerId ? 'you' : 'them',
    isDone: doneAt !== null,
  }));
}
