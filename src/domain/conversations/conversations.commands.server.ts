import type { Viewer } from '#domain/members/viewer.ts';
import { done, refused } from '#lib/outcome.ts';
import { command, type Act } from '#platform/act.server.ts';
import type { Reader, Tx } from '#platform/db/database.server.ts';
import { burst, mostInBurst } from './conversation.ts';
import { MessageWritten } from './events.ts';
import { mayRemove, mayWriteIn } from './conversation.policy.ts';
import { findMessage, isApartIn, conversationSeatOf } from './conversations.queries.server.ts';

/** Somebody does something in a conversation. */
interface Doing {
  actor: Viewer;
  conversationId: string;
}

/**
 * Creates a conversation between these members, in the act that creates what they talk about.
 *
 * @returns its id
 */
export async function startConversation(
  { tx, now, id: makeId }: Act,
  { memberIds }: { memberIds: readonly string[] },
): Promise<string> {
  const id = makeId();
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
}

/**
 * Adds a message without asking whether its writer may write, and without announcing it: for commands
 * that have decided that themselves and announce an event of their own. What the writer had not read
 * yet counts as read, for nobody answers what they haven't seen.
 *
 * @returns the message's id
 */
export async function addMessage(
  act: Act,
  { conversationId, fromId, body }: NewMessage,
): Promise<string> {
  const { tx, now } = act;
  const id = act.id();
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
  act.refresh(topicOf(conversationId));
  return id;
}

/** The live topic of its open pages. */
const topicOf = (conversationId: string) => `conversation:${conversationId}`;

/** Why nothing was written. */
export type WritingRefusal = 'not_found' | 'closed' | 'slow_down';

/** Writes into a conversation one belongs to, and announces it; `body` is already parsed. */
export const writeMessage = command(
  async (act, { actor, conversationId, body }: Doing & { body: string }) => {
    const fromId = actor.id;
    const seat = await writingEligibilityOf(act.tx, { actor, conversationId });
    if (seat === undefined) return refused('not_found');
    if (!mayWriteIn(seat)) return refused('closed');
    if (await isTooFast(act, { conversationId, fromId })) return refused('slow_down');
    const messageId = await addMessage(act, { conversationId, fromId, body });
    await act.announce(MessageWritten, { conversationId, messageId });
    return done({ messageId });
  },
);

async function writingEligibilityOf(tx: Reader, { actor, conversationId }: Doing) {
  const asking = { conversationId, viewerId: actor.id };
  const seat = await conversationSeatOf(tx, asking);
  return seat === undefined ? undefined : { ...seat, isApart: await isApartIn(tx, asking) };
}

async function isTooFast(
  { tx, now }: Act,
  { conversationId, fromId }: { conversationId: string; fromId: string },
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

/** Takes back one's own message: its words are deleted, that there was one stays. Twice is once. */
export const removeMessage = command(
  async (act, { actor, messageId }: { actor: Viewer; messageId: string }) => {
    const message = await findMessage(act.tx, { messageId, viewerId: actor.id });
    if (message?.fromId !== actor.id) return refused('not_found');
    if (message.isRemoved) return done();
    const { conversationId } = message;
    const standing = await writingEligibilityOf(act.tx, { actor, conversationId });
    const may = standing && mayRemove(message, { ...standing, memberId: actor.id });
    if (may !== true) return refused('closed');
    await act.tx
      .updateTable('messages')
      .set({ body: '', removed_at: act.now })
      .where('id', '=', messageId)
      .execute();
    act.refresh(topicOf(conversationId));
    return done();
  },
);

/**
 * Saves how far a member has read. A conversation they don't belong to stays as it is. `upTo` is when
 * the latest message they were shown was written, in epoch milliseconds.
 */
export const markRead = command(
  ({ tx, now }, { actor, conversationId, upTo }: Doing & { upTo: number }) =>
    readUpTo(tx, { conversationId, memberId: actor.id, time: Math.min(upTo, now) }),
);

/** Stops or starts notices of new messages for one member. Nobody else learns of it. */
export const muteConversation = command(
  async ({ tx, now }, { actor, conversationId, isMuted }: Doing & { isMuted: boolean }) => {
    await tx
      .updateTable('conversation_members')
      .set({ muted_at: isMuted ? now : null })
      .where('conversation_id', '=', conversationId)
      .where('member_id', '=', actor.id)
      .execute();
  },
);

/** Closes a conversation for writing; it stays readable. Doing it twice is doing it once. */
export async function closeConversation(
  { tx, now, refresh }: Act,
  { conversationId }: { conversationId: string },
): Promise<void> {
  await tx
    .updateTable('conversations')
    .set({ closed_at: now })
    .where('id', '=', conversationId)
    .where('closed_at', 'is', null)
    .execute();
  refresh(topicOf(conversationId));
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
