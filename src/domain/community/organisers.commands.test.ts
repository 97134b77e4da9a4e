import { expect, it } from 'vitest';
import { done, refused } from '#lib/outcome.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { testRuntime, type TestRuntime } from '#tests/runtime.ts';
import { appointOrganiser, takeOffOrganiser } from './organisers.commands.server.ts';
import { organisersOf, recordedActs } from './organisers.queries.server.ts';

async function withMembers(runtime: TestRuntime): Promise<void> {
  const now = runtime.clock.now();
  const member = (id: string, status: 'active' | 'waiting') => ({
    id,
    status,
    name: id,
    name_key: id,
    created_at: now,
    updated_at: now,
  });
  await runtime.db.transact(async (tx) => {
    await tx
      .insertInto('members')
      .values([member('odalys', 'active'), member('mirela', 'active'), member('ben', 'waiting')])
      .execute();
    await tx
      .insertInto('organisers')
      .values({ member_id: 'odalys', appointed_by: null, appointed_at: now })
      .execute();
  });
}

const namesOf = async ({ db }: TestRuntime) =>
  (await organisersOf(db.read)).map(({ name }) => name);

eachEngine('organisers', (freshDatabase) => {
  it('C7: the last one cannot be taken off, by themselves or anyone', async () => {
    const runtime = testRuntime(await freshDatabase());
    await withMembers(runtime);
    expect(await takeOffOrganiser(runtime, { actorId: 'odalys', memberId: 'odalys' })).toEqual(
      refused('last_organiser'),
    );
    expect(await namesOf(runtime)).toEqual(['odalys']);
  });

  it('C7: two who step down in the same moment leave one', async () => {
    const runtime = testRuntime(await freshDatabase());
    await withMembers(runtime);
    await appointOrganiser(runtime, { actorId: 'odalys', memberId: 'mirela' });
    const results = await Promise.all(
      ['odalys', 'mirela'].map((id) => takeOffOrganiser(runtime, { actorId: id, memberId: id })),
    );
    expect(results).toHaveLength(2);
    expect(results).toEqual(expect.arrayContaining([done(), refused('last_organiser')]));
    expect(await namesOf(runtime)).toHaveLength(1);
  });

  it('C7: each appointing and taking off is recorded, once', async () => {
    const runtime = testRuntime(await freshDatabase());
    await withMembers(runtime);
    await appointOrganiser(runtime, { actorId: 'odalys', memberId: 'mirela' });
    await appointOrganiser(runtime, { actorId: 'odalys', memberId: 'mirela' });
    await takeOffOrganiser(runtime, { actorId: 'mirela', memberId: 'odalys' });
    await takeOffOrganiser(runtime, { actorId: 'mirela', memberId: 'odalys' });
    const acts = await recordedActs(runtime.db.read);
    expect(acts.map(({ act, by, about }) => `${by} ${act} ${about}`).toSorted()).toEqual([
      'mirela took_off odalys',
      'odalys appointed mirela',
    ]);
  });

  it('C5: somebody who still waits to be let in can not be one', async () => {
    const runtime = testRuntime(await freshDatabase());
    await withMembers(runtime);
    expect(await appointOrganiser(runtime, { actorId: 'odalys', memberId: 'ben' })).toEqual(
      refused('not_a_member'),
    );
    expect(await namesOf(runtime)).toEqual(['odalys']);
  });
});
