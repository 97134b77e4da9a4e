import type { Reader } from '#platform/db/database.server.ts';
import { maskAddress, type LetterSeen } from './letter.ts';

const lettersPerPage = 50;

/**
 * Letters written here, the latest first; without what they say.
 *
 * @param before the id of the last letter of the page before, '' for the first page
 */
export async function lettersIn(
  db: Reader,
  { before }: { before: string },
): Promise<{ letters: LetterSeen[]; next: string | null }> {
  // Ids are made in the order of time, so the latest letter has the last id.
  const rows = await db
    .selectFrom('mails')
    .select(['id', 'to_name', 'to_address', 'subject', 'created_at', 'sent_at'])
    .$if(before !== '', (query) => query.where('id', '<', before))
    .orderBy('id', 'desc')
    .limit(lettersPerPage + 1)
    .execute();
  const letters = rows.slice(0, lettersPerPage).map(seen);
  return { letters, next: rows.length > lettersPerPage ? (letters.at(-1)?.id ?? null) : null };
}

/** One letter without what it says. */
export async function findLetter(db: Reader, id: string): Promise<LetterSeen | undefined> {
  const row = await db
    .selectFrom('mails')
    .select(['id', 'to_name', 'to_address', 'subject', 'created_at', 'sent_at'])
    .where('id', '=', id)
    .executeTakeFirst();
  return row === undefined ? undefined : seen(row);
}

interface Row {
  id: string;
  to_name: string;
  to_address: string;
  subject: string;
  created_at: number;
  sent_at: number | null;
}

const seen = (row: Row): LetterSeen => ({
  id: row.id,
  to: row.to_name === '' ? maskAddress(row.to_address) : row.to_name,
  subject: row.subject,
  writtenAt: row.created_at,
  sentAt: row.sent_at,
});
