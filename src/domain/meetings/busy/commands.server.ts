/** Bringing a calendar along: its address is sealed, and of what stands in it only taken times are kept. */
import type { Viewer } from '#domain/members/viewer.ts';
import { isId, makeId } from '#lib/ids.ts';
import { day, hour, second } from '#platform/clock.server.ts';
import { seal } from '#platform/crypto.server.ts';
import type { Tx } from '#platform/db/database.server.ts';
import { letSleep, wakeAt } from '#platform/jobs.server.ts';
import type { fetchText, Fetched } from '#platform/outbound.server.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import { busyTimesIn, type BusyTime } from './busy.ts';
import { busyCalendarsOf, type BusyProblem } from './queries.server.ts';

export const busyClockKind = 'busy-clock';
const readEvery = 4 * hour;
const ahead = 60 * day;
const limits = { bytes: 2 * 1024 * 1024, milliseconds: 10 * second };
const most = 5;
/** PostgreSQL takes 65,535 values in one statement. */
const rowsAtOnce = 500;

export type FetchCalendar = (
  address: string,
  limits: Parameters<typeof fetchText>[1],
) => Promise<Fetched>;

type Room = Pick<Runtime, 'db' | 'clock' | 'random' | 'secret' | 'config'>;

type Refusal = { outcome: 'refused'; code: BusyProblem | 'too_many' };

/** Brings a calendar along if it can be read: it is fetched before anything is kept. */
export async function addBusyCalendar(
  room: Room & { fetchCalendar: FetchCalendar },
  { actor, address }: { actor: Viewer; address: string },
): Promise<{ outcome: 'added' } | Refusal> {
  const { db, clock, random, secret } = room;
  if ((await busyCalendarsOf(db.read, actor.id)).length >= most)
    return { outcome: 'refused', code: 'too_many' };
  const read = await readCalendar(room, { address, zone: actor.timeZone });
  if (typeof read === 'string') return { outcome: 'refused', code: read };
  const now = clock.now();
  const id = makeId(now, random);
  await db.transact(async (tx) => {
    await tx
      .insertInto('busy_calendars')
      .values({
        id,
        member_id: actor.id,
        sealed_address: seal({ secret, text: address.trim(), random }),
        host: URL.parse(address.trim())?.hostname ?? '',
        added_at: now,
        fetched_at: now,
      })
      .execute();
    await keepTimes(tx, id, read);
    await windBusy(tx, id, { now, random });
  });
  return { outcome: 'added' };
}

/** The taken times at an address over the coming sixty days, or why there are none to be had. */
export async function readCalendar(
  {
    clock,
    config,
    fetchCalendar,
  }: Pick<Room, 'clock' | 'config'> & { fetchCalendar: FetchCalendar },
  { address, zone }: { address: string; zone: string },
): Promise<BusyTime[] | BusyProblem> {
  const fetched = await fetchCalendar(address, limits);
  switch (fetched.outcome) {
    case 'refused':
      return fetched.code === 'no_text' ? 'no_calendar' : fetched.code;
    case 'unchanged':
      return 'not_reached';
    case 'got': {
      const from = clock.now();
      const ownHost = new URL(config.publicUrl).hostname;
      const window = { from, until: from + ahead, zone, ownHost };
      return busyTimesIn(fetched.text, window) ?? 'no_calendar';
    }
  }
}

/** Puts these times in the place of those before. */
export async function keepTimes(
  tx: Tx,
  calendarId: string,
  times: readonly BusyTime[],
): Promise<void> {
  await tx.deleteFrom('busy_times').where('calendar_id', '=', calendarId).execute();
  for (let start = 0; start < times.length; start += rowsAtOnce) {
    const rows = times.slice(start, start + rowsAtOnce).map(({ startsAt, endsAt }) => ({
      calendar_id: calendarId,
      starts_at: startsAt,
      ends_at: endsAt,
    }));
    await tx.insertInto('busy_times').values(rows).execute();
  }
}

/** It is read again some hours later. */
export const windBusy = (
  tx: Tx,
  calendarId: string,
  { now, random }: { now: number } & Pick<Runtime, 'random'>,
): Promise<void> => wakeAt(tx, { ...busyJob(calendarId), dueAt: nextReading(now), now, random });

/** The clock of one calendar. */
export const busyJob = (calendarId: string) => ({
  kind: busyClockKind,
  key: calendarId,
  payload: { calendarId },
});

/** When it is read again, after it was read then or not at all. */
export const nextReading = (readAt: number | null): number => (readAt ?? 0) + readEvery;

/** Forgets one's own calendar with all it filled; somebody else's is as good as not there (requirement C2). */
export async function removeBusyCalendar(
  { db, clock }: Pick<Room, 'db' | 'clock'>,
  { actor, calendarId }: { actor: Viewer; calendarId: string },
): Promise<void> {
  if (!isId(calendarId)) return;
  const now = clock.now();
  await db.transact(async (tx) => {
    const gone = await tx
      .deleteFrom('busy_calendars')
      .where('id', '=', calendarId)
      .where('member_id', '=', actor.id)
      .returning('id')
      .execute();
    if (gone.length > 0) await letSleep(tx, { kind: busyClockKind, key: calendarId, now });
  });
}
