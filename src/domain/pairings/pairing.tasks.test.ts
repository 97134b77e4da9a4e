import { expect, it } from 'vitest';
import { day } from '#lib/duration.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import { runDueJobs, type JobHandler } from '#platform/jobs.server.ts';
import type { Database } from '#platform/db/database.server.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { addMember, foundCommunity } from '#tests/factories.ts';
import { beginGoing, beginPairing, runPairingClock } from '#tests/pairings.ts';
import { testRuntime, type TestRuntime } from '#tests/runtime.ts';
import { wrapUp } from './ending.commands.server.ts';
import { readPairing } from './pairing-store.queries.server.ts';
import { answerAfterChat, answerRenewal } from './private-answers.commands.server.ts';
import fc from '#tests/fast-check.ts';
import { isLiving, type Answer } from './pairing.ts';
import { rest, wake } from './pairing-rest.commands.server.ts';
import { pairingClockTask } from './pairing.tasks.server.ts';

interface World {
  runtime: TestRuntime;
  ana: Viewer;
  ben: Viewer;
}

async function world(db: Database): Promise<World> {
  const runtime = testRuntime(db);
  await foundCommunity(runtime);
  const ana = await addMember(runtime, { name: 'Ana', offer: { capacity: 3 } });
  return { runtime, ana, ben: await addMember(runtime, { name: 'Ben' }) };
}

/** Runs the clocks of pairings; nobody reacts to what is announced. */
const handlers: Record<string, JobHandler> = new Proxy(
  { [pairingClockTask.kind]: pairingClockTask.handle },
  { get: (known, kind: string) => known[kind] ?? (() => Promise.resolve()) },
);

async function runDue(runtime: TestRuntime): Promise<void> {
  while ((await runDueJobs(runtime, handlers)) > 0);
}

const stateOf = async ({ db }: TestRuntime, pairingId: string) =>
  (await readPairing(db.read, pairingId))?.state;

const told = async ({ db }: TestRuntime) =>
  (
    await db.read
      .selectFrom('jobs')
      .select('kind')
      .where('kind', 'like', 'event:%')
      .where('kind', '<>', 'event:PlacesChanged')
      .orderBy('created_at')
      .orderBy('due_at')
      .execute()
  ).map(({ kind }) => kind.replace('event:', ''));

eachEngine('the clock of a pairing', (freshDatabase) => {
  it('asks, waits and closes gently by itself, a step at a time', async () => {
    const { runtime, ana, ben } = await world(await freshDatabase());
    const pairingId = await beginPairing(runtime, { mentor: ana, mentee: ben });
    runtime.clock.pass(14 * day);
    await runDue(runtime);
    await runDue(runtime);
    expect(await told(runtime)).toEqual(['AfterChatAsked']);
    runtime.clock.pass(14 * day);
    await runDue(runtime);
    expect(await told(runtime)).toEqual(['AfterChatAsked', 'PairingWrappedUp']);
    expect(await stateOf(runtime, pairingId)).toBe('wrapped_up');
  });

  it('fault 9: after half a year off, asks once and leaves time to answer instead of ending', async () => {
    const { runtime, ana, ben } = await world(await freshDatabase());
    const pairingId = await beginGoing(runtime, { mentor: ana, mentee: ben });
    runtime.clock.pass(180 * day);
    await runDue(runtime);
    expect(await told(runtime)).toEqual(['AfterChatAsked', 'PairingGoesAlong', 'RenewalAsked']);
    expect(await stateOf(runtime, pairingId)).toBe('going');
    runtime.clock.pass(7 * day);
    await runDue(runtime);
    expect(await stateOf(runtime, pairingId)).toBe('wrapped_up');
  });

  it('is set again where it was lost, and left alone where it waits', async () => {
    const { runtime, ana, ben } = await world(await freshDatabase());
    const pairingId = await beginPairing(runtime, { mentor: ana, mentee: ben });
    const over = await beginPairing(runtime, {
      mentor: ana,
      mentee: await addMember(runtime, { name: 'Cy' }),
    });
    await wrapUp(runtime, { actor: ana, pairingId: over });
    expect(await pairingClockTask.restart(runtime)).toBe(0);
    await runtime.db.transact((tx) =>
      tx
        .updateTable('jobs')
        .set({ given_up_at: 1 })
        .where('kind', '=', pairingClockTask.kind)
        .execute(),
    );
    expect(await pairingClockTask.restart(runtime)).toBe(1);
    runtime.clock.pass(14 * day);
    await runDue(runtime);
    runtime.clock.pass(14 * day);
    await runDue(runtime);
    expect(await stateOf(runtime, pairingId)).toBe('wrapped_up');
  });

  it('does nothing for a pairing that is no longer there', async () => {
    const { runtime } = await world(await freshDatabase());
    await runPairingClock(runtime, '01936d3e-0000-7000-8000-000000000000');
    expect(await told(runtime)).toEqual([]);
  });
});

type Deed =
  | { do: 'pass'; days: number }
  | { do: 'answer'; isAna: boolean; says: Answer }
  | { do: 'rest'; isAna: boolean; days: number }
  | { do: 'wake' | 'wrapUp'; isAna: boolean };

const isAna = fc.boolean();
const deed: fc.Arbitrary<Deed> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('pass' as const),
      days: fc.integer({ min: 1, max: 70 }),
    }),
  },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constant('answer' as const),
      isAna,
      says: fc.constantFrom<Answer>('yes', 'yes', 'yes', 'no'),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('rest' as const),
      isAna,
      days: fc.integer({ min: 1, max: 90 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constantFrom('wake' as const, 'wrapUp' as const), isAna }),
  },
);

async function perform(
  { runtime, ana, ben }: World,
  { deed, pairingId }: { deed: Deed; pairingId: string },
): Promise<void> {
  if (deed.do === 'pass') {
    runtime.clock.pass(deed.days * day);
    return runDue(runtime);
  }
  const saying = { actor: deed.isAna ? ana : ben, pairingId };
  switch (deed.do) {
    case 'answer': {
      const isGoing = (await stateOf(runtime, pairingId)) === 'going';
      await (isGoing ? answerRenewal : answerAfterChat)(runtime, { ...saying, says: deed.says });
      return;
    }
    case 'rest': {
      const until = runtime.clock.now() + deed.days * day;
      return void (await rest(runtime, { ...saying, until }));
    }
    case 'wake':
      return void (await wake(runtime, saying));
    case 'wrapUp':
      return void (await wrapUp(runtime, saying));
  }
}

const held = async ({ db }: TestRuntime) =>
  (await db.read.selectFrom('offers').select('held').executeTakeFirstOrThrow()).held;

eachEngine('the lives of pairings', (freshDatabase) => {
  it('C5: leave nothing over: every question ends, every clock stops, every place is free', async () => {
    const here = await world(await freshDatabase());
    const { runtime, ana, ben } = here;
    const lives = runtime.db.engine === 'sqlite' ? 60 : 15;
    for (const deeds of fc.sample(fc.array(deed, { maxLength: 20 }), { numRuns: lives, seed: 3 })) {
      const pairingId = await beginPairing(runtime, { mentor: ana, mentee: ben });
      for (const each of deeds) {
        await perform(here, { deed: each, pairingId });
        const pairing = await readPairing(runtime.db.read, pairingId);
        const isOn = pairing !== undefined && isLiving(pairing);
        expect(await held(runtime)).toBe(isOn ? 1 : 0);
      }
      for (let month = 0; month < 12; month++) {
        runtime.clock.pass(31 * day);
        await runDue(runtime);
      }
      expect(await stateOf(runtime, pairingId)).toBe('wrapped_up');
    }
    expect(await held(runtime)).toBe(0);
    const { db } = runtime;
    expect(await db.read.selectFrom('pairing_answers').selectAll().execute()).toEqual([]);
    expect(
      await db.read.selectFrom('jobs').select('kind').where('done_at', 'is', null).execute(),
    ).toEqual([]);
    expect(
      await db.read
        .selectFrom('conversations')
        .select('id')
        .where('closed_at', 'is', null)
        .execute(),
    ).toEqual([]);
  });
});
