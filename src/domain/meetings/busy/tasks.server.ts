/** Reads the calendars members brought along again, every few hours. */
import { z } from 'zod';
import { unseal } from '#platform/crypto.server.ts';
import { enqueue, type JobHandler } from '#platform/jobs.server.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import {
  busyJob,
  keepTimes,
  nextReading,
  readCalendar,
  windBusy,
  type FetchCalendar,
} from './commands.server.ts';

const shape = z.object({ calendarId: z.string() });

/**
 * The clock of one calendar. Where it can't be read, what was read before stays until it is past, and
 * its owner sees why on their page.
 */
export function makeBusyClock(fetchCalendar: FetchCalendar): JobHandler {
  return async ({ payload }, runtime) => {
    const { calendarId } = shape.parse(payload);
    const row = await findCalendar(runtime, calendarId);
    if (row === undefined) return;
    const address = unseal({ secret: runtime.secret, sealed: row.sealed_address }) ?? '';
    const room = { ...runtime, fetchCalendar };
    const read = await readCalendar(room, { address, zone: row.time_zone });
    await keep(runtime, calendarId, read);
  };
}

/** Of members who are here; for others nothing is fetched. */
const findCalendar = ({ db }: Pick<Runtime, 'db'>, calendarId: string) =>
  db.read
    .selectFrom('busy_calendars')
    .innerJoin('members', 'members.id', 'busy_calendars.member_id')
    .select(['sealed_address', 'members.time_zone'])
    .where('busy_calendars.id', '=', calendarId)
    .where('members.status', '=', 'active')
    .executeTakeFirst();

async function keep(
  { db, clock, random }: Pick<Runtime, 'db' | 'clock' | 'random'>,
  calendarId: string,
  read: Awaited<ReturnType<typeof readCalendar>>,
): Promise<void> {
  const now = clock.now();
  await db.transact(async (tx) => {
    const found = typeof read === 'string' ? { problem: read } : { problem: '', fetched_at: now };
    const rows = await tx
      .updateTable('busy_calendars')
      .set(found)
      .where('id', '=', calendarId)
      .returning('id')
      .execute();
    if (rows.length === 0) return;
    if (typeof read !== 'string') await keepTimes(tx, calendarId, read);
    await windBusy(tx, calendarId, { now, random });
  });
}

/** Winds the clock of every calendar that has none, as after bringing back an old copy. */
export async function windBusyClocks({
  db,
  clock,
  random,
}: Pick<Runtime, 'db' | 'clock' | 'random'>): Promise<void> {
  const now = clock.now();
  const rows = await db.read.selectFrom('busy_calendars').select(['id', 'fetched_at']).execute();
  for (const { id, fetched_at: fetchedAt } of rows)
    await db.transact((tx) =>
      enqueue(tx, { ...busyJob(id), dueAt: Math.max(now, nextReading(fetchedAt)), now, random }),
    );
}
