import { expect, it } from 'vitest';
import type { Database } from '#platform/db/database.server.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { ordinaryMoment as now } from '#tests/runtime.ts';
import { communityFigures, homeFigures, someAround } from './community-figures.queries.server.ts';

interface Somebody {
  name: string;
  terms?: 'free' | 'charges';
  shares?: string;
  wants?: string;
  freshUntil?: number;
}

const offer = {
  capacity: 2,
  meet: 1,
  review: 1,
  answer: 1,
  swap: 1,
  reply_days: 3,
  who_may_write: 'everyone',
} as const;

async function list(db: Database, people: Somebody[]): Promise<void> {
  const names = [...new Set(people.flatMap(({ shares, wants }) => [shares, wants]))].flatMap(
    (name) => name ?? [],
  );
  await db.transact(async (tx) => {
    for (const name of names)
      await tx
        .insertInto('skills')
        .values({ id: name, name, skill_key: name.toLowerCase(), added_at: now })
        .execute();
    for (const { name, terms = 'free', shares, wants, freshUntil = now + 1 } of people) {
      const member = {
        id: name,
        status: 'active',
        name,
        name_key: name,
        created_at: now,
        updated_at: now,
      } as const;
      await tx.insertInto('members').values(member).execute();
      await tx
        .insertInto('offers')
        .values({ ...offer, member_id: name, available_at: now, confirmed_at: now, terms })
        .execute();
      await tx
        .insertInto('listings')
        .values({ member_id: name, revision: 1, listed: 1, fresh_until: freshUntil, card: '{}' })
        .execute();
      if (shares)
        await tx
          .insertInto('shared_skills')
          .values({ member_id: name, skill_id: shares, confidence: 3 })
          .execute();
      if (wants)
        await tx
          .insertInto('wanted_skills')
          .values({ member_id: name, skill_id: wants, priority: 1 })
          .execute();
    }
  });
}

eachEngine('what a visitor is told', (freshDatabase) => {
  it('four people read as a few, and nothing about their money', async () => {
    const db = await freshDatabase();
    await list(
      db,
      ['Ana', 'Ben', 'Cy', 'Dee'].map((name) => ({ name })),
    );
    expect(await homeFigures(db.read, { now })).toMatchObject({
      haveTime: { kind: 'few' },
      money: 'unsaid',
    });
  });

  it('six people read as six, less the one whose tick has gone stale', async () => {
    const db = await freshDatabase();
    const people: Somebody[] = ['Ana', 'Ben', 'Cy', 'Dee', 'Eli'].map((name) => ({ name }));
    await list(db, [
      ...people,
      { name: 'Fay', terms: 'charges' },
      { name: 'Gus', freshUntil: now - 1 },
    ]);
    const figures = await homeFigures(db.read, { now });
    expect(figures).toMatchObject({ haveTime: { kind: 'exactly', count: 6 }, money: 'most_free' });
    expect(JSON.stringify(figures)).not.toContain('Ana');
  });

  it('the headline names two skills that one member really shares and wants', async () => {
    const db = await freshDatabase();
    await list(db, [
      { name: 'Ana', shares: 'CSS', wants: 'Rust' },
      { name: 'Ben', shares: 'Rust' },
    ]);
    expect((await homeFigures(db.read, { now })).pair).toEqual({ known: 'CSS', wanted: 'Rust' });
  });

  it('an open list shows three different people at most, and nobody whose tick is stale', async () => {
    const db = await freshDatabase();
    await list(db, [
      { name: 'Ana', shares: 'CSS' },
      { name: 'Ben' },
      { name: 'Gus', freshUntil: now - 1 },
    ]);
    let next = 0;
    const people = await someAround(db.read, { now, pick: (below) => next++ % below });
    expect(
      people.map(({ name, skills, roomFor }) => [name, skills.map((skill) => skill.name), roomFor]),
    ).toEqual([
      ['Ana', ['CSS'], 2],
      ['Ben', [], 2],
    ]);
  });

  it('E3: Ana, who blocked somebody, and Ben, who left the list, are gone from it at once', async () => {
    const db = await freshDatabase();
    await list(db, [{ name: 'Ana' }, { name: 'Ben' }, { name: 'Cy' }]);
    const names = async () => {
      let next = 0;
      const people = await someAround(db.read, { now, pick: (below) => next++ % below });
      return people.map(({ name }) => name);
    };
    expect(await names()).toEqual(['Ana', 'Ben', 'Cy']);
    await db.transact(async (tx) => {
      await tx
        .insertInto('blocks')
        .values({ member_id: 'Ana', other_id: 'Cy', since: 1 })
        .execute();
      await tx.updateTable('listings').set({ listed: 0 }).where('member_id', '=', 'Ben').execute();
    });
    expect(await names()).toEqual(['Cy']);
  });
});

eachEngine('what organisers are told', (freshDatabase) => {
  it('fewer than five read as a few; people waiting are counted, for they are seen by name', async () => {
    const db = await freshDatabase();
    await list(db, [{ name: 'Ana' }, { name: 'Ben' }]);
    const waiting = {
      id: 'cy',
      status: 'waiting',
      name: 'Cy',
      name_key: 'cy',
      created_at: now,
      updated_at: now,
    } as const;
    await db.transact((tx) => tx.insertInto('members').values(waiting).execute());
    expect(await communityFigures(db.read, { now })).toMatchObject({
      members: { kind: 'few' },
      haveTime: { kind: 'few' },
      invited: { kind: 'none' },
      waiting: 1,
    });
  });
});
