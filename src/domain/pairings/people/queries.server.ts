import type { Reader } from '#platform/db/database.server.ts';
import { hueOf } from '#domain/members/viewer.ts';

/** One of the two, as the other sees them. */
export interface Person {
  id: string;
  name: string;
  pronouns: string;
  /** 0 to 23. */
  hue: number;
  avatarId: string | null;
  place: string;
  /** IANA zone, '' where not said. */
  timeZone: string;
  /** No longer to be found: their name is plain text and nothing new can be begun. */
  isGone: boolean;
}

/** The people with these ids. Blocks are for the caller to look at. */
export async function peopleOf(db: Reader, ids: readonly string[]): Promise<Map<string, Person>> {
  const rows = await db
    .selectFrom('members')
    .select(['id', 'name', 'pronouns', 'avatar_id', 'place', 'time_zone', 'status'])
    .where('id', 'in', ids)
    .execute();
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        name: row.name,
        pronouns: row.pronouns,
        hue: hueOf(row.id),
        avatarId: row.avatar_id,
        place: row.place,
        timeZone: row.time_zone,
        isGone: row.status !== 'active',
      },
    ]),
  );
}
