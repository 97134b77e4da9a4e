import { sql } from 'kysely';
import type { Reader } from '#platform/db/database.server.ts';
import { mayWriteTo, paceSince } from '../links/link.ts';

/**
 * Whether one more security letter may go to this address. All of them count, whatever they are
 * about and whoever asked from wherever (requirement A8).
 */
export async function maySendSecurityLetter(
  db: Reader,
  { key, now }: { key: string; now: number },
): Promise<boolean> {
  const rows = await db
    .selectFrom('mails')
    .select('created_at')
    .where('created_at', '>', paceSince(now))
    .where('category', '=', 'security')
    // Addresses are plain ASCII, so both engines lower them alike.
    .where(sql<string>`lower(to_address)`, '=', key)
    .execute();
  return mayWriteTo(
    rows.map((row) => row.created_at),
    now,
  );
}

/** A member's own address; undefined for somebody who has none. */
export async function addressOf(db: Reader, memberId: string): Promise<string | undefined> {
  const row = await db.selectFrom('emails').select('address').where('member_id', '=', memberId).executeTakeFirst();
  return row?.address;
}

export interface AddressOwner {
  memberId: string;
  name: string;
  status: 'invited' | 'waiting' | 'active';
  locale: string;
  address: string;
  isVerified: boolean;
}

/** Whose address this is; undefined when it is nobody's. */
export async function findByAddress(db: Reader, key: string): Promise<AddressOwner | undefined> {
  const row = await db
    .selectFrom('emails')
    .innerJoin('members', 'members.id', 'emails.member_id')
    .select(['emails.member_id', 'emails.address', 'emails.verified_at', 'members.name', 'members.status', 'members.locale'])
    .where('emails.address_key', '=', key)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { member_id, verified_at, ...rest } = row;
  return { ...rest, memberId: member_id, isVerified: verified_at !== null };
}
