import { done, refused } from '#lib/outcome.ts';
import { command, type Act } from '#platform/act.server.ts';
import type { OrganiserAct } from './organiser.ts';

/** Adds to the record of what organisers did, in the act that does it. */
export async function recordAct(
  { tx, now, id: makeId }: Act,
  { actorId, act, about }: { actorId: string; act: OrganiserAct; about: string },
): Promise<void> {
  await tx
    .insertInto('organiser_acts')
    .values({ id: makeId(), member_id: actorId, act, about, at: now })
    .execute();
}

interface Appointing {
  actorId: string;
  memberId: string;
}

/**
 * Makes an active member an organiser; one who is already stays one. Refused with `not_a_member` for
 * someone who is not, or not yet, an active member.
 */
export const appointOrganiser = command(async (act, { actorId, memberId }: Appointing) => {
  const { tx, now } = act;
  const member = await tx
    .selectFrom('members')
    .select('name')
    .where('id', '=', memberId)
    .where('status', '=', 'active')
    .executeTakeFirst();
  if (member === undefined) return refused('not_a_member');
  const added = await tx
    .insertInto('organisers')
    .values({ member_id: memberId, appointed_by: actorId, appointed_at: now })
    .onConflict((conflict) => conflict.column('member_id').doNothing())
    .returning('member_id')
    .execute();
  if (added.length === 1) await recordAct(act, { actorId, act: 'appointed', about: member.name });
  return done();
});

/**
 * Ends somebody's time as an organiser, one's own included. Somebody always stays: the last one
 * cannot be taken off (requirement C7). On SQLite writers go one by one and on PostgreSQL the
 * transaction is serializable, so two who step down together cannot both count the other.
 */
export const takeOffOrganiser = command(async (act, { actorId, memberId }: Appointing) => {
  const { tx } = act;
  const organisers = await tx
    .selectFrom('organisers')
    .innerJoin('members', 'members.id', 'organisers.member_id')
    .select(['members.id', 'members.name', 'members.status'])
    .execute();
  const leaving = organisers.find(({ id }) => id === memberId);
  if (leaving === undefined) return done();
  const staying = organisers.filter(({ id, status }) => id !== memberId && status === 'active');
  if (staying.length === 0) return refused('last_organiser');
  await tx.deleteFrom('organisers').where('member_id', '=', memberId).execute();
  await recordAct(act, { actorId, act: 'took_off', about: leaving.name });
  return done();
});
