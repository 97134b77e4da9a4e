import { expect, it } from 'vitest';
import { minute, day } from '#lib/duration.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { addMember, foundCommunity } from '#tests/factories.ts';
import { beginGoing, beginPairing, runPairingClock } from '#tests/pairings.ts';
import { testRuntime, type TestRuntime } from '#tests/runtime.ts';
import { inAct } from '#platform/act.server.ts';
import type { Database } from '#platform/db/database.server.ts';
import { suggestAgreement } from './agreements.commands.server.ts';
import { agreementOf } from './agreements.queries.server.ts';
import { readPairing } from './pairing-store.queries.server.ts';
import { answerRenewal } from './private-answers.commands.server.ts';
import { findPairing } from './pairings.queries.server.ts';
import { rest } from './pairing-rest.commands.server.ts';
import { wrapUp, wrapUpBetween } from './ending.commands.server.ts';

interface World {
  runtime: TestRuntime;
  ana: Viewer;
  ben: Viewer;
}

async function world(db: Database): Promise<World> {
  const runtime = testRuntime(db);
  await foundCommunity(runtime);
  const ana = await addMember(runtime, { name: 'Ana', offer: { capacity: 1 } });
  return { runtime, ana, ben: await addMember(runtime, { name: 'Ben' }) };
}

const heldBy = async ({ db }: TestRuntime, { id }: Viewer) =>
  (
    await db.read
      .selectFrom('offers')
      .select('held')
      .where('member_id', '=', id)
      .executeTakeFirstOrThrow()
  ).held;

const jobsOf = ({ db }: TestRuntime, kind: string) =>
  db.read
    .selectFrom('jobs')
    .select(['due_at', 'payload', 'done_at'])
    .where('kind', '=', kind)
    .execute();

eachEngine('wrapping up', (freshDatabase) => {
  it('ends it for both at once, frees the place, closes the conversation and takes no reason', async () => {
    const { runtime, ana, ben } = await world(await freshDatabase());
    const pairingId = await beginGoing(runtime, { mentor: ana, mentee: ben });
    expect(await heldBy(runtime, ana)).toBe(1);
    runtime.clock.pass(day);
    const now = runtime.clock.now();

    expect(await wrapUp(runtime, { actor: ben, pairingId })).toEqual({ outcome: 'done' });

    for (const { id: viewerId } of [ana, ben])
      expect(await findPairing(runtime.db.read, { pairingId, viewerId, now })).toMatchObject({
        state: 'wrapped_up',
        wrappedUpAt: now,
        asked: null,
        lastWordsUntil: now + 14 * day,
      });
    expect(await heldBy(runtime, ana)).toBe(0);
    const conversation = await runtime.db.read
      .selectFrom('conversations')
      .select('closed_at')
      .executeTakeFirst();
    expect(conversation).toEqual({ closed_at: now });
  });

  it('E6: is told to both by one job, five to sixty minutes later, that names nobody', async () => {
    const { runtime, ana, ben } = await world(await freshDatabase());
    const pairingId = await beginGoing(runtime, { mentor: ana, mentee: ben });
    await wrapUp(runtime, { actor: ana, pairingId });
    const [job, ...more] = await jobsOf(runtime, 'event:PairingWrappedUp');
    expect(more).toEqual([]);
    expect(JSON.parse(job?.payload ?? '')).toEqual({ name: 'PairingWrappedUp', pairingId });
    const delay = (job?.due_at ?? 0) - runtime.clock.now();
    expect(delay).toBeGreaterThanOrEqual(5 * minute);
    expect(delay).toBeLessThan(60 * minute);
  });

  it('fault 11: done twice, or by both, is done once', async () => {
    const { runtime, ana, ben } = await world(await freshDatabase());
    const pairingId = await beginPairing(runtime, { mentor: ana, mentee: ben });
    const eli = await addMember(runtime, { name: 'Eli' });
    await wrapUp(runtime, { actor: ana, pairingId });
    await beginPairing(runtime, { mentor: ana, mentee: eli });
    runtime.clock.pass(day);
    expect(await wrapUp(runtime, { actor: ana, pairingId })).toEqual({ outcome: 'done' });
    expect(await wrapUp(runtime, { actor: ben, pairingId })).toEqual({ outcome: 'done' });
    expect(await heldBy(runtime, ana)).toBe(1);
    expect(await jobsOf(runtime, 'event:PairingWrappedUp')).toHaveLength(1);
  });

  it('C2: is not there for Eli, nor is one that never was', async () => {
    const { runtime, ana, ben } = await world(await freshDatabase());
    const eli = await addMember(runtime, { name: 'Eli', isOrganiser: true });
    const pairingId = await beginGoing(runtime, { mentor: ana, mentee: ben });
    const refused = { outcome: 'refused', code: 'not_found' };
    expect(await wrapUp(runtime, { actor: eli, pairingId })).toEqual(refused);
    expect(await wrapUp(runtime, { actor: eli, pairingId: ana.id })).toEqual(refused);
    expect(await wrapUp(runtime, { actor: eli, pairingId: 'nothing' })).toEqual(refused);
  });

  it('leaves nothing half open: private answers are deleted, suggestions closed, the clock stopped', async () => {
    const { runtime, ana, ben } = await world(await freshDatabase());
    const pairingId = await beginGoing(runtime, { mentor: ana, mentee: ben });
    const page = await agreementOf(runtime.db.read, { pairingId, viewerId: ana.id });
    const lines = page?.current?.lines;
    if (lines === undefined) throw new Error('no agreement');
    await suggestAgreement(runtime, { actor: ana, pairingId, lines: { ...lines, where: 'Jitsi' } });
    runtime.clock.pass(80 * day);
    await runPairingClock(runtime, pairingId);
    await answerRenewal(runtime, { actor: ben, pairingId, says: 'yes' });
    await wrapUp(runtime, { actor: ana, pairingId });
    const answers = await runtime.db.read.selectFrom('pairing_answers').selectAll().execute();
    expect(answers).toEqual([]);
    const after = await agreementOf(runtime.db.read, { pairingId, viewerId: ben.id });
    expect(after).toMatchObject({ suggested: null, history: [{ state: 'replaced' }] });
    const clocks = await jobsOf(runtime, 'pairing-clock');
    expect(clocks.filter((clock) => clock.done_at === null)).toEqual([]);
  });

  it('comes by itself where the review date passes in silence', async () => {
    const { runtime, ana, ben } = await world(await freshDatabase());
    const pairingId = await beginGoing(runtime, { mentor: ana, mentee: ben });
    runtime.clock.pass(80 * day);
    await runPairingClock(runtime, pairingId);
    await answerRenewal(runtime, { actor: ana, pairingId, says: 'yes' });
    runtime.clock.pass(14 * day);
    await runPairingClock(runtime, pairingId);
    const pairing = await readPairing(runtime.db.read, pairingId);
    expect(pairing).toMatchObject({ state: 'wrapped_up', wrappedUpAt: runtime.clock.now() });
    expect(await heldBy(runtime, ana)).toBe(0);
  });

  it('happens between two who are set apart, once, and quietly where there is nothing', async () => {
    const { runtime, ana, ben } = await world(await freshDatabase());
    const pairingId = await beginGoing(runtime, { mentor: ana, mentee: ben });
    const between = { memberId: ben.id, otherId: ana.id };
    expect(await inAct(runtime, (act) => wrapUpBetween(act, between))).toBe(true);
    expect(await inAct(runtime, (act) => wrapUpBetween(act, between))).toBe(false);
    expect((await readPairing(runtime.db.read, pairingId))?.state).toBe('wrapped_up');
    expect(await heldBy(runtime, ana)).toBe(0);
  });

  it('fault 12: both wrapping up, renewing, resting and the date passing at once have one outcome', async () => {
    const { runtime, ana, ben } = await world(await freshDatabase());
    for (let round = 0; round < 20; round++) {
      const pairingId = await beginGoing(runtime, { mentor: ana, mentee: ben });
      runtime.clock.pass(80 * day);
      await runPairingClock(runtime, pairingId);
      await answerRenewal(runtime, { actor: ana, pairingId, says: 'yes' });
      runtime.clock.pass(14 * day);
      await race({ runtime, ana, ben }, { pairingId, isFull: round % 2 === 0 });
    }
    expect(await jobsOf(runtime, 'event:PairingWrappedUp')).toHaveLength(20);
  });
});

/** Everything at once; with everybody, or with those only who could leave it going on. */
async function race(
  { runtime, ana, ben }: World,
  { pairingId, isFull }: { pairingId: string; isFull: boolean },
): Promise<void> {
  const until = runtime.clock.now() + 30 * day;
  const [renewal, resting, , ...ends] = await Promise.all([
    answerRenewal(runtime, { actor: ben, pairingId, says: 'yes' }),
    rest(runtime, { actor: ana, pairingId, until }),
    runPairingClock(runtime, pairingId),
    ...(isFull ? [ana, ben] : []).map((actor) => wrapUp(runtime, { actor, pairingId })),
  ]);
  for (const end of ends) expect(end).toEqual({ outcome: 'done' });
  const after = await readPairing(runtime.db.read, pairingId);
  if (isFull) expect(after?.state).toBe('wrapped_up');
  if (renewal.outcome === 'refused') expect(['wrapped_up', 'resting']).toContain(renewal.code);
  else expect(renewal.isDecided).toBe(true);
  if (resting.outcome === 'refused') expect(resting.code).toBe('wrapped_up');
  else if (!isFull) expect(after?.state).toBe('resting');
  expect(await heldBy(runtime, ana)).toBe(after?.state === 'wrapped_up' ? 0 : 1);
  await wrapUp(runtime, { actor: ana, pairingId });
  expect(await heldBy(runtime, ana)).toBe(0);
}
