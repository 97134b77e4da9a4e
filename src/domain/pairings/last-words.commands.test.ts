import { expect, it } from 'vitest';
import { day } from '#lib/duration.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import type { Database } from '#platform/db/database.server.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { addMember, foundCommunity } from '#tests/factories.ts';
import { beginGoing } from '#tests/pairings.ts';
import { testRuntime, type TestRuntime } from '#tests/runtime.ts';
import { wrapUp } from './ending.commands.server.ts';
import {
  hideThanks,
  leaveGoodbye,
  leaveThanks,
  showThanks,
  writePickedUp,
} from './last-words.commands.server.ts';
import { lastWordsOf, thanksFor, thanksShownOf } from './last-words.queries.server.ts';

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

async function over(db: Database): Promise<World> {
  const here = await world(db);
  await wrapUp(here.runtime, { actor: here.ana, pairingId: here.pairingId });
  return here;
}

const seenBy = ({ runtime, pairingId }: World, viewer: Viewer) =>
  lastWordsOf(runtime.db.read, { pairingId, viewerId: viewer.id });

const dueOf = async ({ db }: TestRuntime, name: string) =>
  (
    await db.read.selectFrom('jobs').select('due_at').where('kind', '=', `event:${name}`).execute()
  ).map((job) => job.due_at);

const done = { outcome: 'done' };

eachEngine('words on the way out', (freshDatabase) => {
  it('are a goodbye that is signed, read by both, and told no earlier than the ending', async () => {
    const here = await over(await freshDatabase());
    const { runtime, ana, ben, pairingId } = here;
    const leaving = { actor: ana, pairingId, words: 'Thank you for the time.' };
    expect(await leaveGoodbye(runtime, leaving)).toEqual(done);
    expect(await leaveGoodbye(runtime, leaving)).toEqual(done);
    expect((await seenBy(here, ben))?.goodbye).toEqual({ yours: null, theirs: leaving.words });
    expect((await seenBy(here, ana))?.goodbye).toEqual({ yours: leaving.words, theirs: null });
    const [ending] = await dueOf(runtime, 'PairingWrappedUp');
    expect(await dueOf(runtime, 'GoodbyeLeft')).toEqual([ending]);
    expect(await leaveGoodbye(runtime, { ...leaving, words: 'And another thing' })).toEqual({
      outcome: 'refused',
      code: 'left_already',
    });
  });

  it('send nothing where nothing is written', async () => {
    const { runtime, ana, pairingId } = await over(await freshDatabase());
    expect(await leaveGoodbye(runtime, { actor: ana, pairingId, words: '' })).toEqual(done);
    expect(await dueOf(runtime, 'GoodbyeLeft')).toEqual([]);
  });

  it('can be left for two weeks, not before, and by the two of them only', async () => {
    const { runtime, ana, ben, pairingId } = await world(await freshDatabase());
    const eli = await addMember(runtime, { name: 'Eli' });
    const code = async (actor: Viewer) => {
      const left = await leaveGoodbye(runtime, { actor, pairingId, words: 'Bye' });
      return left.outcome === 'refused' ? left.code : 'done';
    };
    expect(await code(ana)).toBe('too_early');
    await wrapUp(runtime, { actor: ana, pairingId });
    expect(await code(eli)).toBe('not_found');
    runtime.clock.pass(14 * day - 1);
    expect(await code(ana)).toBe('done');
    runtime.clock.pass(1);
    expect(await code(ben)).toBe('too_late');
    expect(await writePickedUp(runtime, { actor: ben, pairingId, words: 'Tests' })).toEqual({
      outcome: 'refused',
      code: 'too_late',
    });
  });

  it('keep what Ben picked up, which he may put otherwise or take away', async () => {
    const here = await over(await freshDatabase());
    const { runtime, ana, ben, pairingId } = here;
    await writePickedUp(runtime, { actor: ben, pairingId, words: 'Write the test first' });
    await writePickedUp(runtime, { actor: ben, pairingId, words: 'Write the test first, mostly' });
    expect((await seenBy(here, ana))?.pickedUp.theirs).toBe('Write the test first, mostly');
    await writePickedUp(runtime, { actor: ben, pairingId, words: '' });
    expect((await seenBy(here, ben))?.pickedUp.yours).toBeNull();
  });

  it('are not left between two who are set apart', async () => {
    const { runtime, ana, ben, pairingId } = await over(await freshDatabase());
    await runtime.db.transact((tx) =>
      tx.insertInto('blocks').values({ member_id: ben.id, other_id: ana.id, since: 1 }).execute(),
    );
    const refused = { outcome: 'refused', code: 'not_available' };
    const words = { actor: ana, pairingId, words: 'But' };
    expect(await leaveGoodbye(runtime, words)).toEqual(refused);
    expect(await leaveThanks(runtime, words)).toEqual(refused);
  });
});

eachEngine('a thank-you', (freshDatabase) => {
  it('shows on Ana’s profile only once she chooses so, and no longer than she likes', async () => {
    const here = await over(await freshDatabase());
    const { runtime, ana, ben, pairingId } = here;
    const thanked = await leaveThanks(runtime, { actor: ben, pairingId, words: 'She listens' });
    if (thanked.outcome !== 'done') throw new Error(thanked.code);
    const { thanksId } = thanked;
    expect(await leaveThanks(runtime, { actor: ben, pairingId, words: 'She listens' })).toEqual(
      thanked,
    );
    expect((await seenBy(here, ana))?.thanks.theirs).toMatchObject({ isShown: false });
    const shown = () => thanksShownOf(runtime.db.read, { memberId: ana.id, viewerId: null });
    expect(await shown()).toEqual([]);
    await showThanks(runtime, { actor: ben, thanksId });
    expect(await shown()).toEqual([]);
    await showThanks(runtime, { actor: ana, thanksId });
    expect(await shown()).toMatchObject([{ words: 'She listens', from: { name: 'Ben' } }]);
    expect(await thanksFor(runtime.db.read, { memberId: ana.id })).toHaveLength(1);
    await hideThanks(runtime, { actor: ana, thanksId });
    expect(await shown()).toEqual([]);
  });

  it('of somebody set apart from the reader is not shown to them', async () => {
    const { runtime, ana, ben, pairingId } = await over(await freshDatabase());
    const eli = await addMember(runtime, { name: 'Eli' });
    const thanked = await leaveThanks(runtime, { actor: ben, pairingId, words: 'She listens' });
    if (thanked.outcome === 'done')
      await showThanks(runtime, { actor: ana, thanksId: thanked.thanksId });
    await runtime.db.transact((tx) =>
      tx.insertInto('blocks').values({ member_id: ben.id, other_id: eli.id, since: 1 }).execute(),
    );
    const asked = { memberId: ana.id, viewerId: eli.id };
    expect(await thanksShownOf(runtime.db.read, asked)).toEqual([]);
    expect(await thanksShownOf(runtime.db.read, { ...asked, viewerId: ben.id })).toHaveLength(1);
  });

  it('can be left all along, once, and no more when the time is over', async () => {
    const { runtime, ana, ben, pairingId } = await world(await freshDatabase());
    const thanks = { pairingId, words: 'For last night' };
    expect(await leaveThanks(runtime, { actor: ben, ...thanks })).toMatchObject(done);
    expect(await leaveThanks(runtime, { actor: ben, pairingId, words: 'More' })).toMatchObject({
      code: 'left_already',
    });
    await wrapUp(runtime, { actor: ana, pairingId });
    runtime.clock.pass(14 * day);
    expect(await leaveThanks(runtime, { actor: ana, ...thanks })).toMatchObject({
      code: 'too_late',
    });
  });
});
