import { expect, it } from 'vitest';
import { hour, day } from '#lib/duration.ts';
import { runDueJobs } from '#platform/jobs.server.ts';
import type { Fetched } from '#platform/outbound-fetch.server.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { addMember } from '#tests/factories.ts';
import { ordinaryMoment, testRuntime } from '#tests/runtime.ts';
import type { Database } from '#platform/db/database.server.ts';
import {
  addBusyCalendar,
  readTimes,
  removeBusyCalendar,
  type CalendarSource,
} from './busy-calendars.commands.server.ts';
import { busyBetween, busyCalendarsOf } from './busy-calendars.queries.server.ts';
import { makeBusyClockTask } from './busy-calendar.tasks.server.ts';

const fileOf = (start: string, title = 'Dentist') =>
  [
    'BEGIN:VCALENDAR',
    'BEGIN:VEVENT',
    'UID:1',
    `SUMMARY:${title}`,
    `DTSTART:${start}`,
    'DURATION:PT1H',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n');

const address = 'webcal://calendar.example/private-3f9a/ana.ics';

async function world(db: Database) {
  const runtime = testRuntime(db);
  const ana = await addMember(runtime, { name: 'Ana' });
  const ben = await addMember(runtime, { name: 'Ben' });
  let answer: Fetched = { outcome: 'got', text: fileOf('20261120T100000Z') };
  let speed: 'late' | 'busy' | null = null;
  let reads = 0;
  const source: CalendarSource = {
    fetchCalendar: () => Promise.resolve(answer),
    readTimes(...values) {
      reads += 1;
      return speed === null ? readTimes(...values) : Promise.resolve(speed);
    },
  };
  const room = { ...runtime, ...source };
  const busyClock = makeBusyClockTask(source);
  const taken = async () => {
    const until = ordinaryMoment + 60 * day;
    const found = await busyBetween(db.read, { memberId: ana.id, from: ordinaryMoment, until });
    return found.map(({ startsAt }) => new Date(startsAt).toISOString());
  };
  const live = async (time: number) => {
    runtime.clock.pass(time);
    await runDueJobs(runtime, { [busyClock.kind]: busyClock.handle });
  };
  const answers = (next: Fetched) => {
    answer = next;
  };
  const reader = {
    becomes(next: typeof speed) {
      speed = next;
    },
    timesAsked: () => reads,
  };
  return { runtime, room, ana, ben, taken, live, answers, busyClock, reader };
}

eachEngine('a calendar Ana brings along', (freshDatabase) => {
  it('D14: leaves nothing behind but when she is taken; its address is sealed', async () => {
    const { room, runtime, ana, taken } = await world(await freshDatabase());
    expect(await addBusyCalendar(room, { actor: ana, address })).toEqual({ outcome: 'done' });
    expect(await taken()).toEqual(['2026-11-20T10:00:00.000Z']);
    const kept = [
      await runtime.db.read.selectFrom('busy_calendars').selectAll().execute(),
      await runtime.db.read.selectFrom('busy_times').selectAll().execute(),
      await runtime.db.read.selectFrom('jobs').selectAll().execute(),
    ];
    expect(JSON.stringify(kept)).not.toMatch(/Dentist|private-3f9a/);
    expect(await busyCalendarsOf(runtime.db.read, ana.id)).toMatchObject([
      { host: 'calendar.example', problem: null },
    ]);
  });

  it('is read again after four hours, and keeps what it knew while it can’t be', async () => {
    const { room, runtime, ana, taken, live, answers } = await world(await freshDatabase());
    await addBusyCalendar(room, { actor: ana, address });
    answers({ outcome: 'got', text: fileOf('20261121T100000Z') });
    await live(hour);
    expect(await taken()).toEqual(['2026-11-20T10:00:00.000Z']);
    await live(3 * hour);
    expect(await taken()).toEqual(['2026-11-21T10:00:00.000Z']);
    answers({ outcome: 'refused', code: 'not_reached' });
    await live(4 * hour);
    expect(await taken()).toEqual(['2026-11-21T10:00:00.000Z']);
    expect(await busyCalendarsOf(runtime.db.read, ana.id)).toMatchObject([
      { problem: 'not_reached' },
    ]);
  });

  it('is not kept where it can’t be read, and says why', async () => {
    const { room, runtime, ana, answers, reader } = await world(await freshDatabase());
    const said: string[] = [];
    for (const next of [
      { outcome: 'refused', code: 'not_public' },
      { outcome: 'refused', code: 'too_large' },
      { outcome: 'refused', code: 'no_text' },
      { outcome: 'got', text: '<!doctype html>' },
    ] as const) {
      answers(next);
      const added = await addBusyCalendar(room, { actor: ana, address });
      if (added.outcome === 'refused') said.push(added.code);
    }
    for (const slow of ['late', 'busy'] as const) {
      reader.becomes(slow);
      answers({ outcome: 'got', text: fileOf('20261120T100000Z') });
      const added = await addBusyCalendar(room, { actor: ana, address });
      if (added.outcome === 'refused') said.push(added.code);
    }
    expect(said).toEqual([
      'not_public',
      'too_large',
      'no_calendar',
      'no_calendar',
      'too_long',
      'busy',
    ]);
    expect(await busyCalendarsOf(runtime.db.read, ana.id)).toEqual([]);
  });

  it('that takes too long is left alone until it changes, and Ana is told', async () => {
    const { room, runtime, ana, taken, live, answers, reader } = await world(await freshDatabase());
    await addBusyCalendar(room, { actor: ana, address });
    const problem = async () => (await busyCalendarsOf(runtime.db.read, ana.id))[0]?.problem;
    reader.becomes('late');
    answers({ outcome: 'got', text: fileOf('20261121T100000Z') });
    await live(4 * hour);
    expect([await problem(), reader.timesAsked()]).toEqual(['too_long', 2]);
    expect(await taken()).toEqual(['2026-11-20T10:00:00.000Z']);
    await live(4 * hour);
    expect([await problem(), reader.timesAsked()]).toEqual(['too_long', 2]);
    answers({ outcome: 'refused', code: 'not_reached' });
    await live(4 * hour);
    answers({ outcome: 'got', text: fileOf('20261121T100000Z') });
    await live(4 * hour);
    expect([await problem(), reader.timesAsked()]).toEqual(['too_long', 2]);
    reader.becomes(null);
    answers({ outcome: 'got', text: fileOf('20261122T100000Z') });
    await live(4 * hour);
    expect([await problem(), reader.timesAsked()]).toEqual([null, 3]);
    expect(await taken()).toEqual(['2026-11-22T10:00:00.000Z']);
  });

  it('that nobody came to read is read a little later', async () => {
    const { room, runtime, ana, taken, live, answers, reader } = await world(await freshDatabase());
    await addBusyCalendar(room, { actor: ana, address });
    answers({ outcome: 'got', text: fileOf('20261121T100000Z') });
    reader.becomes('busy');
    await live(4 * hour);
    expect(await busyCalendarsOf(runtime.db.read, ana.id)).toMatchObject([{ problem: null }]);
    reader.becomes(null);
    await live(hour);
    expect(await taken()).toEqual(['2026-11-21T10:00:00.000Z']);
  });

  it('has a clock after the server starts, where one got lost', async () => {
    const { room, runtime, ana, busyClock } = await world(await freshDatabase());
    await addBusyCalendar(room, { actor: ana, address });
    expect(await busyClock.restart(runtime)).toBe(0);
    await runtime.db.transact((tx) => tx.deleteFrom('jobs').execute());
    expect(await busyClock.restart(runtime)).toBe(1);
    const jobs = await runtime.db.read.selectFrom('jobs').select(['kind', 'due_at']).execute();
    expect(jobs).toEqual([{ kind: 'busy-clock', due_at: runtime.clock.now() + 4 * hour }]);
  });

  it('C2: is Ana’s alone to forget, and takes its times along', async () => {
    const { room, runtime, ana, ben, taken } = await world(await freshDatabase());
    await addBusyCalendar(room, { actor: ana, address });
    const [calendar] = await busyCalendarsOf(runtime.db.read, ana.id);
    const calendarId = calendar?.id ?? '';
    await removeBusyCalendar(runtime, { actor: ben, calendarId });
    expect(await taken()).toHaveLength(1);
    await removeBusyCalendar(runtime, { actor: ana, calendarId });
    expect(await taken()).toEqual([]);
    expect(await runtime.db.read.selectFrom('busy_times').selectAll().execute()).toEqual([]);
  });
});
