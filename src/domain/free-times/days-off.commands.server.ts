import type { Viewer } from '#domain/members/viewer.ts';
import { isId } from '#lib/ids.ts';
import { done, refused } from '#lib/outcome.ts';
import { command } from '#platform/act.server.ts';
import type { DaysOff } from './days-off.ts';
import { daysOffListed } from './days-off.queries.server.ts';

const most = 60;

/** Saves that a member is away for some days. */
export const addDaysOff = command(
  async (act, { actor, days: { from, to } }: { actor: Viewer; days: DaysOff }) => {
    const listed = await daysOffListed(act.tx, { memberId: actor.id, now: act.now });
    if (listed.length >= most) return refused('too_many');
    await act.tx
      .insertInto('days_off')
      .values({ id: act.id(), member_id: actor.id, from_date: from, to_date: to })
      .execute();
    return done();
  },
);

/** Deletes days off of the actor's own. Does nothing for those of somebody else (requirement C2). */
export const removeDaysOff = command(
  async ({ tx }, { actor, id }: { actor: Viewer; id: string }) => {
    if (!isId(id)) return;
    await tx
      .deleteFrom('days_off')
      .where('id', '=', id)
      .where('member_id', '=', actor.id)
      .execute();
  },
);
