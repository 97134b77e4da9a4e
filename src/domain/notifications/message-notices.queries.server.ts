/** The notice about messages of a conversation. */
import { MessageWritten } from '#domain/conversations/events.ts';
import type { Reader } from '#platform/db/database.server.ts';
import { m } from '#words/paraglide/messages.js';
import type { Waiting } from './notice.ts';
import { notice, type Notice } from './notice-kind.queries.server.ts';

/** They looked after the latest message was written. */
export async function isRead(db: Reader, { facts, memberId }: Waiting): Promise<boolean> {
  const row = await db
    .selectFrom('messages')
    .innerJoin(
      'conversation_members',
      'conversation_members.conversation_id',
      'messages.conversation_id',
    )
    .select('messages.id')
    .where('messages.id', '=', facts.latest ?? '')
    .where('conversation_members.member_id', '=', memberId)
    .whereRef('conversation_members.read_at', '>=', 'messages.written_at')
    .executeTakeFirst();
  return row !== undefined;
}

async function isReadOrMuted(db: Reader, waiting: Waiting): Promise<boolean> {
  const row = await db
    .selectFrom('conversation_members')
    .select('muted_at')
    .where('conversation_id', '=', waiting.facts.about)
    .where('member_id', '=', waiting.memberId)
    .executeTakeFirst();
  return row === undefined || row.muted_at !== null || (await isRead(db, waiting));
}

/**
 * One notice for a conversation until its reader has looked again: the moment of their last look is part
 * of the key. Whoever muted it, or has read it by now, is not told (requirement E14).
 */
const message = notice('message', MessageWritten, {
  preference: 'messages',
  isFromOther: true,
  isBurst: true,
  async to(db, { conversationId, messageId }) {
    const written = await db
      .selectFrom('messages')
      .select(['from_id', 'written_at', 'removed_at'])
      .where('id', '=', messageId)
      .executeTakeFirst();
    const pairing = await db
      .selectFrom('pairings')
      .select('id')
      .where('conversation_id', '=', conversationId)
      .orderBy('began_at', 'desc')
      .executeTakeFirst();
    if (written === undefined || pairing === undefined || written.removed_at !== null) return [];
    const readers = await db
      .selectFrom('conversation_members')
      .select(['member_id', 'read_at'])
      .where('conversation_id', '=', conversationId)
      .where('member_id', '<>', written.from_id)
      .where('muted_at', 'is', null)
      .where('read_at', '<', written.written_at)
      .execute();
    return readers.map(({ member_id: memberId, read_at }) => ({
      key: `${pairing.id}:${read_at}:${memberId}`,
      memberId,
      otherId: written.from_id,
      facts: { about: conversationId, latest: messageId },
      href: `/pairings/${pairing.id}/messages`,
    }));
  },
  isOver: isReadOrMuted,
  words: (w, to) => ({
    subject: m.letters_message_subject(w, to),
    paragraphs: [m.letters_message_what({}, to), m.letters_message_next({}, to)],
    button: m.letters_message_button({}, to),
  }),
});

export const messageNotices: readonly Notice[] = [message];
