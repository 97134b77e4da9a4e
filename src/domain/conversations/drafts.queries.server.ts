import type { Reader } from '#platform/db/database.server.ts';
import { readFields, type Draft } from './draft.ts';

/** What a member had begun to write in this form, if anything. Nobody else's is ever found. */
export async function draftOf(
  db: Reader,
  { memberId, about }: { memberId: string; about: string },
): Promise<Draft | undefined> {
  const row = await db
    .selectFrom('drafts')
    .select(['body', 'saved_at'])
    .where('member_id', '=', memberId)
    .where('about', '=', about)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return { about, fields: readFields(row.body), savedAt: row.saved_at };
}
