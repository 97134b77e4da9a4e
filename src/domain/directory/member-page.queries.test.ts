import { expect, it } from 'vitest';
import { day } from '#lib/duration.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import type { Database } from '#platform/db/database.server.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { addMember, foundCommunity } from '#tests/factories.ts';
import { weekHours } from '#tests/listings.ts';
import { testRuntime, type TestRuntime } from '#tests/runtime.ts';
import { keep } from './favourites.commands.server.ts';
import { memberPage } from './member-page.queries.server.ts';

async function scene(db: Database): Promise<TestRuntime> {
  const runtime = testRuntime(db);
  await foundCommunity(runtime);
  return runtime;
}

function look(
  { db, clock }: TestRuntime,
  viewer: Viewer | null,
  memberId: string,
  listVisibility: 'members' | 'everyone' = 'members',
) {
  return memberPage(db.read, {
    memberId,
    viewer,
    community: { listVisibility, tickDays: 90 },
    now: clock.now(),
  });
}

const evenings = weekHours({ tue: [18, 19, 20] });

eachEngine('a member’s page', (freshDatabase) => {
  it('shows Ben everything Ana says, what fits, and their hours side by side', async () => {
    const runtime = await scene(await freshDatabase());
    const { db } = runtime;
    const ben = await addMember(runtime, { name: 'Ben', week_hours: evenings });
    const ana = await addMember(runtime, {
      name: 'Ana',
      pronouns: 'she/her',
      place: 'Berlin',
      time_zone: 'Europe/Berlin',
      week_hours: evenings,
      own_words: 'Slow *queries*.',
      offer: { held: 1, swap: 1 },
    });
    await db.transact(async (tx) => {
      const skill = (id: string, name: string) => ({ id, name, skill_key: id, added_at: 0 });
      await tx
        .insertInto('skills')
        .values([skill('go', 'Go'), skill('css', 'CSS')])
        .execute();
      await tx
        .insertInto('shared_skills')
        .values([
          { member_id: ana.id, skill_id: 'go', confidence: 2 },
          { member_id: ana.id, skill_id: 'css', confidence: 3 },
        ])
        .execute();
      await tx
        .insertInto('wanted_skills')
        .values({ member_id: ben.id, skill_id: 'go', priority: 1 })
        .execute();
      await tx
        .insertInto('member_links')
        .values({ member_id: ana.id, position: 0, url: 'https://ana.example.org' })
        .execute();
    });
    await keep(runtime, { actorId: ben.id, otherId: ana.id, as: 'saved' });
    const page = await look(runtime, ben, ana.id);
    expect(page).toMatchObject({
      name: 'Ana',
      pronouns: 'she/her',
      timeZone: 'Europe/Berlin',
      ownWords: 'Slow *queries*.',
      links: ['https://ana.example.org'],
      shares: [
        { name: 'CSS', grade: 3, fits: false },
        { name: 'Go', grade: 2, fits: true },
      ],
      offer: { roomLeft: 1, modes: ['meet', 'review', 'answer', 'swap'], replyDays: 3 },
      isSelf: false,
      isSaved: true,
      isHidden: false,
    });
    expect(page?.together?.quarters).toBe(8);
  });

  it('says that Ana is full, and that Cy is not available, rather than hide them from members', async () => {
    const runtime = await scene(await freshDatabase());
    const ben = await addMember(runtime, { name: 'Ben' });
    const ana = await addMember(runtime, { name: 'Ana', offer: { held: 2 } });
    const cy = await addMember(runtime, { name: 'Cy', offer: { available_at: null } });
    expect((await look(runtime, ben, ana.id))?.offer?.roomLeft).toBe(0);
    expect((await look(runtime, ben, cy.id))?.offer).toBeUndefined();
    runtime.clock.pass(90 * day);
    expect((await look(runtime, ben, ana.id))?.offer).toBeUndefined();
  });

  it('C2: is not there for visitors, for people not let in yet, and of people not let in yet', async () => {
    const runtime = await scene(await freshDatabase());
    const ben = await addMember(runtime, { name: 'Ben' });
    const ana = await addMember(runtime, { name: 'Ana', offer: {} });
    const waiting = await addMember(runtime, { name: 'Wes', status: 'waiting' });
    const invited = await addMember(runtime, { name: 'Ivy', status: 'invited', offer: {} });
    expect(await look(runtime, null, ana.id)).toBeUndefined();
    expect(await look(runtime, waiting, ana.id)).toBeUndefined();
    expect(await look(runtime, ben, invited.id)).toBeUndefined();
    expect(await look(runtime, ben, waiting.id)).toBeUndefined();
    expect(await look(runtime, ben, '01a20000-0000-7000-8000-00000000abcd')).toBeUndefined();
    expect(await look(runtime, ben, 'not an id')).toBeUndefined();
  });

  it('C3: shows visitors a public card or someone on an open list, without hours, zone and links', async () => {
    const runtime = await scene(await freshDatabase());
    const secret = { time_zone: 'Asia/Kathmandu', week_hours: evenings };
    const ana = await addMember(runtime, { name: 'Ana', offer: {}, ...secret });
    const cy = await addMember(runtime, { name: 'Cy', public_card_at: 5, ...secret });
    await runtime.db.transact((tx) =>
      tx
        .insertInto('member_links')
        .values(
          [ana, cy].map(({ id }) => ({
            member_id: id,
            position: 0,
            url: 'https://secret.example',
          })),
        )
        .execute(),
    );
    expect((await look(runtime, null, cy.id))?.name).toBe('Cy');
    expect((await look(runtime, null, ana.id, 'everyone'))?.name).toBe('Ana');
    for (const id of [ana.id, cy.id]) {
      const text = JSON.stringify(await look(runtime, null, id, 'everyone'));
      for (const hidden of ['Kathmandu', evenings, 'secret.example', 'example.org']) {
        expect(text).not.toContain(hidden);
      }
    }
    const eli = await addMember(runtime, { name: 'Eli', offer: { available_at: null } });
    expect(await look(runtime, null, eli.id, 'everyone')).toBeUndefined();
  });

  it('is Ana’s own without a comparison with herself', async () => {
    const runtime = await scene(await freshDatabase());
    const ana = await addMember(runtime, { name: 'Ana', offer: {}, week_hours: evenings });
    expect(await look(runtime, ana, ana.id)).toMatchObject({ isSelf: true, together: undefined });
  });
});
