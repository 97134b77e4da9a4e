/** What happens to meetings with time, and with their pairing. */
import { readPairing } from '#domain/pairings/pairing-store.queries.server.ts';
import { isLiving, type Pairing } from '#domain/pairings/pairing.ts';
import { isoOf } from '#lib/calendar-day.ts';
import type { Act } from '#platform/act.server.ts';
import type { Reader } from '#platform/db/database.server.ts';
import { reaction } from '#platform/reactions.server.ts';
import { type IsStopped, runClock } from '#platform/thing-clock.server.ts';
import { day } from '#lib/duration.ts';
import { bookTime, freeTime } from '#domain/free-times/booked-quarters.commands.server.ts';
import { offerFewerMeetings } from './fewer-meetings.commands.server.ts';
import { MeetingBooked, MeetingClash } from './events.ts';
import { addMeeting, changeMeeting, dateFor } from './meeting-store.commands.server.ts';
import { bothOf, lifeOf } from './meeting-store.queries.server.ts';
import { mayMeetAt, usualMinutes } from './meeting.ts';
import {
  readPairingSeries,
  seeTo,
  seriesClock,
  type PairingSeries,
} from './series-store.commands.server.ts';

/** Writes the coming meetings of a series as rows, and asks whether fewer would suit the two. */
export const seriesClockTask = runClock(seriesClock, {
  read: readPairingSeries,
  stopped: stoppedSeries,
  step: async (act, series) => {
    await forgetPast(act, series);
    await offerFewerMeetings(act, series);
    await seeTo(act, series.kept.id);
  },
  restart: (act, { kept }) => seeTo(act, kept.id),
});

/** Deletes the bookings of past meetings, which nobody asks for any more. */
async function forgetPast({ tx, now }: Act, { kept }: PairingSeries): Promise<void> {
  await tx
    .deleteFrom('booked_quarters')
    .where('meeting_id', 'in', (eb) =>
      eb
        .selectFrom('meetings')
        .select('id')
        .where('series_id', '=', kept.id)
        .where('ends_at', '<', now),
    )
    .execute();
}

/** Those of pairings that have not wrapped up and that have no end, or ended not long ago. */
async function stoppedSeries(
  db: Reader,
  isStopped: IsStopped,
  now: number,
): Promise<PairingSeries[]> {
  const yesterday = isoOf(Math.floor(now / day) - 1);
  const rows = await db
    .selectFrom('series')
    .innerJoin('pairings', 'pairings.id', 'series.pairing_id')
    .select('series.id')
    .where('pairings.state', '<>', 'wrapped_up')
    .where((eb) => eb.or([eb('ended_at', 'is', null), eb('until_date', '>=', yesterday)]))
    .where(isStopped('series.id'))
    .execute();
  const found = await Promise.all(rows.map(({ id }) => readPairingSeries(db, id)));
  return found.filter((each) => each !== undefined);
}

/**
 * After a rest, a waking and an ending: calls off the meetings that cannot be, and writes the rows of
 * the series again. Depends on nothing but the state of the pairing, so that what it leaves does not
 * show who of the two did something (requirement E6).
 */
export const updateMeetings = reaction(async (act, { pairingId }: { pairingId: string }) => {
  const pairing = await readPairing(act.tx, pairingId);
  if (pairing === undefined) return;
  await callOff(act, pairing);
  const series = await act.tx
    .selectFrom('series')
    .select('id')
    .where('pairing_id', '=', pairing.id)
    .orderBy('began_at')
    .orderBy('id')
    .execute();
  for (const { id } of series) await seeTo(act, id);
  if (!isLiving(pairing)) await closeAll(act, pairing.id);
  act.refresh(`pairing:${pairing.id}`);
});

/**
 * Calls off single meetings the pairing no longer allows; of a pairing that is over, also those of a
 * series. An ending may be announced a while after it: meetings since then are called off as well.
 */
async function callOff(act: Act, pairing: Pairing): Promise<void> {
  const toCome = act.now + 1;
  const rows = await act.tx
    .selectFrom('meetings')
    .select(['id', 'at'])
    .where('pairing_id', '=', pairing.id)
    .$if(isLiving(pairing), (query) => query.where('series_id', 'is', null))
    .where('state', '=', 'planned')
    .where('at', '>=', Math.min(toCome, pairing.wrappedUpAt ?? toCome))
    .execute();
  const gone = rows.filter(({ at }) => !mayMeetAt(lifeOf(pairing), at)).map(({ id }) => id);
  for (const id of gone) await changeMeeting(act, id, { state: 'called_off' });
  await freeTime(act, gone);
}

async function closeAll({ tx, now }: Act, pairingId: string): Promise<void> {
  await tx
    .deleteFrom('booked_quarters')
    .where('meeting_id', 'in', (eb) =>
      eb.selectFrom('meetings').select('id').where('pairing_id', '=', pairingId),
    )
    .execute();
  await tx
    .updateTable('series')
    .set({ ended_at: now })
    .where('pairing_id', '=', pairingId)
    .where('ended_at', 'is', null)
    .execute();
  await tx
    .updateTable('meeting_suggestions')
    .set({ state: 'gone', answered_at: now })
    .where('pairing_id', '=', pairingId)
    .where('state', '=', 'open')
    .execute();
}

/** After a yes: a first chat whose time was agreed with it is the first meeting. */
export const bookFirstChat = reaction(async (act, { pairingId }: { pairingId: string }) => {
  const pairing = await readPairing(act.tx, pairingId);
  if (pairing === undefined || pairing.chatAt === null) return;
  if (!mayMeetAt(lifeOf(pairing), pairing.chatAt)) return;
  if (await hasMeetings(act.tx, pairingId)) return;
  await bookChat(act, pairing, pairing.chatAt);
});

const hasMeetings = async (db: Reader, pairingId: string): Promise<boolean> =>
  (await db
    .selectFrom('meetings')
    .select('id')
    .where('pairing_id', '=', pairingId)
    .limit(1)
    .executeTakeFirst()) !== undefined;

async function bookChat(act: Act, pairing: Pairing, at: number): Promise<void> {
  const { id: pairingId } = pairing;
  const endsAt = at + usualMinutes * 60_000;
  const date = await dateFor(act.tx, pairing, at);
  const row = { pairingId, seriesId: null, date, at, endsAt, state: 'planned' as const };
  const meetingId = await addMeeting(act, { ...row, placeKind: 'open', place: '' });
  if (await bookTime(act, { meetingId, memberIds: bothOf(pairing), at, endsAt }))
    return act.announce(MeetingBooked, { pairingId, meetingId, because: 'first_chat', by: null });
  await changeMeeting(act, meetingId, { state: 'called_off' });
  await act.announce(MeetingClash, { pairingId, meetingId });
}
