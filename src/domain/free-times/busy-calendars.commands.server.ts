/** Calendars from elsewhere: the address is saved sealed, and of the calendar only its busy times. */
import type { Viewer } from '#domain/members/viewer.ts';
import { isId } from '#lib/ids.ts';
import { done, type Outcome, refused } from '#lib/outcome.ts';
import {
  type Act,
  type ActRuntime,
  command,
  inAct,
  type ThingClock,
} from '#platform/act.server.ts';
import { day, hour, second } from '#lib/duration.ts';
import { offThread, type OffThread } from '#lib/off-thread.server.ts';
import { fingerprint, seal } from '#platform/crypto.server.ts';
import type { fetchText, Fetched } from '#platform/outbound-fetch.server.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import type { BusyTime, BusyWindow } from './busy-calendar.ts';
import { busyCalendarsOf, type BusyProblem } from './busy-calendars.queries.server.ts';

const readEvery = 4 * hour;
const ahead = 60 * day;
const limits = { bytes: 2 * 1024 * 1024, milliseconds: 10 * second };
const most = 5;
/** PostgreSQL takes 65,535 values in one statement. */
const rowsAtOnce = 500;

/** A calendar, with when it was last fetched or last tried, epoch milliseconds; null for never. */
export interface FetchedCalendar {
  readonly id: string;
  readonly triedAt: number | null;
}

/** Runs as long as the calendar is there. */
export const busyClock: ThingClock<FetchedCalendar> = {
  kind: 'busy-clock',
  idOf: ({ id }) => id,
  dueAt: ({ triedAt }, { now }) => Math.max(now, (triedAt ?? 0) + readEvery),
};

export type FetchCalendar = (
  address: string,
  limits: Parameters<typeof fetchText>[1],
) => Promise<Fetched>;

/** Reads a calendar in a thread of its own: what it holds decides how long that takes. */
export type ReadTimes = OffThread<[text: string, window: BusyWindow], BusyTime[] | undefined>;

export const readTimes: ReadTimes = offThread(
  { module: '#domain/free-times/busy-calendar.ts', name: 'busyTimesIn' },
  { deadline: 5 * second, patience: 20 * second, queue: 50 },
);

/** Where calendars come from, and who reads them. */
export interface CalendarSource {
  readonly fetchCalendar: FetchCalendar;
  readonly readTimes: ReadTimes;
}

type Fetching = Pick<Runtime, 'clock' | 'config'> & CalendarSource;

/** Adds a calendar if it can be fetched and read, which happens before anything is saved. */
export async function addBusyCalendar(
  runtime: ActRuntime & Pick<Runtime, 'secret'> & Fetching,
  { actor, address }: { actor: Viewer; address: string },
): Promise<Outcome<unknown, BusyProblem | 'too_many' | 'busy'>> {
  const { db, secret } = runtime;
  if ((await busyCalendarsOf(db.read, actor.id)).length >= most) return refused('too_many');
  const reading = await readCalendar(runtime, { address, zone: actor.timeZone, lateDigest: null });
  if ('problem' in reading) return refused(reading.problem);
  return inAct(runtime, async (act) => {
    const id = act.id();
    await act.tx
      .insertInto('busy_calendars')
      .values({
        id,
        member_id: actor.id,
        sealed_address: seal({ secret, text: address.trim(), random: act.random }),
        host: URL.parse(address.trim())?.hostname ?? '',
        added_at: act.now,
        fetched_at: act.now,
      })
      .execute();
    await saveBusyTimes(act, id, reading.times);
    await act.schedule(busyClock, { id, triedAt: act.now });
    return done();
  });
}

/** What was read; 'busy' where other calendars were read all the time. */
export type CalendarReading =
  | { readonly times: readonly BusyTime[] }
  | {
      readonly problem: BusyProblem | 'busy';
      /** With 'too_long', of what was there. */
      readonly lateDigest?: string;
    };

/**
 * The busy times at an address over the coming sixty days, or why there are none to be had.
 *
 * @param lateDigest of content that took too long: it is not read again
 */
export async function readCalendar(
  { clock, config, fetchCalendar, readTimes: read }: Fetching,
  { address, zone, lateDigest }: { address: string; zone: string; lateDigest: string | null },
): Promise<CalendarReading> {
  const fetched = await fetchCalendar(address, limits);
  switch (fetched.outcome) {
    case 'refused':
      return { problem: fetched.code === 'no_text' ? 'no_calendar' : fetched.code };
    case 'unchanged':
      return { problem: 'not_reached' };
    case 'got': {
      const digest = fingerprint(fetched.text);
      if (digest === lateDigest) return { problem: 'too_long', lateDigest };
      const from = clock.now();
      const ownHost = new URL(config.publicUrl).hostname;
      const answer = await read(fetched.text, { from, until: from + ahead, zone, ownHost });
      if (answer === 'busy') return { problem: 'busy' };
      if (answer === 'late') return { problem: 'too_long', lateDigest: digest };
      return answer.value === undefined ? { problem: 'no_calendar' } : { times: answer.value };
    }
  }
}

/** Replaces the busy times of a calendar. */
export async function saveBusyTimes(
  { tx }: Act,
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

/** Deletes one's own calendar with its busy times. Does nothing for somebody else's (requirement C2). */
export const removeBusyCalendar = command(
  async (act, { actor, calendarId }: { actor: Viewer; calendarId: string }) => {
    if (!isId(calendarId)) return;
    const gone = await act.tx
      .deleteFrom('busy_calendars')
      .where('id', '=', calendarId)
      .where('member_id', '=', actor.id)
      .returning('id')
      .execute();
    if (gone.length > 0) await act.cancel(busyClock, calendarId);
  },
);
