import { expect, it } from 'vitest';
import { minute, hour, day } from '#lib/duration.ts';
import { runDueJobs } from '#platform/jobs.server.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { agreeOn, anaAndBen, rowsOf, type Two } from '#tests/meetings.ts';
import { wire } from '../../wiring.server.ts';
import { chooseReminders } from './meeting-reminders.commands.server.ts';
import { reminderSweep, sweepReminders } from './meeting-reminder.tasks.server.ts';

async function live({ runtime }: Two): Promise<void> {
  const handlers = { ...wire(runtime), mail: async () => {} };
  while ((await runDueJobs(runtime, handlers)) > 0);
}

/** Lets time pass as it would, looking every five minutes. */
async function pass(two: Two, time: number): Promise<void> {
  await sweepReminders(two.runtime);
  await live(two);
  for (let passed = 0; passed < time; passed += 5 * minute) {
    two.runtime.clock.pass(5 * minute);
    await sweepReminders(two.runtime);
  }
  await live(two);
}

async function reminders({ runtime }: Two): Promise<string[]> {
  const rows = await runtime.db.read.selectFrom('mails').selectAll().orderBy('id').execute();
  return rows
    .filter(({ subject }) => /^(Tomorrow|Today|Wed|Thu|Fri)/.test(subject))
    .map(({ to_name, subject }) => `${to_name}: ${subject}`);
}

/** The evening before the second Thursday, shortly before the reminders of the day. */
async function eveningBefore(freshDatabase: () => Promise<Two['runtime']['db']>) {
  const two = await anaAndBen(await freshDatabase());
  const seriesId = await agreeOn(two);
  await live(two);
  const [, second] = await rowsOf(two, seriesId);
  if (second === undefined) throw new Error('there is no second meeting');
  two.runtime.clock.set(second.at - day - 10 * minute);
  await live(two);
  return { ...two, at: second.at, meetingId: second.id };
}

eachEngine('reminders', (freshDatabase) => {
  it('come the day before and an hour before, in both times', async () => {
    const two = await eveningBefore(freshDatabase);
    await pass(two, 20 * minute);
    expect((await reminders(two)).toSorted()).toEqual([
      'Ana: Tomorrow 18:30 with Ben (17:30 for Ben)',
      'Ben: Tomorrow 17:30 with Ana (18:30 for Ana)',
    ]);
    two.runtime.clock.set(two.at - hour - minute);
    await pass(two, 10 * minute);
    expect((await reminders(two)).slice(2).toSorted()).toEqual([
      'Ana: Today 18:30 with Ben (17:30 for Ben)',
      'Ben: Today 17:30 with Ana (18:30 for Ana)',
    ]);
    await pass(two, 2 * hour);
    expect(await reminders(two)).toHaveLength(4);
  });

  it('come as each chose', async () => {
    const two = await eveningBefore(freshDatabase);
    const choices = { dayBefore: false, hourBefore: true };
    await chooseReminders(two.runtime, { actor: two.ana, choices });
    await pass(two, 20 * minute);
    expect(await reminders(two)).toEqual(['Ben: Tomorrow 17:30 with Ana (18:30 for Ana)']);
  });

  it('fault 8: after a day off only the one of the hour is left', async () => {
    const two = await eveningBefore(freshDatabase);
    two.runtime.clock.set(two.at - 30 * minute);
    await pass(two, 5 * minute);
    expect((await reminders(two)).every((line) => line.includes('Today'))).toBe(true);
    expect(await reminders(two)).toHaveLength(2);
  });

  it('fault 9: are not told any more where the server stopped right after the sweep', async () => {
    const two = await eveningBefore(freshDatabase);
    two.runtime.clock.pass(20 * minute);
    expect(await sweepReminders(two.runtime)).toBe(1);
    two.runtime.clock.pass(7 * day);
    await live(two);
    const told = await two.runtime.db.read
      .selectFrom('notices')
      .select('href')
      .where('kind', '=', 'meeting_reminder')
      .where('href', '=', `/meetings/${two.meetingId}`)
      .execute();
    expect(told).toEqual([]);
  });

  it('say nothing once the meeting is on, while the two rest, or when it is over', async () => {
    const late = await eveningBefore(freshDatabase);
    late.runtime.clock.set(late.at + minute);
    await pass(late, 5 * minute);
    expect(await reminders(late)).toEqual([]);
    for (const state of ['resting', 'wrapped_up'] as const) {
      const two = await eveningBefore(freshDatabase);
      const since = two.runtime.clock.now() - day;
      const resting = { resting_since: since, resting_until: since + 30 * day };
      await two.runtime.db.transact((tx) =>
        tx
          .updateTable('pairings')
          .set({ state, ...resting })
          .execute(),
      );
      await pass(two, 20 * minute);
      expect(await reminders(two)).toEqual([]);
    }
  });

  it('speak anew of a meeting that was moved, and in several processes only once', async () => {
    const two = await eveningBefore(freshDatabase);
    await pass(two, 20 * minute);
    await Promise.all([sweepReminders(two.runtime), sweepReminders(two.runtime)]);
    await live(two);
    expect(await reminders(two)).toHaveLength(2);
    await reminderSweep.schedule(two.runtime, two.runtime.clock.now());
    await reminderSweep.schedule(two.runtime, two.runtime.clock.now());
    const jobs = await two.runtime.db.read
      .selectFrom('jobs')
      .select('id')
      .where('kind', '=', 'sweep-reminders')
      .where('done_at', 'is', null)
      .execute();
    expect(jobs).toHaveLength(1);
  });
});
