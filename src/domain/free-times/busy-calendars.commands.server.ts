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
import { seal } from '#platform/crypto.server.ts';
import type { fetchText, Fetched } from '#platform/outbound-fetch.server.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import { busyTimesIn, type BusyTime } from './busy-calendar.ts';
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

type Fetching = Pick<Runtime, 'clock' | 'config'> & { fetchCalendar: FetchCalendar };

/** Adds a calendar if it can be fetched, which happens before anything is saved. */
export async function addBusyCalendar(
  runtime: ActRuntime & Pick<Runtime, 'secret'> & Fetching,
  { actor, address }: { actor: Viewer; address: string },
): Promise<Outcome<unknown, BusyProblem | 'too_many'>> {
  const { db, secret } = runtime;
  if ((await busyCalendarsOf(db.read, actor.id)).length >= most) return refused('too_many');
  const times = await readCalendar(runtime, { address, zone: actor.timeZone });
  if (typeof times === 'string') return refused(times);
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
    await saveBusyTimes(act, id, times);
    await act.schedule(busyClock, { id, triedAt: act.now });
    return done();
  });
}

/** The busy times at an address over the coming sixty days, or why there are none to be had. */
export async function readCalendar(
  { clock, config, fetchCalendar }: Fetching,
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
