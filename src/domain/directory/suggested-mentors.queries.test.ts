import { expect, it } from 'vitest';
import type { Viewer } from '#domain/members/viewer.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { guild, join } from '#tests/list-harness.ts';
import { weekHours } from '#tests/listings.ts';
import type { TestRuntime } from '#tests/runtime.ts';
import { keep } from './favourites.commands.server.ts';
import { threeWhoFit } from './suggested-mentors.queries.server.ts';

const evenings = weekHours({ tue: [18, 19, 20] });
const offer = {};

async function suggested(
  runtime: TestRuntime,
  viewer: Viewer,
  { skills = ['Go'], except = [] }: { skills?: string[]; except?: string[] } = {},
) {
  const now = runtime.clock.now();
  return threeWhoFit(runtime.db.read, { viewer, skills, except, now });
}

const names = (people: { name: string }[]) => people.map(({ name }) => name).sort();

eachEngine('three who fit', (freshDatabase) => {
  it('names three who share Go and have room, those with Ben’s hours first, and says why', async () => {
    const runtime = await guild(await freshDatabase());
    const ben = await join(runtime, {
      name: 'Ben',
      week_hours: evenings,
      shares: { Python: 2 },
      wants: { Go: 1 },
    });
    const near = { week_hours: evenings, offer, shares: { Go: 3 as const } };
    await join(runtime, { name: 'Ana', ...near, wants: { Python: 1 } });
    await join(runtime, { name: 'Cy', ...near, week_hours: weekHours({ wed: [6] }) });
    await join(runtime, { name: 'Dee', ...near });
    await join(runtime, { name: 'Eli', ...near });
    await join(runtime, { name: 'Fay', ...near, offer: { held: 2 } });
    await join(runtime, { name: 'Gus', ...near, shares: { Rust: 3 } });
    const three = await suggested(runtime, ben);
    expect(names(three)).toEqual(['Ana', 'Dee', 'Eli']);
    expect(three[0]).toMatchObject({ name: 'Ana', shares: ['Go'], wants: ['Python'], roomLeft: 2 });
    expect(three[0]?.together?.quarters).toBe(12);
  });

  it('leaves out whom Ben wrote to, whom he hid and who wants no contact with him', async () => {
    const runtime = await guild(await freshDatabase());
    const { db, clock } = runtime;
    const ben = await join(runtime, { name: 'Ben' });
    const shares = { Go: 3 as const };
    const ana = await join(runtime, { name: 'Ana', offer, shares });
    const cy = await join(runtime, { name: 'Cy', offer, shares });
    const dee = await join(runtime, { name: 'Dee', offer, shares });
    const eli = await join(runtime, { name: 'Eli', offer, shares });
    await join(runtime, { name: 'Fay', offer, shares });
    await keep(runtime, { actorId: ben.id, otherId: cy.id, as: 'hidden' });
    await db.transact((tx) =>
      tx
        .insertInto('blocks')
        .values([
          { member_id: dee.id, other_id: ben.id, since: clock.now() },
          { member_id: ben.id, other_id: eli.id, since: clock.now() },
        ])
        .execute(),
    );
    expect(names(await suggested(runtime, ben, { except: [ana.id] }))).toEqual(['Fay']);
  });

  it('goes on with what Ben wants to learn or could give where too few share the skill of his note', async () => {
    const runtime = await guild(await freshDatabase());
    const ben = await join(runtime, {
      name: 'Ben',
      shares: { Python: 2 },
      wants: { Testing: 1 },
    });
    await join(runtime, { name: 'Ana', offer, shares: { Go: 3 } });
    await join(runtime, { name: 'Eli', offer, shares: { Rust: 3 }, wants: { Python: 2 } });
    await join(runtime, { name: 'Cy', offer, shares: { Testing: 2 } });
    await join(runtime, { name: 'Dee', offer, shares: { Elixir: 2 } });
    const found = await suggested(runtime, ben);
    expect(found.map(({ name, shares, wants }) => [name, shares, wants])).toEqual([
      ['Ana', ['Go'], []],
      ['Cy', ['Testing'], []],
      ['Eli', [], ['Python']],
    ]);
    expect(names(await suggested(runtime, ben, { skills: ['Underwater basketry'] }))).toEqual([
      'Cy',
      'Eli',
    ]);
    expect(names(await suggested(runtime, ben, { skills: [] }))).toEqual(['Cy', 'Eli']);
  });

  it('does not send Ben to someone who only hears from people who want what they share', async () => {
    const runtime = await guild(await freshDatabase());
    const ben = await join(runtime, { name: 'Ben', wants: { Rust: 2 } });
    const learners = { who_may_write: 'learners' as const };
    await join(runtime, { name: 'Ana', offer: learners, shares: { Go: 3 } });
    await join(runtime, { name: 'Cy', offer: learners, shares: { Go: 3, Rust: 1 } });
    expect(names(await suggested(runtime, ben))).toEqual(['Cy']);
  });
});
