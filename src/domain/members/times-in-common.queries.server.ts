import { sharedStarts } from '#lib/shared-start-times.ts';
import type { Reader } from '#platform/db/database.server.ts';

/** Most times a note offers to choose from. */
const mostTimes = 6;

export interface TimesInCommon {
  /** Epoch milliseconds, soonest first. */
  readonly times: readonly number[];
  /** Whether each has said when they are usually around. */
  readonly isMineSaid: boolean;
  readonly isTheirsSaid: boolean;
}

/**
 * Times in the coming two weeks at which two members are usually both free, as the days fall on the
 * clock of `memberId`; none where either has not said their hours.
 */
export async function timesInCommon(
  db: Reader,
  { memberId, otherId, now }: { memberId: string; otherId: string; now: number },
): Promise<TimesInCommon> {
  const rows = await db
    .selectFrom('members')
    .select(['id', 'week_hours', 'time_zone'])
    .where('id', 'in', [memberId, otherId])
    .execute();
  const weekOf = (id: string) => {
    const row = rows.find((each) => each.id === id);
    return { hours: row?.week_hours ?? '', zone: row?.time_zone ?? '' };
  };
  const [mine, theirs] = [weekOf(memberId), weekOf(otherId)];
  return {
    times: sharedStarts({ mine, theirs }, { now, most: mostTimes }),
    isMineSaid: mine.hours !== '',
    isTheirsSaid: theirs.hours !== '',
  };
}
