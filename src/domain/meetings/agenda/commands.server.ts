import type { Viewer } from '#domain/members/viewer.ts';
import {
  done,
  refused,
  type Done,
  type Refused,
  type Room,
} from '#domain/pairings/keeping/commands.server.ts';
import { isLiving } from '#domain/pairings/pairing.ts';
import { publish } from '#platform/live.server.ts';
import { makeId } from '#lib/ids.ts';
import { inMeeting, type ActingInMeeting } from '../keeping/commands.server.ts';

/** How many things there can be to talk about in one meeting. */
const mostItems = 60;

interface Touching {
  readonly actor: Viewer;
  readonly meetingId: string;
}

interface TouchingItem extends Touching {
  readonly itemId: string;
}

type Changed = Done | Refused<'not_found' | 'wrapped_up'>;
export type Added =
  { outcome: 'done'; id: string } | Refused<'not_found' | 'wrapped_up' | 'too_many'>;

/** Adds something to talk about. The words are already parsed. */
export function addAgendaItem(
  room: Room,
  { actor, meetingId, words }: Touching & { words: string },
): Promise<Added> {
  return inMeeting(room, { actor, meetingId }, async (acting): Promise<Added> => {
    const { tx, pairing, youId, now, random } = acting;
    if (!isLiving(pairing)) return refused('wrapped_up');
    if ((await countItems(acting)) >= mostItems) return refused('too_many');
    const id = makeId(now, random);
    const item = { id, pairing_id: pairing.id, meeting_id: meetingId, from_id: youId, words };
    await tx
      .insertInto('agenda_items')
      .values({ ...item, added_at: now, done_at: null, removed_at: null })
      .execute();
    publish(tx, `meeting:${meetingId}`);
    return { ...done, id };
  });
}

/** Ticks something off as talked about, or on again. */
export const tickAgendaItem = (
  room: Room,
  { isDone, ...touching }: TouchingItem & { isDone: boolean },
): Promise<Changed> => changeItem(room, touching, (now) => ({ done_at: isDone ? now : null }));

/** Takes something away, or brings it back. */
export const removeAgendaItem = (
  room: Room,
  { isRemoved, ...touching }: TouchingItem & { isRemoved: boolean },
): Promise<Changed> =>
  changeItem(room, touching, (now) => ({ removed_at: isRemoved ? now : null }));

type Change = { done_at: number | null } | { removed_at: number | null };

/** An item belongs to its pairing: what was left over is ticked in another meeting than it was added to. */
function changeItem(
  room: Room,
  { actor, meetingId, itemId }: TouchingItem,
  change: (now: number) => Change,
): Promise<Changed> {
  return inMeeting(room, { actor, meetingId }, async ({ tx, pairing, now }): Promise<Changed> => {
    const item = await tx
      .selectFrom('agenda_items')
      .select('pairing_id')
      .where('id', '=', itemId)
      .executeTakeFirst();
    if (item?.pairing_id !== pairing.id) return refused('not_found');
    if (!isLiving(pairing)) return refused('wrapped_up');
    await tx.updateTable('agenda_items').set(change(now)).where('id', '=', itemId).execute();
    publish(tx, `meeting:${meetingId}`);
    return done;
  });
}

async function countItems({ tx, meeting }: ActingInMeeting): Promise<number> {
  const row = await tx
    .selectFrom('agenda_items')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('meeting_id', '=', meeting.id)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  return Number(row?.count ?? 0);
}
