/** Letters about messages: whether they were read before the letter went. */
import type { Reader } from '#platform/db/database.server.ts';
import type { About } from '../../notice.ts';

/** They looked after it was written. */
export async function isRead(db: Reader, { facts, memberId }: About): Promise<boolean> {
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

export async function isReadOrMuted(db: Reader, about: About): Promise<boolean> {
  const row = await db
    .selectFrom('conversation_members')
    .select('muted_at')
    .where('conversation_id', '=', about.facts.about)
    .where('member_id', '=', about.memberId)
    .executeTakeFirst();
  return row === undefined || row.muted_at !== null || (await isRead(db, about));
}
