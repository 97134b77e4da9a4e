import type { Act } from '#platform/act.server.ts';
import type { Reader } from '#platform/db/database.server.ts';
import { DriftNoticed } from './events.ts';
import { minute } from '#lib/duration.ts';
import { lifeOf } from './meeting-store.queries.server.ts';
import { isFewerThanAgreed, mayAskForFewer, mayMeetAt, type DayGone } from './meeting.ts';
import type { PairingSeries } from './series-store.commands.server.ts';
import type { StoredSeries } from './series.queries.server.ts';
import { plannedAt } from '#domain/rhythms/series.ts';

/**
 * Asks both whether fewer meetings would suit, where most of the last three did not happen as planned;
 * once in three months at most. How many did not is said nowhere.
 */
export async function offerFewerMeetings(
  act: Act,
  { kept, pairing }: PairingSeries,
): Promise<void> {
  const { tx, now } = act;
  if (kept.endedAt !== null || !mayAskForFewer(kept.askedFewerAt, now)) return;
  if (!mayMeetAt(lifeOf(pairing), now)) return;
  const gone = (await daysGone(tx, { kept, now })).filter(({ planned }) =>
    mayMeetAt(lifeOf(pairing), planned),
  );
  if (!isFewerThanAgreed(gone)) return;
  await tx.updateTable('series').set({ asked_fewer_at: now }).where('id', '=', kept.id).execute();
  await act.announce(DriftNoticed, { pairingId: kept.pairingId, askedAt: now });
}

/** The past meetings of a series by their planned time, in order, without those of a pause. */
async function daysGone(
  db: Reader,
  { kept, now }: { kept: StoredSeries; now: number },
): Promise<(DayGone & { planned: number })[]> {
  const { series } = kept;
  const rows = await db
    .selectFrom('meetings')
    .select(['date', 'state', 'moved'])
    .where('series_id', '=', kept.id)
    .orderBy('date')
    .execute();
  return rows
    .filter(({ date }) => !isPaused(kept, date))
    .map(({ date, state, moved }) => ({
      state,
      isMoved: moved === 1,
      planned: plannedAt(series, date),
    }))
    .filter(({ planned }) => planned + series.minutes * minute < now);
}

const isPaused = ({ series }: StoredSeries, date: string): boolean =>
  series.changes.some(
    (change) => change.kind === 'pause' && date >= change.from && date <= change.to,
  );
