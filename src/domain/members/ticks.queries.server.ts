import type { Reader } from '#platform/db/database.server.ts';
import { noTick, type Tick } from './tick.ts';

/** A member's tick as it is saved; not ticked for someone who never touched the box. */
export async function tickOf(db: Reader, memberId: string): Promise<Tick> {
  const row = await db
    .selectFrom('offers')
    .select(['available_at', 'confirmed_at', 'reminded_at', 'lapsed_at'])
    .where('member_id', '=', memberId)
    .executeTakeFirst();
  if (row === undefined) return noTick;
  return {
    availableAt: row.available_at,
    confirmedAt: row.confirmed_at,
    remindedAt: row.reminded_at,
    lapsedAt: row.lapsed_at,
  };
}

export interface DueTick extends Tick {
  memberId: string;
  name: string;
  locale: string;
  timeZone: string;
  /** Null for a member we have no address of. */
  address: string | null;
}

/**
 * Ticks of members that were confirmed no later than `confirmedBefore` (epoch milliseconds), oldest
 * first, after the place `after`.
 */
export async function ticksToLookAt(
  db: Reader,
  {
    confirmedBefore,
    after,
    limit,
  }: { confirmedBefore: number; after: { confirmedAt: number; memberId: string }; limit: number },
): Promise<DueTick[]> {
  const rows = await db
    .selectFrom('offers')
    .innerJoin('members', 'members.id', 'offers.member_id')
    .leftJoin('emails', 'emails.member_id', 'members.id')
    .select([
      'offers.member_id',
      'offers.available_at',
      'offers.confirmed_at',
      'offers.reminded_at',
      'offers.lapsed_at',
    ])
    .select(['members.name', 'members.locale', 'members.time_zone', 'emails.address'])
    .where('members.status', '=', 'active')
    .where('offers.available_at', 'is not', null)
    .where('offers.confirmed_at', '<=', confirmedBefore)
    .where((eb) =>
      eb.or([
        eb('offers.confirmed_at', '>', after.confirmedAt),
        eb.and([
          eb('offers.confirmed_at', '=', after.confirmedAt),
          eb('offers.member_id', '>', after.memberId),
        ]),
      ]),
    )
    .orderBy('offers.confirmed_at')
    .orderBy('offers.member_id')
    .limit(limit)
    .execute();
  return rows.map((row) => ({
    memberId: row.member_id,
    name: row.name,
    locale: row.locale,
    timeZone: row.time_zone,
    address: row.address,
    availableAt: row.available_at,
    confirmedAt: row.confirmed_at,
    remindedAt: row.reminded_at,
    lapsedAt: row.lapsed_at,
  }));
}
