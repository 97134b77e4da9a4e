import { expect, it } from 'vitest';
import { addBlock, unblock } from '#domain/members/blocks.commands.server.ts';
import { findPicture } from '#domain/members/pictures.queries.server.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import { inAct } from '#platform/act.server.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { guild, join, look, namesSeen } from '#tests/list-harness.ts';
import type { TestRuntime } from '#tests/runtime.ts';
import { readAsked } from './mentor-query.input.ts';
import { keep } from './favourites.commands.server.ts';
import { keptBy } from './favourites.queries.server.ts';
import { memberPage } from './member-page.queries.server.ts';
import { availableMentors, pageSize } from './available-mentors.queries.server.ts';

const community = { listVisibility: 'everyone', tickDays: 90 } as const;
const neverWas = '0196d0a0-0000-7000-8000-000000000000';

const setApart = (runtime: TestRuntime, actor: Viewer, other: Viewer) =>
  inAct(runtime, (act) => addBlock(act, { memberId: actor.id, otherId: other.id }));

eachEngine('the directory for people set apart', (freshDatabase) => {
  it('E3: Ana and Ben vanish from each other’s list, search and every count, at once', async () => {
    const runtime = await guild(await freshDatabase());
    const shared = { offer: {}, shares: { Go: 3 as const }, speaks: ['pt'] };
    const ana = await join(runtime, { name: 'Ana', ...shared });
    const ben = await join(runtime, { name: 'Ben', ...shared });
    await join(runtime, { name: 'Cy', offer: {} });
    expect(await namesSeen(runtime, ben)).toEqual(['Ana', 'Cy']);
    await setApart(runtime, ben, ana);
    for (const viewer of [ana, ben]) {
      expect(await namesSeen(runtime, viewer)).toEqual(['Cy']);
      for (const address of ['q=ana', 'q=ben', 'skill=go', 'language=pt'])
        expect(await namesSeen(runtime, viewer, address)).toEqual([]);
      const { counts } = (await look(runtime, viewer)).around;
      expect([counts.everyone, counts.total]).toEqual([1, 1]);
      expect(counts.skills.map(({ count }) => count)).not.toContain(1);
      expect(counts.languages).toContainEqual({ value: 'pt', count: 0 });
    }
    await unblock(runtime, { actor: ben, otherId: ana.id });
    expect(await namesSeen(runtime, ana)).toEqual(['Ben', 'Cy']);
  });

  it('E3: Ana, who blocked Ben, is shown to nobody who might be Ben without signing in', async () => {
    const runtime = await guild(await freshDatabase());
    const { db, clock } = runtime;
    const now = clock.now();
    const ana = await join(runtime, { name: 'Ana', offer: {}, public_card_at: 1 });
    const ben = await join(runtime, { name: 'Ben', offer: {} });
    const cy = await join(runtime, { name: 'Cy', offer: {} });
    const wes = await join(runtime, { name: 'Wes', status: 'waiting' });
    const pictureId = '0196d0a0-0000-7000-8000-00000000abcd';
    await db.transact((tx) =>
      tx
        .insertInto('avatars')
        .values({ id: pictureId, member_id: ana.id, webp: 'AAAA', created_at: 1 })
        .execute(),
    );
    const asked = readAsked(new URLSearchParams()).asked;
    const seenBy = async (viewer: Viewer | null) => {
      const { mentors } = await availableMentors(db.read, { viewer, asked, after: undefined, now });
      const page = await memberPage(db.read, { viewer, memberId: ana.id, community, now });
      const shown = { id: pictureId, viewer, listVisibility: 'everyone' } as const;
      const picture = await findPicture(db.read, shown);
      const isListed = mentors.some(({ listing }) => listing.memberId === ana.id);
      return [isListed, page !== undefined, picture !== undefined];
    };
    expect([await seenBy(null), await seenBy(wes), await seenBy(cy)]).toEqual([
      [true, true, true],
      [true, true, true],
      [true, true, true],
    ]);
    await setApart(runtime, ana, ben);
    expect([await seenBy(null), await seenBy(wes), await seenBy(cy)]).toEqual([
      [false, false, false],
      [false, false, false],
      [true, true, true],
    ]);
    await unblock(runtime, { actor: ana, otherId: ben.id });
    expect(await seenBy(null)).toEqual([true, true, true]);
  });

  it('E3: a block between two pages moves nobody else: none comes twice and none is left out', async () => {
    const runtime = await guild(await freshDatabase());
    const ben = await join(runtime, { name: 'Ben' });
    const mentors: Viewer[] = [];
    for (let i = 0; i < pageSize + 6; i++)
      mentors.push(await join(runtime, { name: `Mentor ${i}`, offer: {} }));
    const first = await look(runtime, ben);
    const seen = first.mentors.map(({ listing }) => listing.memberId);
    const later = mentors.find(({ id }) => !seen.includes(id)) ?? ben;
    const earlier = mentors.find(({ id }) => seen.includes(id)) ?? ben;
    await setApart(runtime, later, ben);
    await setApart(runtime, ben, earlier);
    const second = await availableMentors(runtime.db.read, {
      viewer: ben,
      asked: readAsked(new URLSearchParams()).asked,
      after: first.around.next,
      now: runtime.clock.now(),
    });
    const all = [...seen, ...second.mentors.map(({ listing }) => listing.memberId)];
    const wanted = mentors.filter(({ id }) => id !== later.id).map(({ id }) => id);
    expect(all.toSorted()).toEqual(wanted.toSorted());
  });

  it('E3: each other’s page, picture and saved place answer as for somebody who never was', async () => {
    const runtime = await guild(await freshDatabase());
    const { db, clock } = runtime;
    const ana = await join(runtime, { name: 'Ana', offer: {}, public_card_at: 1 });
    const ben = await join(runtime, { name: 'Ben', offer: {} });
    const pictureId = '0196d0a0-0000-7000-8000-00000000abcd';
    await db.transact((tx) =>
      tx
        .insertInto('avatars')
        .values({ id: pictureId, member_id: ana.id, webp: 'AAAA', created_at: 1 })
        .execute(),
    );
    await keep(runtime, { actorId: ben.id, otherId: ana.id, as: 'saved' });
    const page = (viewer: Viewer | null, memberId: string) =>
      memberPage(db.read, { viewer, memberId, community, now: clock.now() });
    const picture = (viewer: Viewer | null) =>
      findPicture(db.read, { id: pictureId, viewer, listVisibility: 'everyone' });
    expect([await page(ben, ana.id), await picture(ben)]).not.toContain(undefined);
    await setApart(runtime, ana, ben);
    expect([await page(ben, ana.id), await page(ana, ben.id), await picture(ben)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    const kept = await keptBy(db.read, { memberId: ben.id, now: clock.now() });
    expect(kept).toEqual({ saved: [], hidden: [] });
    for (const as of ['saved', 'hidden'] as const)
      expect(await keep(runtime, { actorId: ben.id, otherId: ana.id, as })).toEqual(
        await keep(runtime, { actorId: ben.id, otherId: neverWas, as }),
      );
  });
});
