import { areApart } from '#domain/members/blocks.queries.server.ts';
import type { Reader } from '#platform/db/database.server.ts';
import { pageSize, type Conversation, type Message } from './conversation.ts';

interface ConversationQuery {
  conversationId: string;
  viewerId: string;
}

/**
 * One page of a conversation as a member of it sees it, the latest unless `before` names a message;
 * undefined for everybody else. Changes nothing: what was read is saved by `markRead`.
 *
 * @param before id of the message before which the page ends, '' for the latest page
 */
export async function conversationOf(
  db: Reader,
  { before = '', ...asking }: ConversationQuery & { before?: string },
): Promise<Conversation | undefined> {
  const seat = await conversationSeatOf(db, asking);
  if (seat === undefined) return undefined;
  const { conversationId } = asking;
  const end = before === '' ? undefined : await placeOf(db, { conversationId, messageId: before });
  const rows = await latestFirst(db, { conversationId, end });
  const messages = rows.slice(0, pageSize).map(messageOf).toReversed();
  return {
    id: conversationId,
    ...seat,
    messages,
    olderBefore: rows.length > pageSize ? (messages[0]?.id ?? null) : null,
    isLatest: end === undefined,
  };
}

/** A member's own standing in a conversation; undefined for whoever doesn't belong to it. */
export async function conversationSeatOf(
  db: Reader,
  { conversationId, viewerId }: ConversationQuery,
): Promise<Pick<Conversation, 'isClosed' | 'isMuted' | 'readAt'> | undefined> {
  const row = await db
    .selectFrom('conversation_members as seat')
    .innerJoin('conversations', 'conversations.id', 'seat.conversation_id')
    .select(['seat.read_at', 'seat.muted_at', 'conversations.closed_at'])
    .where('seat.conversation_id', '=', conversationId)
    .where('seat.member_id', '=', viewerId)
    .executeTakeFirst();
  return row === undefined
    ? undefined
    : { isClosed: row.closed_at !== null, isMuted: row.muted_at !== null, readAt: row.read_at };
}

interface Place {
  id: string;
  written_at: number;
}

function placeOf(
  db: Reader,
  { conversationId, messageId }: { conversationId: string; messageId: string },
): Promise<Place | undefined> {
  return db
    .selectFrom('messages')
    .select(['id', 'written_at'])
    .where('id', '=', messageId)
    .where('conversation_id', '=', conversationId)
    .executeTakeFirst();
}

interface MessageRow {
  id: string;
  from_id: string;
  body: string;
  written_at: number;
  removed_at: number | null;
}

/** One more than a page, to see whether there is more. */
function latestFirst(
  db: Reader,
  { conversationId, end }: { conversationId: string; end: Place | undefined },
): Promise<MessageRow[]> {
  return db
    .selectFrom('messages')
    .select(['id', 'from_id', 'body', 'written_at', 'removed_at'])
    .where('conversation_id', '=', conversationId)
    .$if(end !== undefined, (query) =>
      query.where((eb) =>
        eb.or([
          eb('written_at', '<', end?.written_at ?? 0),
          eb.and([eb('written_at', '=', end?.written_at ?? 0), eb('id', '<', end?.id ?? '')]),
        ]),
      ),
    )
    .orderBy('written_at', 'desc')
    .orderBy('id', 'desc')
    .limit(pageSize + 1)
    .execute();
}

const messageOf = (row: MessageRow): Message => ({
  id: row.id,
  fromId: row.from_id,
  body: row.body,
  writtenAt: row.written_at,
  isRemoved: row.removed_at !== null,
});

/** A message of a conversation its viewer belongs to, with where it was said; undefined for others. */
export async function findMessage(
  db: Reader,
  { messageId, viewerId }: { messageId: string; viewerId: string },
): Promise<(Message & { conversationId: string }) | undefined> {
  const row = await db
    .selectFrom('messages')
    .innerJoin('conversation_members as seat', 'seat.conversation_id', 'messages.conversation_id')
    .select(['id', 'from_id', 'body', 'written_at', 'removed_at', 'messages.conversation_id'])
    .where('messages.id', '=', messageId)
    .where('seat.member_id', '=', viewerId)
    .executeTakeFirst();
  return row === undefined ? undefined : { ...messageOf(row), conversationId: row.conversation_id };
}

/** Who belongs to a conversation and whether they asked not to be told of new messages. */
export async function membersOf(
  db: Reader,
  conversationId: string,
): Promise<{ memberId: string; isMuted: boolean; readAt: number }[]> {
  const rows = await db
    .selectFrom('conversation_members')
    .select(['member_id', 'muted_at', 'read_at'])
    .where('conversation_id', '=', conversationId)
    .orderBy('member_id')
    .execute();
  return rows.map((row) => ({
    memberId: row.member_id,
    isMuted: row.muted_at !== null,
    readAt: row.read_at,
  }));
}

/** How many messages of others a member hasn't read, by conversation; those without any are left out. */
export async function unreadOf(db: Reader, viewerId: string): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('conversation_members as seat')
    .innerJoin('messages', 'messages.conversation_id', 'seat.conversation_id')
    .select((eb) => ['seat.conversation_id', eb.fn.countAll<number>().as('unread')])
    .where('seat.member_id', '=', viewerId)
    .where('messages.from_id', '<>', viewerId)
    .where('messages.removed_at', 'is', null)
    .whereRef('messages.written_at', '>', 'seat.read_at')
    .groupBy('seat.conversation_id')
    .execute();
  return new Map(rows.map((row) => [row.conversation_id, row.unread]));
}

/** True where one of the two in a conversation wants no contact with the other (requirement E3). */
export async function isApartIn(
  db: Reader,
  { conversationId, viewerId }: ConversationQuery,
): Promise<boolean> {
  const members = await membersOf(db, conversationId);
  const others = members.filter(({ memberId }) => memberId !== viewerId);
  const answers = await Promise.all(
    others.map(({ memberId: otherId }) => areApart(db, { memberId: viewerId, otherId })),
  );
  return answers.includes(true);
}
