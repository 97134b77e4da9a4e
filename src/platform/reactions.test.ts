import { expect, it } from 'vitest';
import { z } from 'zod';
import { event } from '#lib/event.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { ordinaryMoment, testRuntime } from '#tests/runtime.ts';
import { inAct } from './act.server.ts';
import { pauseAfter } from './job-claims.server.ts';
import { runDueJobs } from './jobs.server.ts';
import { on, reaction } from './reactions.server.ts';

const KettleBoiled = event('KettleBoiled', { kettleId: z.string() });

eachEngine('reactions to an event', (freshDatabase) => {
  it('are told its facts after the commit, in the order they are listed', async () => {
    const runtime = testRuntime(await freshDatabase());
    const heard: string[] = [];
    const hear = (name: string) => (facts: { kettleId: string }) =>
      Promise.resolve(void heard.push(`${name} ${facts.kettleId}`));
    const handlers = on(KettleBoiled, hear('tea'), hear('coffee'));
    await inAct(runtime, async (act) => {
      await act.announce(KettleBoiled, { kettleId: 'blue' });
      expect(heard).toEqual([]);
    });
    await runDueJobs(runtime, handlers);
    expect(heard).toEqual(['tea blue', 'coffee blue']);
  });

  it('are all tried again where one fails, and the event keeps its id', async () => {
    const runtime = testRuntime(await freshDatabase());
    const ids: string[] = [];
    let tries = 0;
    const handlers = on(
      KettleBoiled,
      (_facts, _runtime, eventId) => Promise.resolve(void ids.push(eventId)),
      () => (++tries === 1 ? Promise.reject(new Error('no cups')) : Promise.resolve()),
    );
    await inAct(runtime, (act) => act.announce(KettleBoiled, { kettleId: 'blue' }));
    await runDueJobs(runtime, handlers);
    runtime.clock.pass(pauseAfter(1));
    await runDueJobs(runtime, handlers);
    await runDueJobs(runtime, handlers);
    expect(tries).toBe(2);
    expect(ids).toHaveLength(2);
    expect(new Set(ids).size).toBe(1);
  });

  it('never see facts of another shape', async () => {
    const runtime = testRuntime(await freshDatabase());
    const heard: unknown[] = [];
    const handlers = on(KettleBoiled, (facts) => Promise.resolve(void heard.push(facts)));
    const kind = 'event:KettleBoiled';
    await inAct(runtime, (act) =>
      act.enqueue({ kind, key: 'odd', payload: { kettleId: 7 }, dueAt: act.now }),
    );
    await runDueJobs(runtime, handlers);
    expect(heard).toEqual([]);
    const { last_error } = await runtime.db.read
      .selectFrom('jobs')
      .select('last_error')
      .executeTakeFirstOrThrow();
    expect(last_error).toContain('kettleId');
  });

  it('may do their work in an act of their own', async () => {
    const runtime = testRuntime(await freshDatabase());
    const TeaMade = event('TeaMade', { kettleId: z.string() });
    const drunk: string[] = [];
    const handlers = {
      ...on(
        KettleBoiled,
        reaction<{ kettleId: string }>((act, facts) => act.announce(TeaMade, facts)),
      ),
      ...on(TeaMade, ({ kettleId }) => Promise.resolve(void drunk.push(kettleId))),
    };
    await inAct(runtime, (act) => act.announce(KettleBoiled, { kettleId: 'blue' }));
    await runDueJobs(runtime, handlers);
    await runDueJobs(runtime, handlers);
    expect(drunk).toEqual(['blue']);
    expect(runtime.clock.now()).toBe(ordinaryMoment);
  });
});
