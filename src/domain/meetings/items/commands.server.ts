/** Lines two people write for a meeting, to talk about or to take on: ticked off, taken away, brought back. */
import type { Viewer } from '#domain/members/viewer.ts';
import {
  done,
  refused,
  type Done,
  type Refused,
  type Room,
} from '#domain/pairings/keeping/commands.server.ts';
import { isLiving } from '#domain/pairings/pairing.ts';
import type { Tx } from '#platform/db/database.server.ts';
import { publish } from '#platform/live.server.ts';
import { makeId } from '#lib/ids.ts';
import { inMeeting, type ActingInMeeting } from '../keeping/commands.server.ts';

/** How many lines each of the two lists can have in one meeting. */
const mostItems = 60;

/** What there is to talk about, and what the two take on. */
type List = 'agenda' | 'actions';

/** The two tables are of the same shape but for whose line it is. */
const tables = { agenda: 'agenda_items', actions: 'action_items' } as const;

export interface Touching {
  readonly actor: Viewer;
  readonly meetingId: string;
}

interface TouchingItem extends Touching {
  readonly itemId: string;
}

type Changed = Done | Refused<'not_found' | 'wrapped_up'>;
export type Added =
  { outcome: 'done'; id: string } | Refused<'not_found' | 'wrapped_up' | 'too_many'>;

/** What both tables are given with a new line. */
interface NewItem {
  readonly id: string;
  readonly pairing_id: string;
  readonly meeting_id: string;
  readonly added_at: number;
  readonly done_at: null;
  readonly removed_at: null;
}

/**
 * Adds a line to a list of a meeting, if there is room for it.
 *
 * @param insert writes the row down with what only this list has
 */
export async function addItem(
  { tx, pairing, meeting, now, random }: ActingInMeeting,
  { list, insert }: { list: List; insert: (item: NewItem) => Promise<unknown> },
): Promise<Added> {
  if (!isLiving(pairing)) return refused('wrapped_up');
  if ((await countItems(tx, { list, meetingId: meeting.id })) >= mostItems)
    return refused('too_many');
  const id = makeId(now, random);
  const places = { pairing_id: pairing.id, meeting_id: meeting.id };
  await insert({ id, ...places, added_at: now, done_at: null, removed_at: null });
  publish(tx, `meeting:${meeting.id}`);
  return { ...done, id };
}

/** Ticks a line off, or on again. */
export const tickItem = (
  room: Room,
  { list, isDone, ...touching }: TouchingItem & { list: List; isDone: boolean },
): Promise<Changed> =>
  changeItem(room, touching, { list, change: (now) => ({ done_at: isDone ? now : null }) });

/** Takes a line away, or brings it back. */
export const removeItem = (
  room: Room,
  { list, isRemoved, ...touching }: TouchingItem & { list: List; isRemoved: boolean },
): Promise<Changed> =>
  changeItem(room, touching, { list, change: (now) => ({ removed_at: isRemoved ? now : null }) });

interface Changing {
  readonly list: List;
  readonly change: (now: number) => { done_at: number | null } | { removed_at: number | null };
}

/** A line belongs to its pairing: what is still open is ticked in another meeting than it was added to. */
function changeItem(
  room: Room,
  { actor, meetingId, itemId }: TouchingItem,
  { list, change }: Changing,
): Promise<Changed> {
  return inMeeting(room, { actor, meetingId }, async ({ tx, pairing, now }): Promise<Changed> => {
    const item = await tx
      .selectFrom(tables[list])
      .select('pairing_id')
      .where('id', '=', itemId)
      .executeTakeFirst();
    if (item?.pairing_id !== pairing.id) return refused('not_found');
    if (!isLiving(pairing)) return refused('wrapped_up');
    await tx.updateTable(tables[list]).set(change(now)).where('id', '=', itemId).execute();
    publish(tx, `meeting:${meetingId}`);
    return done;
  });
}

async function countItems(
  tx: Tx,
  { list, meetingId }: { list: List; meetingId: string },
): Promise<number> {
  const row = await tx
    .selectFrom(tables[list])
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('meeting_id', '=', meetingId)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  return Number(row?.count ?? 0);
}
