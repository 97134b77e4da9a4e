/**
 * Reminders: one sweep every five minutes looks at the meetings of the coming day, by an index, and
 * writes down what it reminded of. So it needs no job for each of a year's meetings, however a meeting
 * came to be where it is; and after a time switched off it says what is still worth saying, once.
 */
import { sql } from 'kysely';
import { pairingFrom } from '#domain/pairings/keeping/queries.server.ts';
import { minute } from '#platform/clock.server.ts';
import type { Tx } from '#platform/db/database.server.ts';
import { announce, enqueue, type JobHandler } from '#platform/jobs.server.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import type { MeetingNear } from '../events.ts';
import { lifeOf, meetingFrom } from '../keeping/queries.server.ts';
import { mayMeetAt } from '../meeting.ts';
import { dueReminder, stretchOf, type ReminderKind } from './reminder.ts';

type Room = Pick<Runtime, 'db' | 'clock' | 'random'>;

export const remindersKind = 'sweep-reminders';
const every = 5 * minute;
const batch = 500;

/** Each run asks for the next under that time's own key, so one run each five minutes is left. */
export const sweepRemindersJob: JobHandler = async (_job, runtime) => {
  await sweepReminders(runtime);
  const next = (Math.floor(runtime.clock.now() / every) + 1) * every;
  await scheduleReminders(runtime, next);
};

/** Asks for a sweep at `dueAt` (epoch milliseconds). */
export async function scheduleReminders({ db, clock, random }: Room, dueAt: number): Promise<void> {
  const key = `${remindersKind}:${Math.floor(dueAt / every)}`;
  const now = clock.now();
  const job = { kind: remindersKind, key, payload: {}, dueAt, now, random };
  await db.transact((tx) => enqueue(tx, job));
}

interface Due {
  readonly meetingId: string;
  readonly pairingId: string;
  readonly at: number;
  readonly how: ReminderKind;
}

/**
 * Announces every meeting that comes near. Safe to run at any time and in several processes: what was
 * announced is written down with it.
 *
 * @returns how many
 */
export async function sweepReminders({ db, clock, random }: Room): Promise<number> {
  const now = clock.now();
  let count = 0;
  for (const due of await dueMeetingsOf({ db }, now)) {
    const isTold = await db.transact((tx) => remind(tx, due, { now, random }));
    if (isTold) count += 1;
  }
  return count;
}

async function dueMeetingsOf({ db }: Pick<Room, 'db'>, now: number): Promise<Due[]> {
  const due: Due[] = [];
  for (const kind of ['hour', 'day'] as const) {
    const { after, until } = stretchOf(kind, now);
    let last: Last = { at: after + 1, id: '' };
    for (;;) {
      const rows = await nearby({ db }, { kind, last, until });
      due.push(...rows.flatMap((row) => dueIn(row, now)));
      const next = rows.at(-1);
      if (next === undefined || rows.length < batch) break;
      last = { at: next.at, id: next.id };
    }
  }
  return due;
}

/** Where a page of meetings ended. */
interface Last {
  readonly at: number;
  readonly id: string;
}

/**
 * When a meeting begins that nobody was told of yet, word for word as two indexes say it: so what was told
 * is not even looked at, and a sweep costs what is due, however many meetings there are.
 */
const untold = {
  day: sql<number>`case when state = 'planned' and (reminded_day is null or reminded_day <> at) then at end`,
  hour: sql<number>`case when state = 'planned' and (reminded_hour is null or reminded_hour <> at) then at end`,
};

const nearby = (
  { db }: Pick<Room, 'db'>,
  { kind, last, until }: { kind: ReminderKind; last: Last; until: number },
) =>
  db.read
    .selectFrom('meetings')
    .select(['id', 'pairing_id', 'at', 'changed_at', 'reminded_day', 'reminded_hour'])
    .where(untold[kind], '>=', last.at)
    .where(untold[kind], '<=', until)
    .where((eb) => eb.or([eb('at', '>', last.at), eb('id', '>', last.id)]))
    .orderBy(untold[kind])
    .orderBy('id')
    .limit(batch)
    .execute();

function dueIn(row: Awaited<ReturnType<typeof nearby>>[number], now: number): Due[] {
  const { id: meetingId, pairing_id: pairingId, at } = row;
  const reminded = { remindedDay: row.reminded_day, remindedHour: row.reminded_hour };
  const how = dueReminder({ at, changedAt: row.changed_at, ...reminded }, now);
  return how === undefined ? [] : [{ meetingId, pairingId, at, how }];
}

/** Only for a pairing that meets then; one that rests or is over has nothing coming near. */
async function remind(
  tx: Tx,
  { meetingId, pairingId, at, how }: Due,
  { now, random }: { now: number } & Pick<Room, 'random'>,
): Promise<boolean> {
  const row = await tx
    .selectFrom('meetings')
    .selectAll()
    .where('id', '=', meetingId)
    .executeTakeFirst();
  const pairing = await tx
    .selectFrom('pairings')
    .selectAll()
    .where('id', '=', pairingId)
    .executeTakeFirst();
  if (row === undefined || pairing === undefined) return false;
  const meeting = meetingFrom(row);
  const isMeant = meeting.state === 'planned' && meeting.at === at && dueIn(row, now).length > 0;
  if (!isMeant || !mayMeetAt(lifeOf(pairingFrom(pairing)), at)) return false;
  const told = how === 'day' ? { reminded_day: at } : { reminded_hour: at };
  await tx.updateTable('meetings').set(told).where('id', '=', meetingId).execute();
  const event: MeetingNear = { name: 'MeetingNear', pairingId, meetingId, at, how };
  await announce(tx, { event, now, random });
  return true;
}
