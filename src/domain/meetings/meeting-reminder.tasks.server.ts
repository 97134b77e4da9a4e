/**
 * Reminders: a sweep every five minutes looks for the meetings of the coming day, by an index, and saves
 * which it has announced. So there is no job for each meeting of a year, however a meeting is moved; and
 * a server that was off announces what is still worth saying, once.
 */
import { sql } from 'kysely';
import { readPairing } from '#domain/pairings/pairing-store.queries.server.ts';
import { type Act, type ActRuntime, inAct } from '#platform/act.server.ts';
import type { Reader } from '#platform/db/database.server.ts';
import { repeat } from '#platform/repeated-task.server.ts';
import { MeetingNear } from './events.ts';
import { minute } from '#lib/duration.ts';
import { lifeOf, meetingFrom } from './meeting-store.queries.server.ts';
import { mayMeetAt } from './meeting.ts';
import { dueReminder, stretchOf, type ReminderKind } from './meeting-reminder.ts';

const batch = 500;

export const reminderSweep = repeat('sweep-reminders', {
  every: 5 * minute,
  work: sweepReminders,
});

interface Due {
  readonly meetingId: string;
  readonly pairingId: string;
  readonly at: number;
  readonly how: ReminderKind;
}

/**
 * Announces every meeting that begins soon. Safe to run at any time and in several processes: what was
 * announced is saved with the event.
 *
 * @returns how many
 */
export async function sweepReminders(runtime: ActRuntime): Promise<number> {
  let count = 0;
  for (const due of await dueMeetings(runtime.db.read, runtime.clock.now())) {
    if (await inAct(runtime, (act) => remind(act, due))) count += 1;
  }
  return count;
}

async function dueMeetings(db: Reader, now: number): Promise<Due[]> {
  const due: Due[] = [];
  for (const kind of ['hour', 'day'] as const) {
    const { after, until } = stretchOf(kind, now);
    let last: Last = { at: after + 1, id: '' };
    for (;;) {
      const rows = await pageAfter(db, { kind, last, until });
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
 * When a meeting begins that was not announced yet, word for word as two indexes have it: so a sweep
 * costs what is due, however many meetings there are.
 */
const unannounced = {
  day: sql<number>`case when state = 'planned' and (reminded_day is null or reminded_day <> at) then at end`,
  hour: sql<number>`case when state = 'planned' and (reminded_hour is null or reminded_hour <> at) then at end`,
};

const pageAfter = (
  db: Reader,
  { kind, last, until }: { kind: ReminderKind; last: Last; until: number },
) =>
  db
    .selectFrom('meetings')
    .select(['id', 'pairing_id', 'at', 'changed_at', 'reminded_day', 'reminded_hour'])
    .where(unannounced[kind], '>=', last.at)
    .where(unannounced[kind], '<=', until)
    .where((eb) => eb.or([eb('at', '>', last.at), eb('id', '>', last.id)]))
    .orderBy(unannounced[kind])
    .orderBy('id')
    .limit(batch)
    .execute();

function dueIn(row: Awaited<ReturnType<typeof pageAfter>>[number], now: number): Due[] {
  const { id: meetingId, pairing_id: pairingId, at } = row;
  const reminded = { remindedDay: row.reminded_day, remindedHour: row.reminded_hour };
  const how = dueReminder({ at, changedAt: row.changed_at, ...reminded }, now);
  return how === undefined ? [] : [{ meetingId, pairingId, at, how }];
}

/** False where the meeting was moved or called off meanwhile, and while the pairing rests or is over. */
async function remind(act: Act, { meetingId, pairingId, at, how }: Due): Promise<boolean> {
  const { tx, now } = act;
  const row = await tx
    .selectFrom('meetings')
    .selectAll()
    .where('id', '=', meetingId)
    .executeTakeFirst();
  const pairing = await readPairing(tx, pairingId);
  if (row === undefined || pairing === undefined) return false;
  const meeting = meetingFrom(row);
  const isDue = meeting.state === 'planned' && meeting.at === at && dueIn(row, now).length > 0;
  if (!isDue || !mayMeetAt(lifeOf(pairing), at)) return false;
  const announced = how === 'day' ? { reminded_day: at } : { reminded_hour: at };
  await tx.updateTable('meetings').set(announced).where('id', '=', meetingId).execute();
  await act.announce(MeetingNear, { pairingId, meetingId, at, how });
  return true;
}
