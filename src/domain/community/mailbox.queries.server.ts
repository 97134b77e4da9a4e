import type { ExpressionBuilder } from 'kysely';
import type { Reader } from '#platform/db/database.server.ts';
import type { Tables } from '#platform/db/tables.ts';
import { maskAddress, type LetterSeen } from './mailbox-letter.ts';

const lettersPerPage = 50;

/**
 * Letters written here, the latest first; without what they say. A letter about a report is there for
 * the organiser it is written to and for nobody else: it may be about one of the others. Letters about
 * what happens between two people are for no organiser: their subjects alone would tell who wrote to
 * whom, and how many pairings of somebody's ended.
 *
 * @param hasNotices true shows those as well; for whoever develops, with invented people
 * @param before the id of the last letter of the page before, '' for the first page
 */
export async function lettersIn(
  db: Reader,
  {
    viewerId,
    before,
    hasNotices = false,
  }: { viewerId: string; before: string; hasNotices?: boolean },
): Promise<{ letters: LetterSeen[]; next: string | null }> {
  // Ids are made in the order of time, so the latest letter has the last id.
  const rows = await db
    .selectFrom('mails')
    .select(['id', 'to_name', 'to_address', 'subject', 'created_at', 'sent_at'])
    .where(mayBeSeenBy({ viewerId, hasNotices }))
    .$if(before !== '', (query) => query.where('id', '<', before))
    .orderBy('id', 'desc')
    .limit(lettersPerPage + 1)
    .execute();
  const letters = rows.slice(0, lettersPerPage).map(seen);
  return { letters, next: rows.length > lettersPerPage ? (letters.at(-1)?.id ?? null) : null };
}

/** One letter without what it says; undefined where {@link lettersIn} does not have it. */
export async function findLetter(
  db: Reader,
  {
    viewerId,
    letterId,
    hasNotices = false,
  }: { viewerId: string; letterId: string; hasNotices?: boolean },
): Promise<LetterSeen | undefined> {
  const row = await db
    .selectFrom('mails')
    .select(['id', 'to_name', 'to_address', 'subject', 'created_at', 'sent_at'])
    .where('id', '=', letterId)
    .where(mayBeSeenBy({ viewerId, hasNotices }))
    .executeTakeFirst();
  return row === undefined ? undefined : seen(row);
}

/** The key of a letter about a report ends with whom it is written to. */
const mayBeSeenBy =
  ({ viewerId, hasNotices }: { viewerId: string; hasNotices: boolean }) =>
  (eb: ExpressionBuilder<Tables, 'mails'>) =>
    eb.or([
      eb('category', 'not in', hasNotices ? ['report'] : ['report', 'notice']),
      eb('mail_key', 'like', `report:%:${viewerId}`),
    ]);

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
