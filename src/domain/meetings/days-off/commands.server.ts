import type { Viewer } from '#domain/members/viewer.ts';
import { isId, makeId } from '#lib/ids.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import type { DaysOff } from './days-off.ts';
import { daysOffListed } from './queries.server.ts';

const most = 60;

/** Saves that a member is away for some days. */
export async function addDaysOff(
  { db, clock, random }: Pick<Runtime, 'db' | 'clock' | 'random'>,
  { actor, days }: { actor: Viewer; days: DaysOff },
): Promise<{ outcome: 'added' } | { outcome: 'refused'; code: 'too_many' }> {
  const now = clock.now();
  return db.transact(async (tx) => {
    if ((await daysOffListed(tx, { memberId: actor.id, now })).length >= most)
      return { outcome: 'refused', code: 'too_many' };
    const { from, to } = days;
    await tx
      .insertInto('days_off')
      .values({ id: makeId(now, random), member_id: actor.id, from_date: from, to_date: to })
      .execute();
    return { outcome: 'added' };
  });
}

/** Takes one's own days off back; somebody else's are as good as not there (requirement C2). */
export async function removeDaysOff(
  { db }: Pick<Runtime, 'db'>,
  { actor, id }: { actor: Viewer; id: string },
): Promise<void> {
  if (!isId(id)) return;
  await db.transact((tx) =>
    tx.deleteFrom('days_off').where('id', '=', id).where('member_id', '=', actor.id).execute(),
  );
}
