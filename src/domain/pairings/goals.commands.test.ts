import { expect, it } from 'vitest';
import type { Viewer } from '#domain/members/viewer.ts';
import type { Database } from '#platform/db/database.server.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { addMember, foundCommunity } from '#tests/factories.ts';
import { beginGoing } from '#tests/pairings.ts';
import { testRuntime, type TestRuntime } from '#tests/runtime.ts';
import { wrapUp } from './ending.commands.server.ts';
import {
  addGoal,
  addStep,
  removeGoal,
  removeStep,
  tickGoal,
  tickStep,
} from './goals.commands.server.ts';
import { goalWords } from './goal.input.ts';
import { goalsOf } from './goals.queries.server.ts';

interface World {
  runtime: TestRuntime;
  ana: Viewer;
  ben: Viewer;
  pairingId: string;
}

async function world(db: Database): Promise<World> {
  const runtime = testRuntime(db);
  await foundCommunity(runtime);
  const ana = await addMember(runtime, { name: 'Ana', offer: {} });
  const ben = await addMember(runtime, { name: 'Ben' });
  return { runtime, ana, ben, pairingId: await beginGoing(runtime, { mentor: ana, mentee: ben }) };
}

function idOf(added: Awaited<ReturnType<typeof addGoal>>): string {
  if (added.outcome !== 'done') throw new Error(added.code);
  return added.id;
}

const seenBy = ({ runtime, pairingId }: World, viewer: Viewer) =>
  goalsOf(runtime.db.read, { pairingId, viewerId: viewer.id });

eachEngine('what each is after', (freshDatabase) => {
  it('stands on both sides, with steps, and either may tick and untick', async () => {
    const here = await world(await freshDatabase());
    const { runtime, ana, ben, pairingId } = here;
    const goalId = idOf(
      await addGoal(runtime, { actor: ana, pairingId, forId: ben.id, words: 'Ten solid tests' }),
    );
    runtime.clock.pass(1000);
    await addGoal(runtime, { actor: ben, pairingId, forId: ana.id, words: 'A screen reader' });
    const stepId = idOf(
      await addStep(runtime, { actor: ben, pairingId, goalId, words: 'The flaky one' }),
    );
    await tickStep(runtime, { actor: ana, pairingId, stepId, isDone: true });
    const doneAt = runtime.clock.now();
    runtime.clock.pass(1000);
    await tickStep(runtime, { actor: ana, pairingId, stepId, isDone: true });
    await tickGoal(runtime, { actor: ben, pairingId, goalId, isDone: true });
    await tickGoal(runtime, { actor: ben, pairingId, goalId, isDone: false });
    expect(await seenBy(here, ben)).toMatchObject({
      yours: [
        { id: goalId, words: 'Ten solid tests', doneAt: null, steps: [{ id: stepId, doneAt }] },
      ],
      theirs: [{ words: 'A screen reader', steps: [] }],
    });
    expect((await seenBy(here, ana))?.theirs).toHaveLength(1);
  });

  it('can be taken away and brought back, with its steps', async () => {
    const here = await world(await freshDatabase());
    const { runtime, ana, pairingId } = here;
    const touching = { actor: ana, pairingId };
    const goalId = idOf(
      await addGoal(runtime, { ...touching, forId: ana.id, words: 'Less fear of mocks' }),
    );
    const stepId = idOf(await addStep(runtime, { ...touching, goalId, words: 'Read about them' }));
    await removeGoal(runtime, { ...touching, goalId, isRemoved: true });
    expect(await seenBy(here, ana)).toEqual({ yours: [], theirs: [] });
    await removeGoal(runtime, { ...touching, goalId, isRemoved: false });
    await removeStep(runtime, { ...touching, stepId, isRemoved: true });
    expect((await seenBy(here, ana))?.yours[0]?.steps).toEqual([]);
    await removeStep(runtime, { ...touching, stepId, isRemoved: false });
    expect((await seenBy(here, ana))?.yours[0]?.steps).toHaveLength(1);
  });

  it('stays short: twenty goals each, and words of a line', async () => {
    const { runtime, ana, ben, pairingId } = await world(await freshDatabase());
    const goal = { actor: ana, pairingId, forId: ben.id, words: 'One more' };
    for (let each = 0; each < 20; each++) idOf(await addGoal(runtime, goal));
    expect(await addGoal(runtime, goal)).toEqual({ outcome: 'refused', code: 'too_many' });
    expect(idOf(await addGoal(runtime, { ...goal, forId: ana.id }))).not.toBe('');
    expect(goalWords.safeParse('  Write   a test ').data).toBe('Write a test');
    expect(goalWords.safeParse(' ').error?.issues[0]?.message).toBe('words_missing');
    expect(goalWords.safeParse('x'.repeat(201)).error?.issues[0]?.message).toBe('words_long');
  });

  it('C2: is not there for Eli, nor for the goals of another pairing, and rests in the archive', async () => {
    const here = await world(await freshDatabase());
    const { runtime, ana, ben, pairingId } = here;
    const eli = await addMember(runtime, { name: 'Eli' });
    const otherId = await beginGoing(runtime, { mentor: ana, mentee: eli });
    const goalId = idOf(
      await addGoal(runtime, { actor: ben, pairingId, forId: ben.id, words: 'Ten tests' }),
    );
    const notFound = { outcome: 'refused', code: 'not_found' };
    expect(await seenBy(here, eli)).toBeUndefined();
    const asEli = { actor: eli, pairingId: otherId };
    expect(await tickGoal(runtime, { ...asEli, goalId, isDone: true })).toEqual(notFound);
    expect(await addStep(runtime, { ...asEli, goalId, words: 'x' })).toEqual(notFound);
    expect(await addGoal(runtime, { ...asEli, forId: ben.id, words: 'x' })).toEqual(notFound);
    await wrapUp(runtime, { actor: ana, pairingId });
    expect(await tickGoal(runtime, { actor: ben, pairingId, goalId, isDone: true })).toEqual({
      outcome: 'refused',
      code: 'wrapped_up',
    });
    expect((await seenBy(here, ben))?.yours).toHaveLength(1);
  });
});
