import { expect, it, vi } from 'vitest';
import { minute } from '#lib/duration.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { ordinaryMoment, testRuntime } from '#tests/runtime.ts';
import { claimJobs, pauseAfter, TryLater } from './job-claims.server.ts';
import type { Database } from '#platform/db/database.server.ts';
import { cancelJob, rescheduleJob, runDueJobs, saveJob, type JobHandler } from './jobs.server.ts';
import { startWorker } from './worker.server.ts';
import { systemRandom } from './crypto.server.ts';

const save = (db: Database, key: string, dueAt = ordinaryMoment) =>
  db.transact((tx) =>
    saveJob(tx, {
      kind: 'note',
      key,
      payload: { key },
      dueAt,
      now: ordinaryMoment,
      random: systemRandom,
    }),
  );

eachEngine('jobs', (freshDatabase) => {
  it('are done once, in the order they are due', async () => {
    const runtime = testRuntime(await freshDatabase());
    await save(runtime.db, 'later', ordinaryMoment - 1);
    await save(runtime.db, 'first', ordinaryMoment - 2);
    await save(runtime.db, 'tomorrow', ordinaryMoment + 1);
    const seen: string[] = [];
    const handlers = { note: (job: { key: string }) => Promise.resolve(void seen.push(job.key)) };
    await runDueJobs(runtime, handlers);
    await runDueJobs(runtime, handlers);
    expect(seen).toEqual(['first', 'later']);
  });

  it('are kept once while they wait, however often they are asked for', async () => {
    const db = await freshDatabase();
    await Promise.all([save(db, 'same'), save(db, 'same'), save(db, 'same')]);
    expect(await claimJobs(db, { now: ordinaryMoment, limit: 10 })).toHaveLength(1);
  });

  it('run at the time last asked for, and again when asked for while they run', async () => {
    const runtime = testRuntime(await freshDatabase());
    const { db, clock, random } = runtime;
    const reschedule = (dueAt: number) =>
      db.transact((tx) =>
        rescheduleJob(tx, {
          kind: 'clock',
          key: 'one',
          payload: {},
          dueAt,
          now: clock.now(),
          random,
        }),
      );
    const runs: number[] = [];
    const handlers = {
      clock: async () => {
        runs.push(clock.now());
        if (runs.length === 1) await reschedule(clock.now() + minute);
      },
    };
    await reschedule(ordinaryMoment + 5 * minute);
    await reschedule(ordinaryMoment + 2 * minute);
    for (let passed = 0; passed < 6; passed++) {
      await runDueJobs(runtime, handlers);
      clock.pass(minute);
    }
    expect(runs).toEqual([ordinaryMoment + 2 * minute, ordinaryMoment + 3 * minute]);
  });

  it('are not run once they are cancelled', async () => {
    const { db, random, clock } = testRuntime(await freshDatabase());
    const now = clock.now();
    const job = { kind: 'clock', key: 'one', payload: {}, dueAt: now, now, random };
    await db.transact((tx) => rescheduleJob(tx, job));
    await db.transact((tx) => cancelJob(tx, { kind: 'clock', key: 'one', now }));
    expect(await claimJobs(db, { now, limit: 10 })).toEqual([]);
  });

  it('are claimed by exactly one of twelve workers', async () => {
    const db = await freshDatabase();
    const keys = Array.from({ length: 60 }, (_, index) => `job ${index}`);
    for (const key of keys) await save(db, key);
    const claims = await Promise.all(
      Array.from({ length: 12 }, () => claimJobs(db, { now: ordinaryMoment, limit: 10 })),
    );
    const claimed = claims.flat().map((job) => job.key);
    expect(new Set(claimed).size).toBe(claimed.length);
    while (claimed.length < 60) {
      const more = await claimJobs(db, { now: ordinaryMoment, limit: 10 });
      expect(more.length).toBeGreaterThan(0);
      claimed.push(...more.map((job) => job.key));
    }
    expect(claimed.toSorted()).toEqual(keys.toSorted());
  });

  it('come back when the process that took them died', async () => {
    const db = await freshDatabase();
    await save(db, 'orphan');
    await claimJobs(db, { now: ordinaryMoment, limit: 1 });
    expect(await claimJobs(db, { now: ordinaryMoment + minute, limit: 1 })).toEqual([]);
    expect(await claimJobs(db, { now: ordinaryMoment + 3 * minute, limit: 1 })).toHaveLength(1);
  });

  it('are tried again with growing pauses, and given up at last', async () => {
    const runtime = testRuntime(await freshDatabase());
    await save(runtime.db, 'hopeless');
    let tries = 0;
    const handlers = { note: () => Promise.reject(new Error(`no, ${++tries}`)) };
    for (let attempt = 1; attempt <= 20; attempt++) {
      await runDueJobs(runtime, handlers);
      runtime.clock.pass(pauseAfter(attempt));
    }
    expect(tries).toBe(12);
    const row = await runtime.db.read.selectFrom('jobs').selectAll().executeTakeFirstOrThrow();
    expect(row.given_up_at).not.toBeNull();
    expect(row.last_error).toBe('no, 12');
  });

  it('wait as long as their handler says, and are not given up for it', async () => {
    const runtime = testRuntime(await freshDatabase());
    await save(runtime.db, 'patient');
    let tries = 0;
    const handlers = {
      note: () => {
        tries += 1;
        if (tries > 30) return Promise.resolve();
        return Promise.reject(new TryLater(runtime.clock.now() + 10 * minute, 'closed'));
      },
    };
    for (let passed = 0; passed < 40 * 10; passed += 5) {
      await runDueJobs(runtime, handlers);
      runtime.clock.pass(5 * minute);
    }
    expect(tries).toBe(31);
    const row = await runtime.db.read.selectFrom('jobs').selectAll().executeTakeFirstOrThrow();
    expect(row).toMatchObject({ given_up_at: null, last_error: 'closed' });
    expect(row.done_at).not.toBeNull();
  });

  it('late in a slow batch are left to whoever took them over meanwhile', async () => {
    const runtime = testRuntime(await freshDatabase());
    await save(runtime.db, 'slow', ordinaryMoment - 2);
    await save(runtime.db, 'next', ordinaryMoment - 1);
    const done: string[] = [];
    const other = {
      note: (job: { key: string }) => Promise.resolve(void done.push(`other ${job.key}`)),
    };
    const own = {
      note: async (job: { key: string }) => {
        done.push(`own ${job.key}`);
        if (job.key !== 'slow') return;
        runtime.clock.pass(3 * minute);
        await runDueJobs(runtime, other);
      },
    };
    await runDueJobs(runtime, own);
    expect(done.filter((each) => each.endsWith('next'))).toEqual(['other next']);
  });

  it('behind a slow mail server wait for nothing: letters have a lane of their own', async () => {
    const runtime = testRuntime(await freshDatabase());
    const mail = Promise.withResolvers<void>();
    const note = Promise.withResolvers<void>();
    const worker = startWorker(runtime, {
      mail: () => mail.promise,
      note: () => Promise.resolve(note.resolve()),
    });
    const job = { kind: 'mail', key: 'letter', payload: {}, dueAt: 0, now: ordinaryMoment };
    await runtime.db.transact((tx) => saveJob(tx, { ...job, random: systemRandom }));
    await save(runtime.db, 'behind it');
    await note.promise;
    mail.resolve();
    await worker.stop();
  });

  it(
    'under way for too long do not keep the server from closing',
    { timeout: 20_000 },
    async () => {
      const runtime = testRuntime(await freshDatabase());
      const begun = Promise.withResolvers<void>();
      const never = Promise.withResolvers<void>();
      const worker = startWorker(runtime, {
        note: () => {
          begun.resolve();
          return never.promise;
        },
      });
      await save(runtime.db, 'endless');
      await begun.promise;
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
      const stopped = worker.stop();
      await vi.advanceTimersByTimeAsync(9_999);
      vi.useRealTimers();
      await stopped;
      never.resolve();
    },
  );

  it('a running worker takes a job up right after the commit', async () => {
    const runtime = testRuntime(await freshDatabase());
    const done = Promise.withResolvers<string>();
    const worker = startWorker(runtime, { note: (job) => Promise.resolve(done.resolve(job.key)) });
    await save(runtime.db, 'now');
    expect(await done.promise).toBe('now');
    await worker.stop();
  });

  it('a worker that is woken finds what became due with the clock', async () => {
    const runtime = testRuntime(await freshDatabase());
    const before = Promise.withResolvers<string>();
    const later = Promise.withResolvers<string>();
    const note: JobHandler = ({ key }) =>
      Promise.resolve((key === 'before' ? before : later).resolve(key));
    const job = { kind: 'note', payload: {}, now: ordinaryMoment, random: systemRandom };
    const worker = startWorker(runtime, { note });
    await runtime.db.transact(async (tx) => {
      await saveJob(tx, { ...job, key: 'before', dueAt: ordinaryMoment });
      await saveJob(tx, { ...job, key: 'later', dueAt: ordinaryMoment + 60_000 });
    });
    await before.promise;
    runtime.clock.pass(60_000);
    worker.wake();
    expect(await later.promise).toBe('later');
    await worker.stop();
  });
});
