import type { Reader } from '#platform/db/database.server.ts';
import { hueOf } from '#domain/members/viewer.ts';
import type { Person } from './pairing-person.ts';

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
