import type { Selectable } from 'kysely';
import { pairingWith } from '#domain/pairings/pairing-store.queries.server.ts';
import { isLiving, type Pairing } from '#domain/pairings/pairing.ts';
import type { Reader } from '#platform/db/database.server.ts';
import type { MeetingsTable } from './tables.ts';
import { isId } from '#lib/ids.ts';
import { placeKinds, type Life, type Meeting, type Place } from './meeting.ts';

/** Where a row says a meeting is. */
export const placeFrom = (row: { place_kind: string; place: string }): Place => ({
  placeKind: placeKinds.find((kind) => kind === row.place_kind) ?? 'open',
  place: row.place,
});

/** A meeting as its row holds it. */
export const meetingFrom = (row: Selectable<MeetingsTable>): Meeting => ({
  id: row.id,
  pairingId: row.pairing_id,
  seriesId: row.series_id,
  date: row.date,
  at: row.at,
  endsAt: row.ends_at,
  state: row.state,
  ...placeFrom(row),
  isMoved: row.moved === 1,
  isLogged: row.logged === 1,
  sequence: row.sequence,
  changedAt: row.changed_at,
});

/** The two a pairing is between, whose time a meeting takes. */
export const bothOf = ({ mentorId, menteeId }: Pairing): string[] => [mentorId, menteeId];

/** When a pairing meets at all. */
export const lifeOf = (pairing: Pairing): Life => ({
  isLiving: isLiving(pairing),
  restingSince: pairing.restingSince,
  restingUntil: pairing.restingUntil,
});

/** A meeting by its id, whoever it is between. For tasks and notices, never for a page. */
export async function readMeeting(db: Reader, meetingId: string): Promise<Meeting | undefined> {
  if (!isId(meetingId)) return undefined;
  const row = await db
    .selectFrom('meetings')
    .selectAll()
    .where('id', '=', meetingId)
    .executeTakeFirst();
  return row === undefined ? undefined : meetingFrom(row);
}

/** A meeting with its pairing, for one of the two; not there for everybody else (requirement C2). */
export async function meetingWith(
  db: Reader,
  { meetingId, memberId }: { meetingId: string; memberId: string },
): Promise<{ meeting: Meeting; pairing: Pairing } | undefined> {
  const meeting = await readMeeting(db, meetingId);
  if (meeting === undefined) return undefined;
  const pairing = await pairingWith(db, { pairingId: meeting.pairingId, memberId });
  return pairing === undefined ? undefined : { meeting, pairing };
}
