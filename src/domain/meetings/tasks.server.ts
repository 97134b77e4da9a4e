/** What time, and what happens to pairings, does to meetings. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Moment } from '#domain/pairings/keeping/commands.server.ts';
import { readPairing } from '#domain/pairings/keeping/queries.server.ts';
import { isLiving, type Pairing } from '#domain/pairings/pairing.ts';
import { isoOf } from '#lib/calendar-day.ts';
import { day } from '#platform/clock.server.ts';
import type { Tx } from '#platform/db/database.server.ts';
import { announce, type JobHandler } from '#platform/jobs.server.ts';
import { publish } from '#platform/live.server.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import { bookTime, freeTime } from './booking/commands.server.ts';
import type { MeetingBooked, MeetingClash } from './events.ts';
import { addMeeting, changeMeeting, dateFor } from './keeping/commands.server.ts';
import { bothOf, lifeOf } from './keeping/queries.server.ts';
import { mayMeetAt, usualMinutes } from './meeting.ts';
import { noticeDrift } from './drifts/commands.server.ts';
import { seeTo, seriesClockKind } from './series/keeping/commands.server.ts';

export { seriesClockKind };

const seriesShape = z.object({ seriesId: z.string() });
const pairingShape = z.object({ pairingId: z.string() });

/** Writes the coming meetings of a series as rows, and looks whether it is still what suits the two. */
export const seriesClock: JobHandler = async ({ payload }, { db, clock, random }) => {
  const { seriesId } = seriesShape.parse(payload);
  const now = clock.now();
  await db.transact(async (tx) => {
    await forgetPast(tx, { seriesId, now });
    await noticeDrift(tx, { seriesId, now, random });
    await seeTo(tx, seriesId, { now, random });
  });
};

/** What has been needs no booking any more. */
async function forgetPast(
  tx: Tx,
  { seriesId, now }: { seriesId: string; now: number },
): Promise<void> {
  await tx
    .deleteFrom('booked_quarters')
    .where('meeting_id', 'in', (eb) =>
      eb
        .selectFrom('meetings')
        .select('id')
        .where('series_id', '=', seriesId)
        .where('ends_at', '<', now),
    )
    .execute();
}

/**
 * The reaction to a rest, a waking and an ending: no meetings while a pairing rests, none once it is
 * over, and both are free at once. It looks only at how things are, so whose doing it was cannot be told
 * from what it leaves (requirement E6).
 */
export const tendMeetings: JobHandler = async ({ payload }, { db, clock, random }) => {
  const { pairingId } = pairingShape.parse(payload);
  const now = clock.now();
  await db.transact(async (tx) => {
    const pairing = await readPairing(tx, pairingId);
    if (pairing !== undefined) await tend(tx, pairing, { now, random });
  });
};

async function tend(tx: Tx, pairing: Pairing, { now, random }: Moment): Promise<void> {
  await callOff(tx, pairing, now);
  const series = await tx
    .selectFrom('series')
    .select('id')
    .where('pairing_id', '=', pairing.id)
    .orderBy('began_at')
    .orderBy('id')
    .execute();
  for (const { id } of series) await seeTo(tx, id, { now, random });
  if (!isLiving(pairing)) await closeAll(tx, pairing.id, now);
  publish(tx, `pairing:${pairing.id}`);
}

/**
 * Of a pairing that goes on only the meetings that stand alone; a series knows its own. An ending that is
 * told a while after it happened takes everything from then on, so that nothing is left as if it had been.
 */
async function callOff(tx: Tx, pairing: Pairing, now: number): Promise<void> {
  const toCome = now + 1;
  const rows = await tx
    .selectFrom('meetings')
    .select(['id', 'at'])
    .where('pairing_id', '=', pairing.id)
    .$if(isLiving(pairing), (query) => query.where('series_id', 'is', null))
    .where('state', '=', 'planned')
    .where('at', '>=', Math.min(toCome, pairing.wrappedUpAt ?? toCome))
    .execute();
  const gone = rows.filter(({ at }) => !mayMeetAt(lifeOf(pairing), at)).map(({ id }) => id);
  for (const id of gone) await changeMeeting(tx, id, { state: 'called_off', changed_at: now });
  await freeTime(tx, gone);
}

async function closeAll(tx: Tx, pairingId: string, now: number): Promise<void> {
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

/** The reaction to a yes: where a time for the first chat came with it, that is the first meeting. */
export const bookFirstChat: JobHandler = async ({ payload }, { db, clock, random }) => {
  const { pairingId } = pairingShape.parse(payload);
  const now = clock.now();
  await db.transact(async (tx) => {
    const pairing = await readPairing(tx, pairingId);
    if (pairing === undefined || pairing.chatAt === null) return;
    if (!mayMeetAt(lifeOf(pairing), pairing.chatAt) || (await hasMeetings(tx, pairingId))) return;
    await bookChat(tx, pairing, { at: pairing.chatAt, now, random });
  });
};

const hasMeetings = async (tx: Tx, pairingId: string): Promise<boolean> =>
  (await tx
    .selectFrom('meetings')
    .select('id')
    .where('pairing_id', '=', pairingId)
    .limit(1)
    .executeTakeFirst()) !== undefined;

async function bookChat(
  tx: Tx,
  pairing: Pairing,
  { at, now, random }: { at: number } & Moment,
): Promise<void> {
  const { id: pairingId } = pairing;
  const endsAt = at + usualMinutes * 60_000;
  const date = await dateFor(tx, pairing, at);
  const row = { pairingId, seriesId: null, date, at, endsAt, state: 'planned' as const };
  const open = { placeKind: 'open' as const, place: '' };
  const meetingId = await addMeeting(tx, { ...row, ...open, now, random });
  const isBooked = await bookTime(tx, { meetingId, memberIds: bothOf(pairing), at, endsAt });
  if (!isBooked) await changeMeeting(tx, meetingId, { state: 'called_off', changed_at: now });
  const event: MeetingBooked | MeetingClash = isBooked
    ? { name: 'MeetingBooked', pairingId, meetingId, because: 'first_chat', by: null }
    : { name: 'MeetingClash', pairingId, meetingId };
  await announce(tx, { event, now, random });
}

/**
 * Sees to every series that may have meetings to come and has no clock waiting, as after bringing back an
 * old copy of the database. Safe to run at any time.
 *
 * @returns how many had none
 */
export function windSeriesClocks({
  db,
  clock,
  random,
}: Pick<Runtime, 'db' | 'clock' | 'random'>): Promise<number> {
  const now = clock.now();
  return db.transact(async (tx) => {
    const ids = await unwound(tx, now);
    for (const id of ids) await seeTo(tx, id, { now, random });
    return ids.length;
  });
}

async function unwound(tx: Tx, now: number): Promise<string[]> {
  const yesterday = isoOf(Math.floor(now / day) - 1);
  const rows = await tx
    .selectFrom('series')
    .innerJoin('pairings', 'pairings.id', 'series.pairing_id')
    .select('series.id')
    .where('pairings.state', '<>', 'wrapped_up')
    .where((eb) => eb.or([eb('ended_at', 'is', null), eb('until_date', '>=', yesterday)]))
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('jobs')
            .select(sql<number>`1`.as('one'))
            .where('kind', '=', seriesClockKind)
            .whereRef('job_key', '=', 'series.id')
            .where('done_at', 'is', null)
            .where('given_up_at', 'is', null),
        ),
      ),
    )
    .execute();
  return rows.map(({ id }) => id);
}
