import type { Moment } from '#domain/pairings/keeping/commands.server.ts';
import type { Tx } from '#platform/db/database.server.ts';
import { makeId } from '#lib/ids.ts';
import { dayOf, isoOf } from '#lib/calendar-day.ts';
import type { Place } from '../meeting.ts';
import { addChange, seeTo } from './keeping/commands.server.ts';
import { runningSeries, writeRhythm, type KeptSeries } from './queries.server.ts';
import type { Series } from './series.ts';

export interface Beginning extends Moment {
  readonly pairingId: string;
  readonly series: Series;
  readonly place: Place;
  /** The last day the one before may have; its own days from then on are called off. */
  readonly until?: string;
}

export interface Begun {
  readonly seriesId: string;
  readonly beforeId: string | null;
}

/** Begins a series, and ends the one that runs on the day before. */
export async function beginSeries(tx: Tx, beginning: Beginning): Promise<Begun> {
  const { pairingId, series, place, now, random } = beginning;
  const before = await runningSeries(tx, pairingId);
  const until = beginning.until ?? isoOf(dayOf(series.startDate) - 1);
  if (before !== undefined) await endSeries(tx, before, { until, now, random });
  const seriesId = makeId(now, random);
  await tx
    .insertInto('series')
    .values({
      id: seriesId,
      pairing_id: pairingId,
      ...columnsOf(series),
      place_kind: place.placeKind,
      place: place.place,
      follows_id: before?.id ?? null,
      asked_fewer_at: before?.askedFewerAt ?? null,
      seen_until: now,
      began_at: now,
      changed_at: now,
      ended_at: null,
    })
    .execute();
  for (const change of series.changes) await addChange(tx, { seriesId, change, now, random });
  await seeTo(tx, seriesId, { now, random });
  return { seriesId, beforeId: before?.id ?? null };
}

const columnsOf = (series: Series) => ({
  zone: series.zone,
  start_date: series.startDate,
  minute: series.minute,
  minutes: series.minutes,
  rhythm: writeRhythm(series.rhythm),
  until_date: series.until ?? null,
  count: series.count ?? null,
});

/** A series ends with a day; the meetings it still has up to then stay. */
async function endSeries(
  tx: Tx,
  kept: KeptSeries,
  { until, now, random }: { until: string } & Moment,
): Promise<void> {
  const own = kept.series.until;
  await tx
    .updateTable('series')
    .set((eb) => ({
      until_date: own !== undefined && own < until ? own : until,
      sequence: eb('sequence', '+', 1),
      changed_at: now,
      ended_at: now,
    }))
    .where('id', '=', kept.id)
    .execute();
  await seeTo(tx, kept.id, { now, random });
}
