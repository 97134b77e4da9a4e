/** Fetches the calendars that members added again, every few hours. */
import { inAct, type ActRuntime } from '#platform/act.server.ts';
import { unseal } from '#platform/crypto.server.ts';
import type { Reader } from '#platform/db/database.server.ts';
import { restartClocks, type IsStopped, type RunningClock } from '#platform/thing-clock.server.ts';
import {
  busyClock,
  saveBusyTimes,
  readCalendar,
  type FetchCalendar,
  type FetchedCalendar,
} from './busy-calendars.commands.server.ts';

/**
 * Fetches one calendar when its clock is due. Where it cannot be fetched, the busy times from before stay
 * until they are past, and its owner sees why on their page. Fetching may take seconds, so it happens
 * outside the act.
 */
export const makeBusyClockTask = (fetchCalendar: FetchCalendar): RunningClock => ({
  kind: busyClock.kind,
  async handle({ key: calendarId }, runtime) {
    const row = await findCalendar(runtime.db.read, calendarId);
    if (row === undefined) return;
    const address = unseal({ secret: runtime.secret, sealed: row.sealed_address }) ?? '';
    const fetching = { ...runtime, fetchCalendar };
    const times = await readCalendar(fetching, { address, zone: row.time_zone });
    await save(runtime, calendarId, times);
  },
  restart: restartClocks(busyClock, { stopped: stoppedCalendars }),
});

/** Of active members; for others nothing is fetched. */
const findCalendar = (db: Reader, calendarId: string) =>
  db
    .selectFrom('busy_calendars')
    .innerJoin('members', 'members.id', 'busy_calendars.member_id')
    .select(['sealed_address', 'members.time_zone'])
    .where('busy_calendars.id', '=', calendarId)
    .where('members.status', '=', 'active')
    .executeTakeFirst();

const save = (
  runtime: ActRuntime,
  id: string,
  times: Awaited<ReturnType<typeof readCalendar>>,
): Promise<void> =>
  inAct(runtime, async (act) => {
    const { tx, now } = act;
    const found = typeof times === 'string' ? { problem: times } : { problem: '', fetched_at: now };
    const rows = await tx
      .updateTable('busy_calendars')
      .set(found)
      .where('id', '=', id)
      .returning('id')
      .execute();
    if (rows.length === 0) return;
    if (typeof times !== 'string') await saveBusyTimes(act, id, times);
    await act.schedule(busyClock, { id, triedAt: now });
  });

const stoppedCalendars = (db: Reader, isStopped: IsStopped): Promise<FetchedCalendar[]> =>
  db
    .selectFrom('busy_calendars')
    .select(['id', 'fetched_at as triedAt'])
    .where(isStopped('busy_calendars.id'))
    .execute();
