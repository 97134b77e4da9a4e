import { expect, it } from 'vitest';
import type { Viewer } from './viewer.ts';
import { done, refused } from '#lib/outcome.ts';
import { inAct } from '#platform/act.server.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { addMember } from '#tests/factories.ts';
import { testRuntime, type TestRuntime } from '#tests/runtime.ts';
import { addBlock, unblock } from './blocks.commands.server.ts';
import { areApart, blocksOf, findOther } from './blocks.queries.server.ts';

const block = (runtime: TestRuntime, actor: Viewer, other: Viewer) =>
  inAct(runtime, (act) => addBlock(act, { memberId: actor.id, otherId: other.id }));

eachEngine('setting two people apart', (freshDatabase) => {
  it('E3: Ben and Ana are no such person to each other from the moment Ben asks', async () => {
    const runtime = testRuntime(await freshDatabase());
    const { read } = runtime.db;
    const ana = await addMember(runtime, { name: 'Ana' });
    const ben = await addMember(runtime, { name: 'Ben' });
    const cy = await addMember(runtime, { name: 'Cy' });
    expect(await block(runtime, ben, ana)).toEqual(done({ isNew: true }));
    expect(await findOther(read, { viewerId: ben.id, memberId: ana.id })).toBeUndefined();
    expect(await findOther(read, { viewerId: ana.id, memberId: ben.id })).toBeUndefined();
    expect(await findOther(read, { viewerId: cy.id, memberId: ben.id })).toMatchObject({
      name: 'Ben',
    });
  });

  it('E3: nobody is told: no letter, no event, and only Ben’s own list shows it', async () => {
    const runtime = testRuntime(await freshDatabase());
    const ana = await addMember(runtime, { name: 'Ana' });
    const ben = await addMember(runtime, { name: 'Ben' });
    await block(runtime, ben, ana);
    expect(await runtime.db.read.selectFrom('jobs').select('id').execute()).toEqual([]);
    expect(await runtime.db.read.selectFrom('mails').select('id').execute()).toEqual([]);
    expect(await blocksOf(runtime.db.read, ben.id)).toMatchObject([{ id: ana.id, name: 'Ana' }]);
    expect(await blocksOf(runtime.db.read, ana.id)).toEqual([]);
  });

  it('E3: Ana, whom Ben blocked, can no more block him than somebody who never was', async () => {
    const runtime = testRuntime(await freshDatabase());
    const ana = await addMember(runtime, { name: 'Ana' });
    const ben = await addMember(runtime, { name: 'Ben' });
    await block(runtime, ben, ana);
    const nobody = { ...ben, id: '0196d0a0-0000-7000-8000-000000000000' };
    expect(await block(runtime, ana, ben)).toEqual(await block(runtime, ana, nobody));
  });

  it('twice is once, the second is not new, and oneself is nobody to block', async () => {
    const runtime = testRuntime(await freshDatabase());
    const ana = await addMember(runtime, { name: 'Ana' });
    const ben = await addMember(runtime, { name: 'Ben' });
    await block(runtime, ben, ana);
    expect(await block(runtime, ben, ana)).toEqual(done({ isNew: false }));
    expect(await blocksOf(runtime.db.read, ben.id)).toHaveLength(1);
    expect(await block(runtime, ben, ben)).toEqual(refused('not_there'));
  });

  it('is saved whole or not at all with what ends with it', async () => {
    const runtime = testRuntime(await freshDatabase());
    const ana = await addMember(runtime, { name: 'Ana' });
    const ben = await addMember(runtime, { name: 'Ben' });
    const broken = inAct(runtime, async (act) => {
      await addBlock(act, { memberId: ben.id, otherId: ana.id });
      throw new Error('the pairing could not be wrapped up');
    });
    await expect(broken).rejects.toThrow('wrapped up');
    expect(await blocksOf(runtime.db.read, ben.id)).toEqual([]);
  });

  it('Ben takes his block back and they see each other; where both asked, both must', async () => {
    const runtime = testRuntime(await freshDatabase());
    const { db } = runtime;
    const ana = await addMember(runtime, { name: 'Ana' });
    const ben = await addMember(runtime, { name: 'Ben' });
    const both = { memberId: ana.id, otherId: ben.id };
    await block(runtime, ben, ana);
    await db.transact((tx) =>
      tx.insertInto('blocks').values({ member_id: ana.id, other_id: ben.id, since: 1 }).execute(),
    );
    await unblock(runtime, { actor: ben, otherId: ana.id });
    expect(await areApart(db.read, both)).toBe(true);
    await unblock(runtime, { actor: ana, otherId: ben.id });
    await unblock(runtime, { actor: ana, otherId: ben.id });
    expect(await areApart(db.read, both)).toBe(false);
  });
});
