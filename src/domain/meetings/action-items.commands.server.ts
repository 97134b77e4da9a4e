import { isBetween } from '#domain/pairings/pairing.policy.ts';
import { refused } from '#lib/outcome.ts';
import { addItem, type Touching } from './meeting-items.commands.server.ts';
import { meetingCommand } from './meeting-store.commands.server.ts';

/** Adds something one of the two takes on; either may add it. The words are already parsed. */
export const addActionItem = meetingCommand(
  async (act, acting, { forId, words }: Touching & { forId: string; words: string }) => {
    if (!isBetween(acting.pairing, forId)) return refused('not_found');
    return addItem(act, acting, {
      list: 'actions',
      insert: (item) =>
        act.tx
          .insertInto('action_items')
          .values({ ...item, for_id: forId, words })
          .execute(),
    });
  },
);
