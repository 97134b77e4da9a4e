/** All meetings of one member, whoever they are with. Times are epoch milliseconds. */
import { pairingFrom } from '#domain/pairings/pairing-store.queries.server.ts';
import type { Pairing } from '#domain/pairings/pairing.ts';
import { peopleOf } from '#domain/pairings/pairing-people.queries.server.ts';
import { otherOf } from '#domain/pairings/pairing.policy.ts';
import type { Reader } from '#platform/db/database.server.ts';
import { lifeOf, meetingFrom } from './meeting-store.queries.server.ts';
import { dueMeetings, mayMeetAt, type Meeting, type Place } from './meeting.ts';
import { seriesIn, type StoredSeries } from './series.queries.server.ts';

/** A meeting as a calendar shows it. */
export interface DiaryMeeting extends Place {
  /** Stays the same whatever it is moved to: the series and its day, or the meeting that stands alone. */
  readonly uid: string;
  /** Null beyond the sixty days for which meetings of a series have pages. */
  readonly meetingId: string | null;
  readonly seriesId: string | null;
  readonly pairingId: string;
  readonly other: { readonly id: string; readonly name: string };
  readonly at: number;
  readonly endsAt: number;
  readonly sequence: number;
  readonly changedAt: number;
}

interface Stretch {
  readonly memberId: string;
  readonly from: number;
  readonly until: number;
}

/** When a member is in a meeting, planned or held, that begins in a stretch of time; the soonest first. */
export async function meetingsForFeed(
  db: Reader,
  { memberId, now, ...stretch }: Stretch & { now: number },
): Promise<DiaryMeeting[]> {
  const pairings = await livingOf(db, memberId);
  const people = await peopleOf(db, [memberId, ...pairings.map((each) => otherOf(each, memberId))]);
  const rows = Map.groupBy(await meetingsIn(db, pairings, stretch), ({ pairingId }) => pairingId);
  const series = Map.groupBy(
    await seriesIn(
      db,
      pairings.map(({ id }) => id),
    ),
    ({ pairingId }) => pairingId,
  );
  return pairings
    .flatMap((pairing) => {
      const other = people.get(otherOf(pairing, memberId));
      if (other === undefined) return [];
      const seen = { id: other.id, name: other.name };
      const kept = series.get(pairing.id) ?? [];
      const known = (rows.get(pairing.id) ?? []).filter((meeting) => isHeld(meeting, pairing));
      const later = kept.flatMap((each) => laterIn(each, { pairing, now, ...stretch }));
      const stands = new Set((rows.get(pairing.id) ?? []).map(uidOf));
      return [...known.map(diaryFrom), ...later.filter(({ uid }) => !stands.has(uid))].map(
        (meeting) => ({ ...meeting, other: seen }),
      );
    })
    .toSorted((a, b) => a.at - b.at || (a.uid < b.uid ? -1 : 1));
}

/** The stretches of time a member is booked for; what an ending or a rest took away is free. */
export async function bookedTimes(
  db: Reader,
  { memberId, from, until }: Stretch,
): Promise<{ at: number; endsAt: number }[]> {
  const pairings = await livingOf(db, memberId);
  const of = new Map(pairings.map((pairing) => [pairing.id, pairing]));
  const meetings = await meetingsIn(db, pairings, { from, until });
  return meetings
    .filter((meeting) => {
      const pairing = of.get(meeting.pairingId);
      return meeting.state === 'planned' && pairing !== undefined && isHeld(meeting, pairing);
    })
    .map(({ at, endsAt }) => ({ at, endsAt }))
    .toSorted((a, b) => a.at - b.at);
}

/** The pairings of a member that are not over. For tasks and read models, never for a page. */
export async function livingOf(db: Reader, memberId: string): Promise<Pairing[]> {
  const rows = await db
    .selectFrom('pairings')
    .selectAll()
    .where('state', '<>', 'wrapped_up')
    .where((eb) => eb.or([eb('mentor_id', '=', memberId), eb('mentee_id', '=', memberId)]))
    .orderBy('id')
    .execute();
  return rows.map(pairingFrom);
}

async function meetingsIn(
  db: Reader,
  pairings: readonly Pairing[],
  { from, until }: { from: number; until: number },
): Promise<Meeting[]> {
  if (pairings.length === 0) return [];
  const rows = await db
    .selectFrom('meetings')
    .selectAll()
    .where(
      'pairing_id',
      'in',
      pairings.map(({ id }) => id),
    )
    .where('at', '>=', from)
    .where('at', '<', until)
    .execute();
  return rows.map(meetingFrom);
}

/** A meeting that has been may lie in a rest that began after it; one to come may not. */
const isHeld = ({ state, at }: Meeting, pairing: Pairing): boolean =>
  state === 'happened' || (state === 'planned' && mayMeetAt(lifeOf(pairing), at));

const uidOf = ({ id, seriesId, date }: Meeting): string =>
  seriesId === null ? id : `${seriesId}.${date}`;

const diaryFrom = (meeting: Meeting) => ({
  uid: uidOf(meeting),
  meetingId: meeting.id,
  seriesId: meeting.seriesId,
  pairingId: meeting.pairingId,
  placeKind: meeting.placeKind,
  place: meeting.place,
  at: meeting.at,
  endsAt: meeting.endsAt,
  sequence: meeting.sequence,
  changedAt: meeting.changedAt,
});

/** What a series will hold beyond its rows, which follow it and nothing else. */
function laterIn(
  kept: StoredSeries,
  { pairing, now, from, until }: { pairing: Pairing; now: number; from: number; until: number },
) {
  const span = { from: Math.max(from, now, kept.seenUntil), until };
  return dueMeetings(kept.series, { life: lifeOf(pairing), ...span }).map(
    ({ date, at, endsAt }) => ({
      uid: `${kept.id}.${date}`,
      meetingId: null,
      seriesId: kept.id,
      pairingId: kept.pairingId,
      placeKind: kept.placeKind,
      place: kept.place,
      at,
      endsAt,
      sequence: 0,
      changedAt: kept.changedAt,
    }),
  );
}
