import { sql } from 'kysely';
import { compiledOnce } from '#platform/db/compiled.server.ts';
import type { Reader } from '#platform/db/database.server.ts';
import { mayWriteTo, paceSince } from './sign-in-link.ts';

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

/** False when a letter to this address came back for good and its owner hasn't mended that yet. */
export async function takesLetters(db: Reader, address: string): Promise<boolean> {
  const row = await db
    .selectFrom('emails')
    .select('bounced_at')
    .where('address_key', '=', address.toLowerCase())
    .executeTakeFirst();
  return (row?.bounced_at ?? null) === null;
}

const bounceOf = compiledOnce((db) =>
  db.selectFrom('emails').select('bounced_at').where('member_id', '=', ''),
);

/** Whether a member has to be told that letters to them come back. */
export async function lettersComeBack(db: Reader, memberId: string): Promise<boolean> {
  const row = await bounceOf(db, memberId);
  return (row?.bounced_at ?? null) !== null;
}

export interface Owner {
  memberId: string;
  name: string;
  status: 'invited' | 'waiting' | 'active';
  /** '' where not chosen. */
  locale: string;
  /** '' for somebody without one. */
  address: string;
  isVerified: boolean;
}

const owners = (db: Reader) =>
  db
    .selectFrom('members')
    .leftJoin('emails', 'emails.member_id', 'members.id')
    .select([
      'members.id',
      'members.name',
      'members.status',
      'members.locale',
      'address',
      'verified_at',
    ]);

/** Whose address this is; undefined when it is nobody's. */
export async function findByAddress(db: Reader, key: string): Promise<Owner | undefined> {
  const row = await owners(db).where('emails.address_key', '=', key).executeTakeFirst();
  return row === undefined ? undefined : ownerOf(row);
}

/** A member with their address. */
export async function findOwner(db: Reader, memberId: string): Promise<Owner | undefined> {
  const row = await owners(db).where('members.id', '=', memberId).executeTakeFirst();
  return row === undefined ? undefined : ownerOf(row);
}

const ownerOf = (row: {
  id: string;
  name: string;
  status: Owner['status'];
  locale: string;
  address: string | null;
  verified_at: number | null;
}): Owner => ({
  memberId: row.id,
  name: row.name,
  status: row.status,
  locale: row.locale,
  address: row.address ?? '',
  isVerified: row.verified_at !== null,
});
