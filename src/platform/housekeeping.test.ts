import { expect, it } from 'vitest';
import { eachEngine } from '../../tests/both-databases.ts';
import { testRuntime } from '../../tests/runtime.ts';
import { day, hour, minute } from './clock.server.ts';
import { clearUp, keepHouse, scheduleHousekeeping } from './housekeeping.server.ts';
import { runDueJobs } from './jobs.server.ts';
import { onlyOnce } from './once.server.ts';
import { take } from './rate-limit.server.ts';

eachEngine('housekeeping', (freshDatabase) => {
  it('forgets what is over and keeps what still counts', async () => {
    const runtime = testRuntime(await freshDatabase());
    const { db, clock } = runtime;
    await take(db, { limit: { bucket: 'old', allowed: 1, window: minute }, now: clock.now() });
    await onlyOnce({ db, key: 'old', now: clock.now() }, () => Promise.resolve({ location: '/' }));
    clock.pass(2 * day);
    await take(db, { limit: { bucket: 'new', allowed: 1, window: minute }, now: clock.now() });
    await onlyOnce({ db, key: 'new', now: clock.now() }, () => Promise.resolve({ location: '/' }));
    await clearUp(runtime);
    expect(await db.read.selectFrom('rate_counts').select('bucket').execute()).toEqual([
      { bucket: 'new' },
    ]);
    expect(await db.read.selectFrom('once_keys').select('once_key').execute()).toEqual([
      { once_key: 'new' },
    ]);
  });

  it('happens once an hour however many processes and restarts ask for it', async () => {
    const runtime = testRuntime(await freshDatabase());
    const start = () => scheduleHousekeeping(runtime, runtime.clock.now());
    await Promise.all([start(), start(), start()]);
    let runs = 0;
    const handlers = {
      housekeeping: async (...args: Parameters<typeof keepHouse>) => {
        runs += 1;
        await keepHouse(...args);
      },
    };
    for (let i = 0; i < 12; i++) {
      await runDueJobs(runtime, handlers);
      runtime.clock.pass(hour / 2);
    }
    expect(runs).toBeLessThanOrEqual(7);
    expect(runs).toBeGreaterThanOrEqual(6);
  });
});
