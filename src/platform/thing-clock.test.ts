import { minute } from '#lib/duration.ts';
import { expect, it } from 'vitest';
import type { Database } from '#platform/db/database.server.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { addMember } from '#tests/factories.ts';
import { ordinaryMoment, testRuntime, type TestRuntime } from '#tests/runtime.ts';
import { inAct, type Act, type ThingClock } from './act.server.ts';
import { runDueJobs } from './jobs.server.ts';
import { runClock } from './thing-clock.server.ts';

/** A member whose `joined_at` is when something is next due for them; null for never. */
interface Member {
  id: string;
  joined_at: number | null;
}

const memberClock: ThingClock<Member> = {
  kind: 'member-clock',
  idOf: ({ id }) => id,
  dueAt: ({ joined_at }) => joined_at,
};

/** A clock whose step moves what is due by ten minutes, three times at most. */
function clockOfMembers() {
  const steps: number[] = [];
  const task = runClock(memberClock, {
    read: (db, id) =>
      db.selectFrom('members').select(['id', 'joined_at']).where('id', '=', id).executeTakeFirst(),
    stopped: (db, isStopped) =>
      db
        .selectFrom('members')
        .select(['id', 'joined_at'])
        .where(isStopped('members.id'))
        .orderBy('name')
        .execute(),
    step: async (act, member) => {
      steps.push(act.now);
      const joined_at = steps.length < 3 ? act.now + 10 * minute : null;
      await saveDue(act, { ...member, joined_at });
    },
  });
  return { steps, task, handlers: { [task.kind]: task.handle } };
}

async function saveDue(act: Act, member: Member): Promise<void> {
  const { id, joined_at } = member;
  await act.tx.updateTable('members').set({ joined_at }).where('id', '=', id).execute();
  await act.schedule(memberClock, member);
}

async function withAna(db: Database): Promise<{ runtime: TestRuntime; ana: Member }> {
  const runtime = testRuntime(db);
  const { id } = await addMember(runtime, { name: 'Ana' });
  return { runtime, ana: { id, joined_at: ordinaryMoment + minute } };
}

/** Lets `minutes` pass, doing what is due after each. */
async function pass(
  runtime: TestRuntime,
  { minutes, handlers }: { minutes: number; handlers: Parameters<typeof runDueJobs>[1] },
): Promise<void> {
  for (let passed = 0; passed < minutes; passed += 1) {
    runtime.clock.pass(minute);
    await runDueJobs(runtime, handlers);
  }
}

eachEngine('the clock of a thing', (freshDatabase) => {
  it('does each step when it is due, until nothing is due any more', async () => {
    const { runtime, ana } = await withAna(await freshDatabase());
    const { steps, handlers } = clockOfMembers();
    await inAct(runtime, (act) => saveDue(act, ana));
    await pass(runtime, { minutes: 40, handlers });
    expect(steps).toEqual([1, 11, 21].map((minutes) => ordinaryMoment + minutes * minute));
  });

  it('does nothing too early, and looks again when it is time', async () => {
    const { runtime, ana } = await withAna(await freshDatabase());
    const { steps, handlers } = clockOfMembers();
    await inAct(runtime, (act) => saveDue(act, ana));
    // Changed without its clock, as by hand.
    const joined_at = ordinaryMoment + 5 * minute;
    await runtime.db.transact((tx) => tx.updateTable('members').set({ joined_at }).execute());
    await pass(runtime, { minutes: 4, handlers });
    expect(steps).toEqual([]);
    await pass(runtime, { minutes: 1, handlers });
    expect(steps).toEqual([joined_at]);
  });

  it('is silent once its thing is gone', async () => {
    const { runtime, ana } = await withAna(await freshDatabase());
    const { steps, handlers } = clockOfMembers();
    await inAct(runtime, (act) => saveDue(act, ana));
    await runtime.db.transact((tx) => tx.deleteFrom('members').execute());
    await pass(runtime, { minutes: 3, handlers });
    expect(steps).toEqual([]);
    const failed = runtime.db.read.selectFrom('jobs').select('id').where('done_at', 'is', null);
    expect(await failed.execute()).toEqual([]);
  });

  it('is set again for whatever has none, such as after a restore, and only once', async () => {
    const { runtime, ana } = await withAna(await freshDatabase());
    const { steps, task, handlers } = clockOfMembers();
    await inAct(runtime, (act) => saveDue(act, ana));
    await addMember(runtime, { name: 'Ben', joined_at: ordinaryMoment + 2 * minute });
    expect(await task.restart(runtime)).toBe(1);
    expect(await task.restart(runtime)).toBe(0);
    await runtime.db.transact((tx) => tx.deleteFrom('jobs').execute());
    expect(await task.restart(runtime)).toBe(2);
    await pass(runtime, { minutes: 2, handlers });
    expect(steps).toHaveLength(2);
  });

  it('is restarted in its own way where one is declared', async () => {
    const { runtime, ana } = await withAna(await freshDatabase());
    const restarted: string[] = [];
    const task = runClock(memberClock, {
      read: () => Promise.resolve(undefined),
      stopped: () => Promise.resolve([ana]),
      step: () => Promise.resolve(),
      restart: (_act, { id }) => Promise.resolve(void restarted.push(id)),
    });
    expect(await task.restart(runtime)).toBe(1);
    expect(restarted).toEqual([ana.id]);
    const jobs = runtime.db.read.selectFrom('jobs').select('id');
    expect(await jobs.execute()).toEqual([]);
  });
});
