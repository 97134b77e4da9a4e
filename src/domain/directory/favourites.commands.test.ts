import { expect, it } from 'vitest';
import { refused } from '#lib/outcome.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { guild, join, look, namesSeen } from '#tests/list-harness.ts';
import { keep, stopKeeping } from './favourites.commands.server.ts';
import { keptBy } from './favourites.queries.server.ts';

eachEngine('people kept in mind and people hidden', (freshDatabase) => {
  it('marks whom Ben saved and leaves out whom he hid, for nobody but Ben', async () => {
    const runtime = await guild(await freshDatabase());
    const ben = await join(runtime, { name: 'Ben' });
    const gus = await join(runtime, { name: 'Gus' });
    const ana = await join(runtime, { name: 'Ana', offer: {} });
    const cy = await join(runtime, { name: 'Cy', offer: {} });
    await keep(runtime, { actorId: ben.id, otherId: ana.id, as: 'saved' });
    await keep(runtime, { actorId: ben.id, otherId: ana.id, as: 'saved' });
    await keep(runtime, { actorId: ben.id, otherId: cy.id, as: 'hidden' });
    const { mentors, around } = await look(runtime, ben);
    expect(mentors.map(({ listing, isSaved }) => [listing.name, isSaved])).toEqual([['Ana', true]]);
    expect(around.counts.everyone).toBe(1);
    expect(await namesSeen(runtime, gus)).toEqual(['Ana', 'Cy']);
    expect((await look(runtime, gus)).mentors.some(({ isSaved }) => isSaved)).toBe(false);
  });

  it('lets nobody be both, and takes either back', async () => {
    const runtime = await guild(await freshDatabase());
    const ben = await join(runtime, { name: 'Ben' });
    const ana = await join(runtime, { name: 'Ana', place: 'Berlin', offer: {} });
    const both = { actorId: ben.id, otherId: ana.id };
    const kept = async () => {
      const { saved, hidden } = await keptBy(runtime.db.read, {
        memberId: ben.id,
        now: runtime.clock.now(),
      });
      return [saved.map(({ name }) => name), hidden.map(({ name }) => name)];
    };
    await keep(runtime, { ...both, as: 'hidden' });
    await keep(runtime, { ...both, as: 'saved' });
    expect(await kept()).toEqual([['Ana'], []]);
    await keep(runtime, { ...both, as: 'hidden' });
    expect(await kept()).toEqual([[], ['Ana']]);
    await stopKeeping(runtime, { ...both, as: 'hidden' });
    await stopKeeping(runtime, { ...both, as: 'hidden' });
    expect(await kept()).toEqual([[], []]);
  });

  it('C2: keeps nobody who is not there, not let in yet, or oneself, and answers all alike', async () => {
    const runtime = await guild(await freshDatabase());
    const ben = await join(runtime, { name: 'Ben' });
    const dee = await join(runtime, { name: 'Dee', status: 'invited' });
    for (const otherId of [ben.id, dee.id, '01a20000-0000-7000-8000-00000000abcd', '']) {
      expect(await keep(runtime, { actorId: ben.id, otherId, as: 'saved' })).toEqual(
        refused('no_such_member'),
      );
    }
  });

  it('tells whether a saved member is on the list now', async () => {
    const runtime = await guild(await freshDatabase());
    const ben = await join(runtime, { name: 'Ben' });
    for (const [name, offer] of [
      ['Ana', {}],
      ['Cy', { available_at: null }],
      ['Dee', { held: 2 }],
    ] as const) {
      const { id } = await join(runtime, { name, offer });
      runtime.clock.pass(1);
      await keep(runtime, { actorId: ben.id, otherId: id, as: 'saved' });
    }
    const { saved } = await keptBy(runtime.db.read, { memberId: ben.id, now: runtime.clock.now() });
    expect(saved.map(({ name, isListed }) => [name, isListed])).toEqual([
      ['Dee', false],
      ['Cy', false],
      ['Ana', true],
    ]);
  });
});
