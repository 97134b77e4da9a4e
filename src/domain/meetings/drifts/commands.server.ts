import type { Moment } from '#domain/pairings/keeping/commands.server.ts';
import { readPairing } from '#domain/pairings/keeping/queries.server.ts';
import type { Tx } from '#platform/db/database.server.ts';
import { announce } from '#platform/jobs.server.ts';
import type { DriftNoticed } from '../events.ts';
import { lifeOf } from '../keeping/queries.server.ts';
import { hasDrifted, mayAskForFewer, mayMeetAt, type DayGone } from '../meeting.ts';
import { readSeries, type KeptSeries } from '../series/queries.server.ts';
import { plannedAt } from '../series/series.ts';

/**
 * Where most of the last three meetings fell away from the rhythm, both are asked whether fewer would
 * suit; once in three months at most, and how many it were is said nowhere.
 */
export async function noticeDrift(
  tx: Tx,
  { seriesId, now, random }: { seriesId: string } & Moment,
): Promise<void> {
  const kept = await readSeries(tx, seriesId);
  if (kept === undefined || kept.endedAt !== null || !mayAskForFewer(kept.askedFewerAt, now))
    return;
  const pairing = await readPairing(tx, kept.pairingId);
  if (pairing === undefined || !mayMeetAt(lifeOf(pairing), now)) return;
  const gone = (await daysGone(tx, { kept, now })).filter(({ planned }) =>
    mayMeetAt(lifeOf(pairing), planned),
  );
  if (!hasDrifted(gone)) return;
  await tx.updateTable('series').set({ asked_fewer_at: now }).where('id', '=', seriesId).execute();
  const event: DriftNoticed = {
    name: 'DriftNoticed',
    pairingId: kept.pairingId,
    askedAt: now,
  };
  await announce(tx, { event, now, random });
}

/** The days of a rhythm that are over by its own plan, but for those of a pause, in order. */
async function daysGone(
  tx: Tx,
  { kept, now }: { kept: KeptSeries; now: number },
): Promise<(DayGone & { planned: number })[]> {
  const { series } = kept;
  const rows = await tx
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
    .filter(({ planned }) => planned + series.minutes * 60_000 < now);
}

const isPaused = ({ series }: KeptSeries, date: string): boolean =>
  series.changes.some(
    (change) => change.kind === 'pause' && date >= change.from && date <= change.to,
  );
