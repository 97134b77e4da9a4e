import type { Random } from '#lib/random.ts';
import { makeId } from '#lib/ids.ts';
import type { Tx } from '#platform/db/database.server.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import type { Act } from './organiser.ts';

/** Adds to the record of what organisers did, in the transaction that does it. */
export async function recordAct(
  tx: Tx,
  {
    actorId,
    act,
    about,
    now,
    random,
  }: { actorId: string; act: Act; about: string; now: number; random: Random },
): Promise<void> {
  await tx
    .insertInto('organiser_acts')
    .values({ id: makeId(now, random), member_id: actorId, act, about, at: now })
    .execute();
}

type Needs = Pick<Runtime, 'db' | 'clock' | 'random'>;

/**
 * Makes an active member an organiser; one who is already stays one.
 *
 * @returns `not_a_member` for someone who is not, or not yet, an active member
 */
export function appointOrganiser(
  { db, clock, random }: Needs,
  { actorId, memberId }: { actorId: string; memberId: string },
): Promise<{ code: 'appointed' } | { code: 'not_a_member' }> {
  const now = clock.now();
  return db.transact(async (tx) => {
    const member = await tx
      .selectFrom('members')
      .select('name')
      .where('id', '=', memberId)
      .where('status', '=', 'active')
      .executeTakeFirst();
    if (member === undefined) return { code: 'not_a_member' };
    const added = await tx
      .insertInto('organisers')
      .values({ member_id: memberId, appointed_by: actorId, appointed_at: now })
      .onConflict((conflict) => conflict.column('member_id').doNothing())
      .returning('member_id')
      .execute();
    if (added.length === 1)
      await recordAct(tx, { actorId, act: 'appointed', about: member.name, now, random });
    return { code: 'appointed' };
  });
}

/**
 * Ends somebody's time as an organiser, one's own included. Somebody always stays: the last one
 * cannot be taken off (requirement C7). On SQLite writers go one by one and on PostgreSQL the
 * transaction is serializable, so two who step down together cannot both count the other.
 */
export function takeOffOrganiser(
  { db, clock, random }: Needs,
  { actorId, memberId }: { actorId: string; memberId: string },
): Promise<{ code: 'done' } | { code: 'last_organiser' }> {
  const now = clock.now();
  return db.transact(async (tx) => {
    const organisers = await tx
      .selectFrom('organisers')
      .innerJoin('members', 'members.id', 'organisers.member_id')
      .select(['members.id', 'members.name', 'members.status'])
      .execute();
    const leaving = organisers.find(({ id }) => id === memberId);
    if (leaving === undefined) return { code: 'done' };
    const staying = organisers.filter(({ id, status }) => id !== memberId && status === 'active');
    if (staying.length === 0) return { code: 'last_organiser' };
    await tx.deleteFrom('organisers').where('member_id', '=', memberId).execute();
    await recordAct(tx, { actorId, act: 'took_off', about: leaving.name, now, random });
    return { code: 'done' };
  });
}
