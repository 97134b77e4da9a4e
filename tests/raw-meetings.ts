/** Meetings for tests of pages, written straight into the database. */
import type { Insertable } from 'kysely';
import { makeId } from '#lib/ids.ts';
import { isoOf } from '#lib/calendar-day.ts';
import { minute, day } from '#lib/duration.ts';
import type { Tx } from '#platform/db/database.server.ts';
import type { Tables } from '#platform/db/tables.ts';
import type { Random } from '#lib/random.ts';

interface Met extends Partial<Insertable<Tables['meetings']>> {
  pairingId: string;
  /** When it begins, epoch milliseconds. */
  at: number;
}

/** A meeting that stands alone, planned unless `choices` say otherwise; its id. */
export async function addMet(
  tx: Tx,
  { pairingId, at, ...choices }: Met,
  { now, random }: { now: number; random: Random },
): Promise<string> {
  const id = makeId(now, random);
  await tx
    .insertInto('meetings')
    .values({
      id,
      pairing_id: pairingId,
      series_id: null,
      date: isoOf(Math.floor(at / day)),
      at,
      ends_at: at + 45 * minute,
      state: 'planned',
      place_kind: 'open',
      changed_at: now,
      ...choices,
    })
    .execute();
  return id;
}
