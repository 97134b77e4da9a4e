import { addItem, type Touching } from './meeting-items.commands.server.ts';
import { meetingCommand } from './meeting-store.commands.server.ts';

/** Adds something to talk about. The words are already parsed. */
export const addAgendaItem = meetingCommand(
  (act, acting, { words }: Touching & { words: string }) =>
    addItem(act, acting, {
      list: 'agenda',
      insert: (item) =>
        act.tx
          .insertInto('agenda_items')
          .values({ ...item, from_id: acting.youId, words })
          .execute(),
    }),
);
