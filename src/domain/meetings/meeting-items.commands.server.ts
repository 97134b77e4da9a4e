/** Items that two people write for a meeting, to talk about or to take on: ticked, removed, restored. */
import type { Viewer } from '#domain/members/viewer.ts';
import { isLiving } from '#domain/pairings/pairing.ts';
import { done, refused, type Outcome } from '#lib/outcome.ts';
import type { Act } from '#platform/act.server.ts';
import type { Reader } from '#platform/db/database.server.ts';
import { meetingCommand, type YourMeeting } from './meeting-store.commands.server.ts';

/** How many items each of the two lists can have in one meeting. */
const mostItems = 60;

/** What there is to talk about, and what the two take on. */
type List = 'agenda' | 'actions';

/** The two tables have the same columns, but for the person an item belongs to. */
const tables = { agenda: 'agenda_items', actions: 'action_items' } as const;

export interface Touching {
  readonly actor: Viewer;
  readonly meetingId: string;
}

interface TouchingItem extends Touching {
  readonly itemId: string;
  readonly list: List;
}

/** The columns both tables have. */
interface NewItem {
  readonly id: string;
  readonly pairing_id: string;
  readonly meeting_id: string;
  readonly added_at: number;
  readonly done_at: null;
  readonly removed_at: null;
}

/**
 * Adds an item to a list of a meeting, unless the list is full.
 *
 * @param insert saves the row with the columns that only this table has
 */
export async function addItem(
  act: Act,
  { pairing, meeting }: YourMeeting,
  { list, insert }: { list: List; insert: (item: NewItem) => Promise<unknown> },
): Promise<Outcome<{ id: string }, 'wrapped_up' | 'too_many'>> {
  if (!isLiving(pairing)) return refused('wrapped_up');
  if ((await countItems(act.tx, { list, meetingId: meeting.id })) >= mostItems)
    return refused('too_many');
  const id = act.id();
  const places = { pairing_id: pairing.id, meeting_id: meeting.id };
  await insert({ id, ...places, added_at: act.now, done_at: null, removed_at: null });
  act.refresh(`meeting:${meeting.id}`);
  return done({ id });
}

/** Ticks an item, or unticks it. */
export const tickItem = changeItem((now, { isDone }: { isDone: boolean }) => ({
  done_at: isDone ? now : null,
}));

/** Removes an item, or restores it. */
export const removeItem = changeItem((now, { isRemoved }: { isRemoved: boolean }) => ({
  removed_at: isRemoved ? now : null,
}));

/** An item belongs to its pairing: an open one may be ticked in a later meeting. */
function changeItem<How>(
  change: (now: number, how: How) => { done_at: number | null } | { removed_at: number | null },
) {
  return meetingCommand(async (act, { pairing }, input: TouchingItem & How) => {
    const { list, itemId, meetingId } = input;
    const item = await act.tx
      .selectFrom(tables[list])
      .select('pairing_id')
      .where('id', '=', itemId)
      .executeTakeFirst();
    if (item?.pairing_id !== pairing.id) return refused('not_found');
    if (!isLiving(pairing)) return refused('wrapped_up');
    const changed = change(act.now, input);
    await act.tx.updateTable(tables[list]).set(changed).where('id', '=', itemId).execute();
    act.refresh(`meeting:${meetingId}`);
    return done();
  });
}

async function countItems(
  db: Reader,
  { list, meetingId }: { list: List; meetingId: string },
): Promise<number> {
  const row = await db
    .selectFrom(tables[list])
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('meeting_id', '=', meetingId)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  return Number(row?.count ?? 0);
}
