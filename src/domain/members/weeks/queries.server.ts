import { sharedStarts } from '#lib/starts.ts';
import type { Reader } from '#platform/db/database.server.ts';

/** Most times a note offers to choose from. */
const mostTimes = 6;

/**
 * Times in the coming two weeks (epoch milliseconds, soonest first) at which two members are usually
 * both free, as the days fall on the clock of `memberId`; none where either has not said their hours.
 */
export async function timesInCommon(
  db: Reader,
  { memberId, otherId, now }: { memberId: string; otherId: string; now: number },
): Promise<number[]> {
  const rows = await db
    .selectFrom('members')
    .select(['id', 'week_hours', 'time_zone'])
    .where('id', 'in', [memberId, otherId])
    .execute();
  const weekOf = (id: string) => {
    const row = rows.find((each) => each.id === id);
    return { hours: row?.week_hours ?? '', zone: row?.time_zone ?? '' };
  };
  const both = { mine: weekOf(memberId), theirs: weekOf(otherId) };
  return sharedStarts(both, { now, most: mostTimes });
}
