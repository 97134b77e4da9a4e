import { hour } from '#lib/duration.ts';
import { expect, it } from 'vitest';
import { eachEngine } from '#tests/both-databases.ts';
import { testRuntime } from '#tests/runtime.ts';
import { runDueJobs } from './jobs.server.ts';
import { repeat } from './repeated-task.server.ts';

eachEngine('a repeated task', (freshDatabase) => {
  it('runs once in every span, however many processes and restarts ask for it', async () => {
    const runtime = testRuntime(await freshDatabase());
    const runs: number[] = [];
    const work = () => Promise.resolve(void runs.push(Math.floor(runtime.clock.now() / hour)));
    const task = repeat('sweep', { every: hour, work });
    const start = () => task.schedule(runtime, runtime.clock.now());
    await Promise.all([start(), start(), start()]);
    for (let i = 0; i < 12; i++) {
      await runDueJobs(runtime, { [task.kind]: task.handle });
      runtime.clock.pass(hour / 2);
      if (i === 5) await start();
    }
    const [first = 0] = runs;
    expect(runs.slice(1)).toEqual(
      [1, 2, 3, 4, 5, 6].slice(0, runs.length - 1).map((n) => first + n),
    );
    expect(runs.length).toBeGreaterThanOrEqual(6);
  });

  it('is asked for again only once its work is done', async () => {
    const runtime = testRuntime(await freshDatabase());
    const work = () => Promise.reject(new Error('no broom'));
    const task = repeat('sweep', { every: hour, work });
    await task.schedule(runtime, runtime.clock.now());
    await runDueJobs(runtime, { [task.kind]: task.handle });
    const jobs = await runtime.db.read.selectFrom('jobs').select('last_error').execute();
    expect(jobs).toEqual([{ last_error: 'no broom' }]);
  });
});
