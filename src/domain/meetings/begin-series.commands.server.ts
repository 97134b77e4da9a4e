import type { Act } from '#platform/act.server.ts';
import { dayOf, isoOf } from '#lib/calendar-day.ts';
import type { Place } from './meeting.ts';
import { addChange, seeTo } from './series-store.commands.server.ts';
import { runningSeries, writeRhythm, type StoredSeries } from './series.queries.server.ts';
import type { Series } from '#domain/rhythms/series.ts';

export interface Beginning {
  readonly pairingId: string;
  readonly series: Series;
  readonly place: Place;
  /** The last date of the series before, if not the day before the new one begins. */
  readonly until?: string;
}

export interface Begun {
  readonly seriesId: string;
  readonly beforeId: string | null;
}

/** Begins a series, and ends the one that runs. */
export async function beginSeries(act: Act, beginning: Beginning): Promise<Begun> {
  const { tx, now } = act;
  const { pairingId, series, place } = beginning;
  const before = await runningSeries(tx, pairingId);
  const until = beginning.until ?? isoOf(dayOf(series.startDate) - 1);
  if (before !== undefined) await endSeries(act, before, until);
  const seriesId = act.id();
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
  for (const change of series.changes) await addChange(act, { seriesId, change });
  await seeTo(act, seriesId);
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

/** Ends a series with the date `until`; its meetings up to then stay. */
async function endSeries(act: Act, kept: StoredSeries, until: string): Promise<void> {
  const own = kept.series.until;
  await act.tx
    .updateTable('series')
    .set((eb) => ({
      until_date: own !== undefined && own < until ? own : until,
      sequence: eb('sequence', '+', 1),
      changed_at: act.now,
      ended_at: act.now,
    }))
    .where('id', '=', kept.id)
    .execute();
  await seeTo(act, kept.id);
}
