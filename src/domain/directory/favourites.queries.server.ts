import { apartFrom } from '#domain/members/blocks.queries.server.ts';
import { hueOf } from '#domain/members/viewer.ts';
import type { Reader } from '#platform/db/database.server.ts';

interface KeptMember {
  readonly memberId: string;
  readonly name: string;
  readonly place: string;
  readonly hue: number;
  readonly avatarId: string | null;
  /** Whether the list shows them now, as far as their tick and room go. */
  readonly isListed: boolean;
}

interface KeptMembers {
  /** The latest saved first, and so with hidden. */
  readonly saved: readonly KeptMember[];
  readonly hidden: readonly KeptMember[];
}

/** Whom a member saved and whom they hid, less those set apart from them. For that member only. */
export async function keptBy(
  db: Reader,
  { memberId, now }: { memberId: string; now: number },
): Promise<KeptMembers> {
  return {
    saved: await read(db, { table: 'favourites', memberId, now }),
    hidden: await read(db, { table: 'not_for_me', memberId, now }),
  };
}

async function read(
  db: Reader,
  { table, memberId, now }: { table: 'favourites' | 'not_for_me'; memberId: string; now: number },
): Promise<KeptMember[]> {
  const rows = await db
    .selectFrom(`${table} as kept`)
    .innerJoin('members', 'members.id', 'kept.other_id')
    .leftJoin('listings', 'listings.member_id', 'kept.other_id')
    .leftJoin('offers', 'offers.member_id', 'kept.other_id')
    .select(['members.id', 'members.name', 'members.place', 'members.avatar_id'])
    .select(['listings.listed', 'listings.fresh_until', 'offers.capacity', 'offers.held'])
    .where('kept.member_id', '=', memberId)
    .where('members.status', '=', 'active')
    .orderBy('kept.since', 'desc')
    .orderBy('members.id')
    .execute();
  const apart = await apartFrom(db, memberId);
  const present = rows.filter((row) => !apart.has(row.id));
  return present.map((row) => ({
    memberId: row.id,
    name: row.name,
    place: row.place,
    hue: hueOf(row.id),
    avatarId: row.avatar_id,
    isListed:
      row.listed === 1 && (row.fresh_until ?? 0) >= now && (row.held ?? 0) < (row.capacity ?? 0),
  }));
}
