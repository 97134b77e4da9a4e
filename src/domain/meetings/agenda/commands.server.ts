import type { Room } from '#domain/pairings/keeping/commands.server.ts';
import { addItem, type Added, type Touching } from '../items/commands.server.ts';
import { inMeeting } from '../keeping/commands.server.ts';

/** Adds something to talk about. The words are already parsed. */
export function addAgendaItem(
  room: Room,
  { actor, meetingId, words }: Touching & { words: string },
): Promise<Added> {
  return inMeeting(room, { actor, meetingId }, (acting) => {
    const { tx, youId } = acting;
    return addItem(acting, {
      list: 'agenda',
      insert: (item) =>
        tx
          .insertInto('agenda_items')
          .values({ ...item, from_id: youId, words })
          .execute(),
    });
  });
}
