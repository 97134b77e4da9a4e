import type { Viewer } from '#domain/members/viewer.ts';
import { makeId } from '#lib/ids.ts';
import type { Random } from '#lib/random.ts';
import type { Reader, Tx } from '#platform/db/database.server.ts';
import { announce } from '#platform/jobs.server.ts';
import { publish } from '#platform/live.server.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import { burst, mostInBurst } from './conversation.ts';
import type { MessageWritten } from './events.ts';
import { mayRemove, mayWriteIn } from './policy.ts';
import { findMessage, isApartIn, seatOf } from './queries.server.ts';

type Room = Pick<Runtime, 'db' | 'clock' | 'random'>;
/** Somebody does something in a conversation. */
interface Doing {
  actor: Viewer;
  conversationId: string;
}

/** Begins a conversation between these members, in the transaction of what they talk about. */
export async function startConversation(
  tx: Tx,
  { memberIds, now, random }: { memberIds: readonly string[]; now: number; random: Random },
): Promise<string> {
  const id = makeId(now, random);
  await tx.insertInto('conversations').values({ id, created_at: now, closed_at: null }).execute();
  await tx
    .insertInto('conversation_members')
    .values(
      memberIds.map((memberId) => ({ conversation_id: id, member_id: memberId, muted_at: null })),
    )
    .execute();
  return id;
}

/** Words of one member in a conversation, already parsed. */
export interface NewMessage {
  conversationId: string;
  fromId: string;
  body: string;
  /** Epoch milliseconds. */
  now: number;
  random: Random;
}

/**
 * Adds a message without asking whether its writer may write, and without announcing it: for commands
 * that have decided that themselves and tell of it in their own way. What the writer had not read yet
 * counts as read, for nobody answers what they haven't seen.
 *
 * @returns the message's id
 */
export async function addMessage(
  tx: Tx,
  { conversationId, fromId, body, now, random }: NewMessage,
): Promise<string> {
  const id = makeId(now, random);
  await tx
    .insertInto('messages')
    .values({
      id,
      conversation_id: conversationId,
      from_id: fromId,
      body,
      written_at: now,
      removed_at: null,
    })
    .execute();
  await readUpTo(tx, { conversationId, memberId: fromId, time: now });
  publish(tx, topicOf(conversationId));
  return id;
}

/** What open pages listen to. */
const topicOf = (conversationId: string) => `conversation:${conversationId}`;

/** Why nothing was written. */
export type WritingRefusal = 'not_found' | 'closed' | 'slow_down';

/**
 * Writes into a conversation one belongs to, and announces it.
 *
 * @param body already parsed
 */
export function writeMessage(
  { db, clock, random }: Room,
  { actor, conversationId, body }: Doing & { body: string },
): Promise<{ outcome: 'done'; messageId: string } | { outcome: 'refused'; code: WritingRefusal }> {
  const now = clock.now();
  const fromId = actor.id;
  return db.transact(async (tx) => {
    const seat = await standingOf(tx, { actor, conversationId });
    if (seat === undefined) return { outcome: 'refused', code: 'not_found' };
    if (!mayWriteIn(seat)) return { outcome: 'refused', code: 'closed' };
    if (await isTooFast(tx, { conversationId, fromId, now }))
      return { outcome: 'refused', code: 'slow_down' };
    const messageId = await addMessage(tx, { conversationId, fromId, body, now, random });
    const event: MessageWritten = { name: 'MessageWritten', conversationId, messageId };
    await announce(tx, { event, now, random });
    return { outcome: 'done', messageId };
  });
}

async function standingOf(tx: Reader, { actor, conversationId }: Doing) {
  const asking = { conversationId, viewerId: actor.id };
  const seat = await seatOf(tx, asking);
  return seat === undefined ? undefined : { ...seat, isApart: await isApartIn(tx, asking) };
}

async function isTooFast(
  tx: Tx,
  { conversationId, fromId, now }: { conversationId: string; fromId: string; now: number },
): Promise<boolean> {
  const { lately } = await tx
    .selectFrom('messages')
    .select((eb) => eb.fn.countAll<number>().as('lately'))
    .where('conversation_id', '=', conversationId)
    .where('written_at', '>', now - burst)
    .where('from_id', '=', fromId)
    .executeTakeFirstOrThrow();
  return lately >= mostInBurst;
}

/** Takes back one's own message: its words are gone, that there was one stays. Twice is once. */
export function removeMessage(
  { db, clock }: Pick<Room, 'db' | 'clock'>,
  { actor, messageId }: { actor: Viewer; messageId: string },
): Promise<{ outcome: 'done' } | { outcome: 'refused'; code: 'not_found' | 'closed' }> {
  const now = clock.now();
  return db.transact(async (tx) => {
    const message = await findMessage(tx, { messageId, viewerId: actor.id });
    if (message?.fromId !== actor.id) return { outcome: 'refused', code: 'not_found' };
    if (message.isRemoved) return { outcome: 'done' };
    const { conversationId } = message;
    const standing = await standingOf(tx, { actor, conversationId });
    const may = standing && mayRemove(message, { ...standing, memberId: actor.id });
    if (may !== true) return { outcome: 'refused', code: 'closed' };
    await tx
      .updateTable('messages')
      .set({ body: '', removed_at: now })
      .where('id', '=', messageId)
      .execute();
    publish(tx, topicOf(conversationId));
    return { outcome: 'done' };
  });
}

/**
 * Notes how far a member has read. A conversation they don't belong to stays as it is.
 *
 * @param upTo when the latest message they were shown was written, in epoch milliseconds
 */
export async function markRead(
  { db, clock }: Pick<Room, 'db' | 'clock'>,
  { actor, conversationId, upTo }: Doing & { upTo: number },
): Promise<void> {
  const time = Math.min(upTo, clock.now());
  await db.transact((tx) => readUpTo(tx, { conversationId, memberId: actor.id, time }));
}

/** Tells a member no more of new messages here, or tells them again. Nobody else learns of it. */
export async function muteConversation(
  { db, clock }: Pick<Room, 'db' | 'clock'>,
  { actor, conversationId, isMuted }: Doing & { isMuted: boolean },
): Promise<void> {
  const now = clock.now();
  await db.transact((tx) =>
    tx
      .updateTable('conversation_members')
      .set({ muted_at: isMuted ? now : null })
      .where('conversation_id', '=', conversationId)
      .where('member_id', '=', actor.id)
      .execute(),
  );
}

/** Closes a conversation for writing; it stays readable. Doing it twice is doing it once. */
export async function closeConversation(
  tx: Tx,
  { conversationId, now }: { conversationId: string; now: number },
): Promise<void> {
  await tx
    .updateTable('conversations')
    .set({ closed_at: now })
    .where('id', '=', conversationId)
    .where('closed_at', 'is', null)
    .execute();
  publish(tx, topicOf(conversationId));
}

/** Moves a member's unread mark forward, never back. */
async function readUpTo(
  tx: Tx,
  { conversationId, memberId, time }: { conversationId: string; memberId: string; time: number },
): Promise<void> {
  await tx
    .updateTable('conversation_members')
    .set({ read_at: time })
    .where('conversation_id', '=', conversationId)
    .where('member_id', '=', memberId)
    .where('read_at', '<', time)
    .execute();
}
