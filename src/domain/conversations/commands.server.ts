import { makeId } from '#lib/ids.ts';
import type { Random } from '#lib/random.ts';
import type { Tx } from '#platform/db/database.server.ts';

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
  return id;
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
