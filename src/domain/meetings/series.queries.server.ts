import type { Selectable } from 'kysely';
import { pairingWith } from '#domain/pairings/pairing-store.queries.server.ts';
import { isLiving } from '#domain/pairings/pairing.ts';
import type { Reader } from '#platform/db/database.server.ts';
import type { SeriesChangesTable, SeriesTable } from './tables.ts';
import { isAskedForFewer, type Place } from './meeting.ts';
import { placeFrom } from './meeting-store.queries.server.ts';
import { readRhythm, type Change, type Rhythm, type Series } from '#domain/rhythms/series.ts';

/** A series with what two people changed about it, as it is kept. Times are epoch milliseconds. */
export interface StoredSeries extends Place {
  readonly id: string;
  readonly pairingId: string;
  readonly series: Series;
  /** Counts up with each change that concerns calendars. */
  readonly sequence: number;
  readonly beganAt: number;
  readonly changedAt: number;
  /** When another took its place; its last day is then `series.until`. */
  readonly endedAt: number | null;
  readonly askedFewerAt: number | null;
  /** Up to when its meetings have been written as rows. */
  readonly seenUntil: number;
}

/** The rhythm of a pairing for one of the two. */
export interface SeriesView extends StoredSeries {
  /** True while the page asks whether fewer meetings would suit. */
  readonly isAskedForFewer: boolean;
}

/** The rhythm two people keep; undefined where there is none, and for everybody else. */
export async function seriesOf(
  db: Reader,
  { pairingId, viewerId, now }: { pairingId: string; viewerId: string; now: number },
): Promise<SeriesView | undefined> {
  const pairing = await pairingWith(db, { pairingId, memberId: viewerId });
  if (pairing === undefined || !isLiving(pairing)) return undefined;
  const kept = await runningSeries(db, pairingId);
  return kept && { ...kept, isAskedForFewer: isAskedForFewer(kept, now) };
}

/** The series that runs in a pairing. For commands and tasks. */
export async function runningSeries(
  db: Reader,
  pairingId: string,
): Promise<StoredSeries | undefined> {
  const row = await db
    .selectFrom('series')
    .selectAll()
    .where('pairing_id', '=', pairingId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return row === undefined ? undefined : withChanges(db, row);
}

/** A series by its id. For commands and tasks. */
export async function readSeries(db: Reader, seriesId: string): Promise<StoredSeries | undefined> {
  const row = await db
    .selectFrom('series')
    .selectAll()
    .where('id', '=', seriesId)
    .executeTakeFirst();
  return row === undefined ? undefined : withChanges(db, row);
}

/** Every series these pairings have or had, the oldest first. */
export async function seriesIn(db: Reader, pairingIds: readonly string[]): Promise<StoredSeries[]> {
  if (pairingIds.length === 0) return [];
  const rows = await db
    .selectFrom('series')
    .selectAll()
    .where('pairing_id', 'in', pairingIds)
    .orderBy('began_at')
    .orderBy('id')
    .execute();
  if (rows.length === 0) return [];
  const changes = await changesIn(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map((row) => keptFrom(row, changes.get(row.id) ?? []));
}

async function withChanges(db: Reader, row: Selectable<SeriesTable>): Promise<StoredSeries> {
  const changes = await changesIn(db, [row.id]);
  return keptFrom(row, changes.get(row.id) ?? []);
}

async function changesIn(db: Reader, ids: readonly string[]): Promise<Map<string, Change[]>> {
  const rows = await db
    .selectFrom('series_changes')
    .selectAll()
    .where('series_id', 'in', ids)
    .orderBy('made_at')
    .orderBy('id')
    .execute();
  const groups = Map.groupBy(rows, ({ series_id: id }) => id);
  return new Map(Array.from(groups, ([id, group]) => [id, group.map(changeFrom)]));
}

function changeFrom(row: Selectable<SeriesChangesTable>): Change {
  const { date, to_date: toDate, to_minute: toMinute, to_zone: toZone } = row;
  switch (row.kind) {
    case 'skip':
      return { kind: 'skip', date };
    case 'pause':
      return { kind: 'pause', from: date, to: toDate ?? date };
    case 'move':
      return {
        kind: 'move',
        date,
        toDate: toDate ?? date,
        toMinute: toMinute ?? 0,
        toZone: toZone ?? undefined,
      };
  }
}

const keptFrom = (row: Selectable<SeriesTable>, changes: readonly Change[]): StoredSeries => ({
  id: row.id,
  pairingId: row.pairing_id,
  series: {
    zone: row.zone,
    startDate: row.start_date,
    minute: row.minute,
    minutes: row.minutes,
    rhythm: readRhythm(row.rhythm),
    until: row.until_date ?? undefined,
    count: row.count ?? undefined,
    changes,
  },
  ...placeFrom(row),
  sequence: row.sequence,
  beganAt: row.began_at,
  changedAt: row.changed_at,
  endedAt: row.ended_at,
  askedFewerAt: row.asked_fewer_at,
  seenUntil: row.seen_until,
});

/** A rhythm for the database, to be read by `readRhythm`. */
export const writeRhythm = (rhythm: Rhythm): string => JSON.stringify(rhythm);
