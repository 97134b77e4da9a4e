import { expect, it } from 'vitest';
import { day } from '#lib/duration.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import type { Database } from '#platform/db/database.server.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { addMember, foundCommunity } from '#tests/factories.ts';
import { beginGoing, runPairingClock } from '#tests/pairings.ts';
import { testRuntime, type TestRuntime } from '#tests/runtime.ts';
import { wrapUp } from './ending.commands.server.ts';
import { readPairing } from './pairing-store.queries.server.ts';
import { rest, wake } from './pairing-rest.commands.server.ts';

async function world(db: Database) {
  const runtime = testRuntime(db);
  await foundCommunity(runtime);
  const ana = await addMember(runtime, { name: 'Ana', offer: { capacity: 1 } });
  const ben = await addMember(runtime, { name: 'Ben' });
  return { runtime, ana, ben, pairingId: await beginGoing(runtime, { mentor: ana, mentee: ben }) };
}

const told = async ({ db }: TestRuntime) =>
  (
    await db.read
      .selectFrom('jobs')
      .select('kind')
      .where('kind', 'in', ['event:PairingRested', 'event:PairingWoke'])
      .orderBy('created_at')
      .execute()
  ).map(({ kind }) => kind);

eachEngine('resting', (freshDatabase) => {
  it('wakes by itself on its date, any number of times, with the review date as much later', async () => {
    const { runtime, ana, ben, pairingId } = await world(await freshDatabase());
    const reviewAt = (await readPairing(runtime.db.read, pairingId))?.reviewAt ?? 0;
    for (const actor of [ana, ben, ana] as Viewer[]) {
      const until = runtime.clock.now() + 30 * day;
      expect(await rest(runtime, { actor, pairingId, until })).toEqual({ outcome: 'done' });
      expect((await readPairing(runtime.db.read, pairingId))?.state).toBe('resting');
      runtime.clock.set(until - 1);
      await runPairingClock(runtime, pairingId);
      expect((await readPairing(runtime.db.read, pairingId))?.state).toBe('resting');
      runtime.clock.set(until);
      await runPairingClock(runtime, pairingId);
    }
    const after = await readPairing(runtime.db.read, pairingId);
    expect(after).toMatchObject({ state: 'going', reviewAt: reviewAt + 90 * day });
    expect(await told(runtime)).toEqual(
      Array.from({ length: 3 }, () => ['event:PairingRested', 'event:PairingWoke']).flat(),
    );
    const held = await runtime.db.read.selectFrom('offers').select('held').executeTakeFirst();
    expect(held).toEqual({ held: 1 });
  });

  it('ends early when either wakes it, and waking twice is waking once', async () => {
    const { runtime, ana, ben, pairingId } = await world(await freshDatabase());
    const until = runtime.clock.now() + 30 * day;
    await rest(runtime, { actor: ana, pairingId, until });
    expect(await rest(runtime, { actor: ana, pairingId, until })).toEqual({ outcome: 'done' });
    runtime.clock.pass(day);
    expect(await wake(runtime, { actor: ben, pairingId })).toEqual({ outcome: 'done' });
    expect(await wake(runtime, { actor: ben, pairingId })).toEqual({ outcome: 'done' });
    expect((await readPairing(runtime.db.read, pairingId))?.state).toBe('going');
    expect(await told(runtime)).toEqual(['event:PairingRested', 'event:PairingWoke']);
  });

  it('has a date that is to come and at most a year away, and is for the two of them', async () => {
    const { runtime, ana, pairingId } = await world(await freshDatabase());
    const eli = await addMember(runtime, { name: 'Eli' });
    const now = runtime.clock.now();
    const code = async (actor: Viewer, until: number) => {
      const rested = await rest(runtime, { actor, pairingId, until });
      return rested.outcome === 'refused' ? rested.code : 'done';
    };
    expect(await code(ana, now)).toBe('too_soon');
    expect(await code(ana, now + 367 * day)).toBe('too_long');
    expect(await code(eli, now + day)).toBe('not_found');
    await wrapUp(runtime, { actor: ana, pairingId });
    expect(await code(ana, now + day)).toBe('wrapped_up');
    expect(await wake(runtime, { actor: ana, pairingId })).toMatchObject({ code: 'wrapped_up' });
  });
});
