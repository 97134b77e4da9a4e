import { dayOf, isoOf } from '#lib/calendar-day.ts';
import type { Reader } from '#platform/db/database.server.ts';
import { eachDayOf, type DaysOff } from './days-off.ts';

export interface StoredDaysOff extends DaysOff {
  readonly id: string;
}

const daysIn = (db: Reader, { memberId, today }: { memberId: string; today: string }) =>
  db
    .selectFrom('days_off')
    .select(['id', 'from_date', 'to_date'])
    .where('member_id', '=', memberId)
    .where('to_date', '>=', today)
    .orderBy('from_date')
    .orderBy('id')
    .execute();

/** When a member is away from today on, the soonest first. `now` in epoch milliseconds. */
export async function daysOffListed(
  db: Reader,
  { memberId, now }: { memberId: string; now: number },
): Promise<StoredDaysOff[]> {
  // A calendar may be a day behind universal time.
  const today = isoOf(dayOf(new Date(now).toISOString().slice(0, 10)) - 1);
  const rows = await daysIn(db, { memberId, today });
  return rows.map(({ id, from_date: from, to_date: to }) => ({ id, from, to }));
}

/** Every day from now on on which a member is away, as ISO dates on their own calendar. */
export const daysOffOf = async (
  db: Reader,
  asking: { memberId: string; now: number },
): Promise<string[]> => eachDayOf(await daysOffListed(db, asking));
