import { expect, it } from 'vitest';
import { day } from '#lib/duration.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import { inAct } from '#platform/act.server.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { addMember } from '#tests/factories.ts';
import { guild, join, look, namesSeen } from '#tests/list-harness.ts';
import { weekHours } from '#tests/listings.ts';
import {
  listMissing,
  relist,
  relistEveryone,
  relistMembers,
} from './relist-members.commands.server.ts';
import { readAsked } from './mentor-query.input.ts';
import { liveList } from './live-list.queries.server.ts';
import { availableMentors, pageSize } from './available-mentors.queries.server.ts';

eachEngine('the list of available mentors', (freshDatabase) => {
  it('shows Ben who ticked the box, and nobody else', async () => {
    const runtime = await guild(await freshDatabase());
    const ben = await join(runtime, { name: 'Ben', offer: {} });
    await join(runtime, { name: 'Ana', offer: {} });
    await join(runtime, { name: 'Cy' });
    await join(runtime, { name: 'Dee', status: 'invited', offer: {} });
    await join(runtime, { name: 'Eli', offer: { available_at: null } });
    await join(runtime, { name: 'Fay', offer: { held: 2 } });
    expect(await namesSeen(runtime, ben)).toEqual(['Ana']);
    expect(await namesSeen(runtime, null)).toEqual(['Ana', 'Ben']);
  });

  it('finds Go by any name, two languages, two shared hours: story five', async () => {
    const runtime = await guild(await freshDatabase());
    const evenings = weekHours({ tue: [18, 19, 20] });
    const ben = await join(runtime, { name: 'Ben', week_hours: evenings });
    const offer = {};
    await join(runtime, {
      name: 'Ana',
      time_zone: 'Europe/Berlin',
      week_hours: evenings,
      offer,
      shares: { Golang: 3 },
      speaks: ['pt'],
    });
    await join(runtime, {
      name: 'Cy',
      week_hours: evenings,
      offer,
      shares: { Go: 2 },
      speaks: ['fr'],
    });
    await join(runtime, { name: 'Dee', offer, shares: { Go: 2 }, speaks: ['de'] });
    const address = 'skill=go&language=pt&language=de&hours=2';
    expect(await namesSeen(runtime, ben, address)).toEqual(['Ana']);
    const { around, query, skills } = await look(runtime, ben, address);
    expect(query.skills.map((id) => skills.byId.get(id)?.name)).toEqual(['Go']);
    expect(around.counts.languages).toContainEqual({ value: 'fr', count: 1 });
    expect(around.counts.anyHours).toBe(2);
  });

  it('forgives accents, prefixes and slips in skills, names and own words', async () => {
    const runtime = await guild(await freshDatabase());
    await join(runtime, {
      name: 'Zoë Ångström',
      own_words: 'I like **untangling** slow [queries](https://example.org).',
      offer: {},
      shares: { PostgreSQL: 3 },
    });
    for (const words of ['zoe', 'Angstr', 'untangle', 'query', 'postgres', 'postgers', 'psql']) {
      expect([words, ...(await namesSeen(runtime, null, `q=${words}`))]).toEqual([
        words,
        'Zoë Ångström',
      ]);
    }
    expect(await namesSeen(runtime, null, 'q=example')).toEqual([]);
  });

  it('pages through everybody once', async () => {
    const runtime = await guild(await freshDatabase());
    const ben = await join(runtime, { name: 'Ben' });
    const names = Array.from({ length: pageSize + 3 }, (_, i) => `Mentor ${i}`);
    for (const name of names) await join(runtime, { name, offer: {} });
    const first = await look(runtime, ben);
    expect(first.around.more).toBe(3);
    const { db, clock } = runtime;
    const second = await availableMentors(db.read, {
      viewer: ben,
      asked: readAsked(new URLSearchParams()).asked,
      after: first.around.next,
      now: clock.now(),
    });
    const seen = [...first.mentors, ...second.mentors].map(({ listing }) => listing.name);
    expect(seen.toSorted()).toEqual(names.toSorted());
  });

  it('tells what is no skill here, and looks for the rest', async () => {
    const runtime = await guild(await freshDatabase());
    await join(runtime, { name: 'Ana', offer: {}, shares: { Go: 1 } });
    const { unknownSkills, mentors } = await look(
      runtime,
      null,
      'skill=Go&skill=underwater+basketry',
    );
    expect(unknownSkills).toEqual(['underwater basketry']);
    expect(mentors).toHaveLength(1);
  });
});

eachEngine('the list as people change', (freshDatabase) => {
  it('follows Ana’s profile, box and places at once', async () => {
    const runtime = await guild(await freshDatabase());
    const ana = await join(runtime, { name: 'Ana', offer: {} });
    expect(await namesSeen(runtime, null)).toEqual(['Ana']);
    const change = (fields: { name?: string; held?: number; available_at?: number | null }) =>
      inAct(runtime, async (act) => {
        const { tx } = act;
        const { name, ...offer } = fields;
        if (name !== undefined)
          await tx.updateTable('members').set({ name }).where('id', '=', ana.id).execute();
        if (Object.keys(offer).length > 0)
          await tx.updateTable('offers').set(offer).where('member_id', '=', ana.id).execute();
        await relist(act, { memberId: ana.id });
      });
    await change({ name: 'Ana Lind' });
    expect(await namesSeen(runtime, null, 'q=lind')).toEqual(['Ana Lind']);
    await change({ held: 2 });
    expect(await namesSeen(runtime, null)).toEqual([]);
    await change({ held: 1 });
    expect(await namesSeen(runtime, null)).toEqual(['Ana Lind']);
    await change({ available_at: null });
    expect(await namesSeen(runtime, null)).toEqual([]);
  });

  it('lets Ana’s tick end by itself at the very instant, without a word in the database', async () => {
    const runtime = await guild(await freshDatabase());
    await join(runtime, { name: 'Ana', offer: {} });
    const start = runtime.clock.now();
    runtime.clock.set(start + 90 * day - 1);
    expect(await namesSeen(runtime, null)).toEqual(['Ana']);
    runtime.clock.set(start + 90 * day);
    expect(await namesSeen(runtime, null)).toEqual([]);
  });

  it('keeps nothing of Ana in its rows once she is off, and counts no change where there is none', async () => {
    const runtime = await guild(await freshDatabase());
    const { db } = runtime;
    const ana = await join(runtime, { name: 'Ana', offer: {} });
    const revision = async () =>
      (await db.read.selectFrom('listing_revision').select('revision').executeTakeFirstOrThrow())
        .revision;
    const before = await revision();
    await inAct(runtime, (act) => relist(act, { memberId: ana.id }));
    expect(await revision()).toBe(before);
    await inAct(runtime, async (act) => {
      await act.tx.updateTable('offers').set({ available_at: null }).execute();
      await relist(act, { memberId: ana.id });
    });
    expect(await revision()).toBe(before + 1);
    const rows = await db.read.selectFrom('listings').select(['listed', 'card']).execute();
    expect(rows).toEqual([{ listed: 0, card: '' }]);
  });

  it('drops a deleted member as soon as anything else changes', async () => {
    const runtime = await guild(await freshDatabase());
    const ana = await join(runtime, { name: 'Ana', offer: {} });
    const cy = await join(runtime, { name: 'Cy', offer: {} });
    expect(await namesSeen(runtime, null)).toEqual(['Ana', 'Cy']);
    await inAct(runtime, async (act) => {
      const { tx } = act;
      await tx.deleteFrom('members').where('id', '=', ana.id).execute();
      await tx.updateTable('members').set({ name: 'Cyrus' }).where('id', '=', cy.id).execute();
      await relist(act, { memberId: cy.id });
    });
    expect(await namesSeen(runtime, null)).toEqual(['Cyrus']);
  });

  it('finds a skill that nobody had before', async () => {
    const runtime = await guild(await freshDatabase());
    await join(runtime, { name: 'Ana', offer: {} });
    expect(await namesSeen(runtime, null, 'skill=underwater+basketry')).toEqual(['Ana']);
    await join(runtime, { name: 'Cy', offer: {}, shares: { 'Underwater basketry': 2 } });
    expect(await namesSeen(runtime, null, 'skill=underwater+basketry')).toEqual(['Cy']);
    expect(await namesSeen(runtime, null, 'q=basketry')).toEqual(['Cy']);
  });

  it('lists those who came in without it, and writes all anew when ticks hold for less', async () => {
    const runtime = await guild(await freshDatabase());
    const { db, clock } = runtime;
    await addMember(runtime, { name: 'Ana', offer: {} });
    await addMember(runtime, { name: 'Cy', offer: { available_at: null } });
    expect(await listMissing(runtime)).toBe(1);
    expect(await listMissing(runtime)).toBe(0);
    expect(await namesSeen(runtime, null)).toEqual(['Ana']);
    await db.transact((tx) => tx.updateTable('community').set({ tick_days: 10 }).execute());
    await relistEveryone(runtime);
    clock.pass(10 * day);
    expect(await namesSeen(runtime, null)).toEqual([]);
  });

  it('reads many searches at once and a large list in portions', async () => {
    const runtime = await guild(await freshDatabase());
    const { db } = runtime;
    const people: Viewer[] = [];
    for (let i = 0; i < 30; i++)
      people.push(await addMember(runtime, { name: `M ${i}`, offer: {} }));
    await inAct(runtime, (act) => relistMembers(act, { memberIds: people.map(({ id }) => id) }));
    const found = await Promise.all(
      people.slice(0, 10).map(async (viewer) => (await look(runtime, viewer)).around.counts.total),
    );
    expect(new Set(found)).toEqual(new Set([29]));
    expect(liveList(db.read)).toBe(liveList(db.read));
  });
});
