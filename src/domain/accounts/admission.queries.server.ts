import { localeOf, type Locale } from '#lib/locale.ts';
import { fold } from '#lib/text.ts';
import { hueOf } from '#domain/members/viewer.ts';
import type { Reader } from '#platform/db/database.server.ts';

export interface Invite {
  id: string;
  /** Who made it. */
  by: string;
  /** Epoch milliseconds. */
  createdAt: number;
  /** Null while it stays open until somebody ends it. */
  expiresAt: number | null;
  endedAt: number | null;
  /** How many people joined with it. */
  uses: number;
  isOpen: boolean;
}

const invitesShown = 50;

/** Every invite there is, the open ones first, then the latest. */
export async function invitesMade(db: Reader, { now }: { now: number }): Promise<Invite[]> {
  const rows = await db
    .selectFrom('invites')
    .innerJoin('members', 'members.id', 'invites.created_by')
    .select(['invites.id', 'members.name', 'invites.created_at', 'expires_at', 'ended_at', 'uses'])
    .orderBy('invites.created_at', 'desc')
    .orderBy('invites.id', 'desc')
    .limit(invitesShown)
    .execute();
  const invites = rows.map((row) => ({
    id: row.id,
    by: row.name,
    createdAt: row.created_at,
    expiresAt: row.expires_at,
    endedAt: row.ended_at,
    uses: row.uses,
    isOpen: row.ended_at === null && (row.expires_at === null || row.expires_at > now),
  }));
  return invites.toSorted((a, b) => Number(b.isOpen) - Number(a.isOpen));
}

export interface PersonSeen {
  id: string;
  name: string;
  hue: number;
  avatarId: string | null;
  place: string;
  status: 'invited' | 'waiting' | 'active';
  isOrganiser: boolean;
  /** When they joined or asked to; epoch milliseconds. */
  since: number;
}

const people = (db: Reader) =>
  db
    .selectFrom('members')
    .leftJoin('organisers', 'organisers.member_id', 'members.id')
    .select([
      'members.id',
      'members.name',
      'avatar_id',
      'place',
      'status',
      'joined_at',
      'created_at',
      'organisers.appointed_at',
    ]);

interface PersonRow {
  id: string;
  name: string;
  avatar_id: string | null;
  place: string;
  status: 'invited' | 'waiting' | 'active';
  joined_at: number | null;
  created_at: number;
  appointed_at: number | null;
}

const seen = (row: PersonRow): PersonSeen => ({
  id: row.id,
  name: row.name,
  hue: hueOf(row.id),
  avatarId: row.avatar_id,
  place: row.place,
  status: row.status,
  isOrganiser: row.appointed_at !== null,
  since: row.joined_at ?? row.created_at,
});

/** People who asked to join, whoever has waited longest first. */
export async function peopleWaiting(db: Reader): Promise<PersonSeen[]> {
  const rows = await people(db)
    .where('status', '=', 'waiting')
    .orderBy('members.joined_at')
    .orderBy('members.id')
    .limit(200)
    .execute();
  return rows.map(seen);
}

const peoplePerPage = 50;

/**
 * Members by name, for organisers: profiles they can see anyway, and never an address.
 *
 * @param search the beginning of any word of the name; '' for everyone
 * @param after the id of the last person of the page before, '' for the first page
 */
export async function findPeople(
  db: Reader,
  { search, after }: { search: string; after: string },
): Promise<{ people: PersonSeen[]; next: string | null }> {
  const key = fold(search).replace(/[%_\\]/g, '');
  const last = after === '' ? undefined : await placeOf(db, after);
  const rows = await people(db)
    .where('status', 'in', ['active', 'invited'])
    .$if(key !== '', (query) =>
      query.where((eb) =>
        eb.or([eb('name_key', 'like', `${key}%`), eb('name_key', 'like', `% ${key}%`)]),
      ),
    )
    .$if(last !== undefined, (query) =>
      query.where((eb) =>
        eb.or([
          eb('name_key', '>', last?.nameKey ?? ''),
          eb.and([eb('name_key', '=', last?.nameKey ?? ''), eb('members.id', '>', after)]),
        ]),
      ),
    )
    .orderBy('name_key')
    .orderBy('members.id')
    .limit(peoplePerPage + 1)
    .execute();
  const shown = rows.slice(0, peoplePerPage).map(seen);
  return { people: shown, next: rows.length > peoplePerPage ? (shown.at(-1)?.id ?? null) : null };
}

async function placeOf(db: Reader, id: string): Promise<{ nameKey: string } | undefined> {
  const row = await db
    .selectFrom('members')
    .select('name_key')
    .where('id', '=', id)
    .executeTakeFirst();
  return row === undefined ? undefined : { nameKey: row.name_key };
}

/** One person as organisers see them. */
export async function findPerson(db: Reader, id: string): Promise<PersonSeen | undefined> {
  const row = await people(db).where('members.id', '=', id).executeTakeFirst();
  return row === undefined ? undefined : seen(row);
}

/** Somebody who waits, and the language to write to them in; null where they chose none. */
export async function findWaiting(
  db: Reader,
  id: string,
): Promise<{ name: string; locale: Locale | null } | undefined> {
  const row = await db
    .selectFrom('members')
    .select(['name', 'locale'])
    .where('id', '=', id)
    .where('status', '=', 'waiting')
    .executeTakeFirst();
  if (row === undefined) return undefined;
  return { name: row.name, locale: localeOf(row.locale) };
}
