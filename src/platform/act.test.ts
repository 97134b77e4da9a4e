import { minute } from '#lib/duration.ts';
import { expect, it, vi } from 'vitest';
import { z } from 'zod';
import { event } from '#lib/event.ts';
import { done, refused } from '#lib/outcome.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { addMember } from '#tests/factories.ts';
import { ordinaryMoment, testRuntime, type TestRuntime } from '#tests/runtime.ts';
import { command, inAct, type Act, type ThingClock } from './act.server.ts';
import { runDueJobs } from './jobs.server.ts';

const SomethingHappened = event('SomethingHappened', { thingId: z.string() });

const waiting = ({ db }: TestRuntime) =>
  db.read
    .selectFrom('jobs')
    .select(['kind', 'job_key', 'payload', 'due_at'])
    .where('done_at', 'is', null)
    .orderBy('due_at')
    .execute();

/** How often open pages about these topics are told to load anew from now on. */
async function tellingOf({ db }: TestRuntime, topics: readonly string[]) {
  const told = new Map(topics.map((topic) => [topic, 0]));
  for (const topic of topics) {
    const count = () => told.set(topic, (told.get(topic) ?? 0) + 1);
    db.changes.listen({ topic, since: db.changes.mark() }, count);
  }
  // On PostgreSQL everybody is told once when the connection that listens is there.
  const isThere = () =>
    expect(db.engine === 'sqlite' || told.get(topics[0] ?? '') === 1).toBe(true);
  await vi.waitFor(isThere, { timeout: 25_000 });
  for (const topic of topics) told.set(topic, 0);
  return told;
}

eachEngine('an act', (freshDatabase) => {
  it('happens at one moment, whatever the clock does meanwhile', async () => {
    const runtime = testRuntime(await freshDatabase());
    const moments = await inAct(runtime, (act) => {
      const before = act.now;
      runtime.clock.pass(minute);
      return Promise.resolve([before, act.now]);
    });
    expect(moments).toEqual([ordinaryMoment, ordinaryMoment]);
  });

  it('gives a new identifier each time', async () => {
    const runtime = testRuntime(await freshDatabase());
    const ids = await inAct(runtime, (act) => Promise.resolve([act.id(), act.id()]));
    expect(new Set(ids).size).toBe(2);
  });

  it('saves an event with its change or not at all', async () => {
    const runtime = testRuntime(await freshDatabase());
    const broken = inAct(runtime, async (act) => {
      await act.announce(SomethingHappened, { thingId: 'one' });
      throw new Error('changed my mind');
    });
    await expect(broken).rejects.toThrow('changed my mind');
    expect(await waiting(runtime)).toEqual([]);
    await inAct(runtime, (act) => act.announce(SomethingHappened, { thingId: 'one' }));
    expect(await waiting(runtime)).toMatchObject([
      {
        kind: 'event:SomethingHappened',
        payload: JSON.stringify({ name: 'SomethingHappened', thingId: 'one' }),
        due_at: ordinaryMoment,
      },
    ]);
  });

  it('announces the same event twice as two, but one for later once for its key', async () => {
    const runtime = testRuntime(await freshDatabase());
    const at = ordinaryMoment + minute;
    await inAct(runtime, async (act) => {
      await act.announce(SomethingHappened, { thingId: 'now' });
      await act.announce(SomethingHappened, { thingId: 'now' });
      await act.announce(SomethingHappened, { thingId: 'later' }, { at, key: 'later' });
      await act.announce(SomethingHappened, { thingId: 'later' }, { at: at + 1, key: 'later' });
    });
    expect((await waiting(runtime)).map(({ due_at }) => due_at)).toEqual([
      ordinaryMoment,
      ordinaryMoment,
      at,
    ]);
  });

  it('refreshes the open pages that its events declare, after the commit', async () => {
    const runtime = testRuntime(await freshDatabase());
    const shape = { thingId: z.string(), otherId: z.string() };
    const Changed = event('Changed', shape, { refreshes: ['thing'] });
    const told = await tellingOf(runtime, ['thing:one', 'other:two']);
    let during = -1;
    await inAct(runtime, async (act) => {
      await act.announce(Changed, { thingId: 'one', otherId: 'two' });
      during = told.get('thing:one') ?? -1;
    });
    expect(during).toBe(0);
    expect([...told.values()]).toEqual([1, 0]);
  });

  it('refreshes nothing now for an event that is announced for later', async () => {
    const runtime = testRuntime(await freshDatabase());
    const Changed = event('Changed', { thingId: z.string() }, { refreshes: ['thing'] });
    const told = await tellingOf(runtime, ['thing:one']);
    const when = { at: ordinaryMoment + minute, key: 'one' };
    await inAct(runtime, (act) => act.announce(Changed, { thingId: 'one' }, when));
    expect(told.get('thing:one')).toBe(0);
  });

  it('sets a clock, moves it, and stops it where nothing is due any more', async () => {
    const runtime = testRuntime(await freshDatabase());
    const clock: ThingClock<{ id: string; due: number | null }> = {
      kind: 'egg-clock',
      idOf: ({ id }) => id,
      dueAt: ({ due }) => due,
    };
    const schedule = (due: number | null) =>
      inAct(runtime, (act) => act.schedule(clock, { id: 'egg', due }));
    await schedule(ordinaryMoment + minute);
    await schedule(ordinaryMoment + 2 * minute);
    expect(await waiting(runtime)).toMatchObject([
      { kind: 'egg-clock', job_key: 'egg', due_at: ordinaryMoment + 2 * minute },
    ]);
    await schedule(null);
    expect(await waiting(runtime)).toEqual([]);
    await schedule(ordinaryMoment);
    await inAct(runtime, (act) => act.cancel(clock, 'egg'));
    expect(await runDueJobs(runtime, {})).toBe(0);
  });

  it('brings each projection of what it touched up to date once, before it commits', async () => {
    const db = await freshDatabase();
    const seen: string[] = [];
    const member = async ({ tx }: Act, id: string) => {
      const row = await tx
        .selectFrom('members')
        .select('name')
        .where('id', '=', id)
        .executeTakeFirstOrThrow();
      seen.push(row.name);
    };
    const runtime = testRuntime(db, ordinaryMoment, { projections: { member } });
    const ana = await addMember(runtime, { name: 'Ana' });
    await inAct(runtime, async (act) => {
      act.touched('member', ana.id);
      act.touched('member', ana.id);
      act.touched('nothing of the kind', ana.id);
      await act.tx.updateTable('members').set({ name: 'Ana Lind' }).execute();
    });
    expect(seen).toEqual(['Ana Lind']);
  });

  it('follows a projection that touches something else', async () => {
    const seen: string[] = [];
    const projections = {
      member: (act: Act, id: string) => {
        seen.push(`member ${id}`);
        act.touched('pairing', 'theirs');
        return Promise.resolve();
      },
      pairing: (_act: Act, id: string) => Promise.resolve(void seen.push(`pairing ${id}`)),
    };
    const runtime = testRuntime(await freshDatabase(), ordinaryMoment, { projections });
    await inAct(runtime, (act) => Promise.resolve(act.touched('member', 'ana')));
    expect(seen).toEqual(['member ana', 'pairing theirs']);
  });

  it('saves nothing where a projection fails', async () => {
    const member = () => Promise.reject(new Error('the list is out'));
    const runtime = testRuntime(await freshDatabase(), ordinaryMoment, { projections: { member } });
    const broken = inAct(runtime, async (act) => {
      await act.announce(SomethingHappened, { thingId: 'one' });
      act.touched('member', 'ana');
    });
    await expect(broken).rejects.toThrow('the list is out');
    expect(await waiting(runtime)).toEqual([]);
  });

  it('is what a command does, which hands on the runtime and gives the outcome back', async () => {
    const runtime = testRuntime(await freshDatabase());
    const halve = command((act, { count }: { count: number }, { secret }: TestRuntime) =>
      Promise.resolve(
        count % 2 === 0 ? done({ half: count / 2, at: act.now, secret }) : refused('odd'),
      ),
    );
    expect(await halve(runtime, { count: 4 })).toEqual({
      outcome: 'done',
      half: 2,
      at: ordinaryMoment,
      secret: runtime.secret,
    });
    expect(await halve(runtime, { count: 5 })).toEqual({ outcome: 'refused', code: 'odd' });
  });
});
