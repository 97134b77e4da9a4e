/** Fetches the calendars that members added again, every few hours. */
import { inAct, type ActRuntime } from '#platform/act.server.ts';
import { unseal } from '#platform/crypto.server.ts';
import type { Reader } from '#platform/db/database.server.ts';
import { restartClocks, type IsStopped, type RunningClock } from '#platform/thing-clock.server.ts';
import {
  busyClock,
  saveBusyTimes,
  readCalendar,
  type CalendarReading,
  type CalendarSource,
  type FetchedCalendar,
} from './busy-calendars.commands.server.ts';

/**
 * Fetches one calendar when its clock is due. Where it cannot be fetched or read, the busy times from
 * before stay until they are past, and its owner sees why on their page. Both may take seconds, so they
 * happen outside the act.
 */
export const makeBusyClockTask = (source: CalendarSource): RunningClock => ({
  kind: busyClock.kind,
  async handle({ key: calendarId }, runtime) {
    const row = await findCalendar(runtime.db.read, calendarId);
    if (row === undefined) return;
    const reading = await readCalendar(
      { ...runtime, ...source },
      {
        address: unseal({ secret: runtime.secret, sealed: row.sealed_address }) ?? '',
        zone: row.time_zone,
        lateDigest: row.late_digest,
      },
    );
    await save(runtime, calendarId, reading);
  },
  restart: restartClocks(busyClock, { stopped: stoppedCalendars }),
});

/** Of active members; for others nothing is fetched. */
const findCalendar = (db: Reader, calendarId: string) =>
  db
    .selectFrom('busy_calendars')
    .innerJoin('members', 'members.id', 'busy_calendars.member_id')
    .select(['sealed_address', 'late_digest', 'members.time_zone'])
    .where('busy_calendars.id', '=', calendarId)
    .where('members.status', '=', 'active')
    .executeTakeFirst();

const save = (runtime: ActRuntime, id: string, reading: CalendarReading): Promise<void> =>
  inAct(runtime, async (act) => {
    const rows = await act.tx
      .updateTable('busy_calendars')
      .set(foundOut(reading, act.now))
      .where('id', '=', id)
      .returning('id')
      .execute();
    if (rows.length === 0) return;
    if ('times' in reading) await saveBusyTimes(act, id, reading.times);
    await act.schedule(busyClock, { id, triedAt: act.now });
  });

function foundOut(reading: CalendarReading, now: number) {
  if ('times' in reading) return { problem: '', late_digest: null, fetched_at: now };
  const { problem, lateDigest } = reading;
  // Nobody came to read it, so nothing is known of it: the job is tried again soon.
  if (problem === 'busy') throw new Error('Other calendars were read all the time');
  return lateDigest === undefined ? { problem } : { problem, late_digest: lateDigest };
}

const stoppedCalendars = (db: Reader, isStopped: IsStopped): Promise<FetchedCalendar[]> =>
  db
    .selectFrom('busy_calendars')
    .select(['id', 'fetched_at as triedAt'])
    .where(isStopped('busy_calendars.id'))
    .execute();
