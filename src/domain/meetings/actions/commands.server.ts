import { refused, type Room } from '#domain/pairings/keeping/commands.server.ts';
import { isBetween } from '#domain/pairings/policy.ts';
import { addItem, type Added, type Touching } from '../items/commands.server.ts';
import { inMeeting } from '../keeping/commands.server.ts';

/** Adds something one of the two takes on; either may add it. The words are already parsed. */
export function addActionItem(
  room: Room,
  { actor, meetingId, forId, words }: Touching & { forId: string; words: string },
): Promise<Added> {
  return inMeeting(room, { actor, meetingId }, async (acting): Promise<Added> => {
    const { tx, pairing } = acting;
    if (!isBetween(pairing, forId)) return refused('not_found');
    return addItem(acting, {
      list: 'actions',
      insert: (item) =>
        tx
          .insertInto('action_items')
          .values({ ...item, for_id: forId, words })
          .execute(),
    });
  });
}
