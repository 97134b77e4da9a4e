import type { Viewer } from '#domain/members/viewer.ts';
import {
  done,
  refused,
  type Done,
  type Refused,
  type Room,
} from '#domain/pairings/keeping/commands.server.ts';
import { isLiving } from '#domain/pairings/pairing.ts';
import { isBetween } from '#domain/pairings/policy.ts';
import { publish } from '#platform/live.server.ts';
import { makeId } from '#lib/ids.ts';
import { inMeeting, type ActingInMeeting } from '../keeping/commands.server.ts';

/** How many things two people can have taken on in one meeting. */
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

/** Adds something one of the two takes on; either may add it. The words are already parsed. */
export function addActionItem(
  room: Room,
  { actor, meetingId, forId, words }: Touching & { forId: string; words: string },
): Promise<Added> {
  return inMeeting(room, { actor, meetingId }, async (acting): Promise<Added> => {
    const { tx, pairing, now, random } = acting;
    if (!isBetween(pairing, forId)) return refused('not_found');
    if (!isLiving(pairing)) return refused('wrapped_up');
    if ((await countItems(acting)) >= mostItems) return refused('too_many');
    const id = makeId(now, random);
    const item = { id, pairing_id: pairing.id, meeting_id: meetingId, for_id: forId, words };
    await tx
      .insertInto('action_items')
      .values({ ...item, added_at: now, done_at: null, removed_at: null })
      .execute();
    publish(tx, `meeting:${meetingId}`);
    return { ...done, id };
  });
}

/** Ticks something off as done, or on again. */
export const tickActionItem = (
  room: Room,
  { isDone, ...touching }: TouchingItem & { isDone: boolean },
): Promise<Changed> => changeItem(room, touching, (now) => ({ done_at: isDone ? now : null }));

/** Takes something away, or brings it back. */
export const removeActionItem = (
  room: Room,
  { isRemoved, ...touching }: TouchingItem & { isRemoved: boolean },
): Promise<Changed> =>
  changeItem(room, touching, (now) => ({ removed_at: isRemoved ? now : null }));

type Change = { done_at: number | null } | { removed_at: number | null };

/** An item belongs to its pairing: what is still open is ticked in another meeting than it was added to. */
function changeItem(
  room: Room,
  { actor, meetingId, itemId }: TouchingItem,
  change: (now: number) => Change,
): Promise<Changed> {
  return inMeeting(room, { actor, meetingId }, async ({ tx, pairing, now }): Promise<Changed> => {
    const item = await tx
      .selectFrom('action_items')
      .select('pairing_id')
      .where('id', '=', itemId)
      .executeTakeFirst();
    if (item?.pairing_id !== pairing.id) return refused('not_found');
    if (!isLiving(pairing)) return refused('wrapped_up');
    await tx.updateTable('action_items').set(change(now)).where('id', '=', itemId).execute();
    publish(tx, `meeting:${meetingId}`);
    return done;
  });
}

async function countItems({ tx, meeting }: ActingInMeeting): Promise<number> {
  const row = await tx
    .selectFrom('action_items')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('meeting_id', '=', meeting.id)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  return Number(row?.count ?? 0);
}
