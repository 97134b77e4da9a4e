import { expect, it } from 'vitest';
import { refused } from '#lib/outcome.ts';
import { inAct } from '#platform/act.server.ts';
import type { Database } from '#platform/db/database.server.ts';
import { addMember } from '#tests/factories.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { Dice } from '../../demo/dice.ts';
import {
  findOrAddSkill,
  findOrAddSkills,
  mergeSkills,
  addVocabulary,
} from './skills.commands.server.ts';
import {
  currentSkillIds,
  findStoredSkill,
  membersWithSkill,
  readVocabulary,
  skillMerges,
  skillNames,
  skillsInUse,
  suggestStoredSkills,
} from './skills.queries.server.ts';
import { findSkill, startingVocabulary } from './vocabulary.ts';

const now = Date.UTC(2026, 10, 23);
const clock = { now: () => now };
const random = new Dice('skills');

const plant = (db: Database) => inAct({ db, clock, random }, addVocabulary);

async function idOf(db: Database, text: string): Promise<string> {
  return (await findStoredSkill(db.read, text))?.id ?? `no ${text}`;
}

async function add(db: Database, text: string, addedBy: string | null = null): Promise<string> {
  const result = await inAct({ db, clock, random }, (act) =>
    findOrAddSkill(act, { text, addedBy }),
  );
  return result.outcome === 'done' ? result.skillId : result.code;
}

eachEngine('the skills of a community', (freshDatabase) => {
  it('are added once, however often the server starts', async () => {
    const db = await freshDatabase();
    expect(await plant(db)).toBe(startingVocabulary.skills.length);
    expect(await plant(db)).toBe(0);
    const stored = await readVocabulary(db.read);
    for (const text of ['JS', 'golang', '.net', 'c++', 'c#', 'a11y', 'Python 3.12']) {
      expect(findSkill(text, stored)?.name).toBe(findSkill(text)?.name);
    }
  });

  it('are found by whatever Ana calls them, and added when nobody knew them', async () => {
    const db = await freshDatabase();
    await plant(db);
    const ana = await addMember({ db, clock, random }, { name: 'Ana' });
    const results = await inAct({ db, clock, random }, (act) =>
      findOrAddSkills(act, {
        texts: ['js', 'Tatting', 'tatting!', '…', 'Vue 3'],
        addedBy: ana.id,
      }),
    );
    expect(
      results.map((result) =>
        result.outcome === 'done' ? [result.isNew, result.name] : result.code,
      ),
    ).toEqual([
      [false, 'JavaScript'],
      [true, 'Tatting'],
      [true, 'Tatting'],
      'unreadable',
      [false, 'Vue'],
    ]);
    expect(await add(db, 'TATTING', ana.id)).toBe(await idOf(db, 'tatting'));
    const [added] = await skillsInUse(db.read);
    expect(added).toMatchObject({ name: 'Tatting', addedBy: ana.id, addedAt: now, sharing: 0 });
  });

  it('are one when two people add the same name at the same moment', async () => {
    const db = await freshDatabase();
    const ids = await Promise.all(Array.from({ length: 8 }, () => add(db, 'Knitting machines')));
    expect(new Set(ids).size).toBe(1);
  });

  it('are suggested while Ben types, other names included', async () => {
    const db = await freshDatabase();
    await plant(db);
    const names = async (typed: string) =>
      (await suggestStoredSkills(db.read, typed)).map(({ name }) => name);
    expect((await names('js'))[0]).toBe('JavaScript');
    expect((await names('Postg'))[0]).toBe('PostgreSQL');
    expect(await names('layout')).toContain('CSS layout');
    expect(await names('c++')).toContain('C++');
    expect(await names('%')).toEqual([]);
    expect(await names('_')).toEqual([]);
  });
});

eachEngine('merging two skills', (freshDatabase) => {
  async function community() {
    const db = await freshDatabase();
    const runtime = { db, clock, random };
    const organiser = await addMember(runtime, { name: 'Pilar', isOrganiser: true });
    const [ana, ben, cy] = await Promise.all(
      ['Ana', 'Ben', 'Cy'].map((name) => addMember(runtime, { name })),
    );
    if (!ana || !ben || !cy) throw new Error('nobody came');
    const fromId = await add(db, 'Postgre database');
    const intoId = await add(db, 'Postgres');
    await db.transact(async (tx) => {
      await tx
        .insertInto('shared_skills')
        .values([
          { member_id: ana.id, skill_id: fromId, confidence: 3 },
          { member_id: ana.id, skill_id: intoId, confidence: 1 },
          { member_id: ben.id, skill_id: fromId, confidence: 1 },
          { member_id: ben.id, skill_id: intoId, confidence: 2 },
          { member_id: cy.id, skill_id: fromId, confidence: 2 },
        ])
        .execute();
      await tx
        .insertInto('wanted_skills')
        .values([
          { member_id: ben.id, skill_id: fromId, priority: 1 },
          { member_id: ben.id, skill_id: intoId, priority: 3 },
          { member_id: cy.id, skill_id: fromId, priority: 2 },
        ])
        .execute();
    });
    const merge = (from: string, into: string) =>
      mergeSkills(runtime, { actorId: organiser.id, fromId: from, intoId: into });
    return { db, organiser, ana, ben, cy, fromId, intoId, merge };
  }

  it('keeps the higher confidence and the dearer wish, and loses nobody', async () => {
    const { db, ana, ben, cy, fromId, intoId, merge } = await community();
    expect(await merge(fromId, intoId)).toMatchObject({
      outcome: 'done',
      into: { name: 'Postgres' },
    });
    const shared = await db.read.selectFrom('shared_skills').selectAll().execute();
    expect(new Map(shared.map((row) => [row.member_id, row.confidence]))).toEqual(
      new Map([
        [ana.id, 3],
        [ben.id, 2],
        [cy.id, 2],
      ]),
    );
    const wanted = await db.read.selectFrom('wanted_skills').selectAll().execute();
    expect(new Map(wanted.map((row) => [row.member_id, row.priority]))).toEqual(
      new Map([
        [ben.id, 1],
        [cy.id, 2],
      ]),
    );
    expect([...shared, ...wanted].every(({ skill_id }) => skill_id === intoId)).toBe(true);
    const everyone = [ana.id, ben.id, cy.id].toSorted();
    const first = await membersWithSkill(db.read, { skillId: intoId, after: '', limit: 2 });
    expect(first).toEqual(everyone.slice(0, 2));
    const after = first.at(-1) ?? '';
    expect(await membersWithSkill(db.read, { skillId: intoId, after, limit: 2 })).toEqual(
      everyone.slice(2),
    );
  });

  it('lets the old name lead to the new skill, also through a second merge', async () => {
    const { db, fromId, intoId, merge } = await community();
    const third = await add(db, 'Elephant database');
    await merge(fromId, intoId);
    await merge(intoId, third);
    for (const text of ['postgre DATABASE', 'Postgres', 'Elephant database']) {
      expect(await idOf(db, text)).toBe(third);
      expect(await add(db, text)).toBe(third);
    }
    expect(await currentSkillIds(db.read, [fromId, intoId, third, 'none'])).toEqual(
      new Map([
        [fromId, third],
        [intoId, third],
        [third, third],
      ]),
    );
    expect((await skillNames(db.read, [third])).get(third)).toBe('Elephant database');
  });

  it('is recorded with who and when, is announced, and counts once', async () => {
    const { db, organiser, fromId, intoId, merge } = await community();
    await merge(fromId, intoId);
    expect(await merge(fromId, intoId)).toMatchObject({ outcome: 'done' });
    expect(await skillMerges(db.read)).toEqual([
      { from: 'Postgre database', into: 'Postgres', by: organiser.id, at: now },
    ]);
    const jobs = await db.read.selectFrom('jobs').select(['kind', 'payload']).execute();
    expect(jobs).toEqual([
      {
        kind: 'event:SkillsMerged',
        payload: JSON.stringify({ name: 'SkillsMerged', fromId, intoId }),
      },
    ]);
    const acts = await db.read.selectFrom('organiser_acts').select(['act', 'about']).execute();
    expect(acts).toEqual([{ act: 'merged_skills', about: 'Postgre database → Postgres' }]);
  });

  it('refuses a skill with itself, one that is not there, and going round in a circle', async () => {
    const { fromId, intoId, merge } = await community();
    expect(await merge(fromId, fromId)).toEqual(refused('same_skill'));
    expect(await merge(fromId, 'nothing')).toEqual(refused('not_found'));
    await merge(fromId, intoId);
    expect(await merge(intoId, fromId)).toEqual(refused('same_skill'));
  });

  it('is not undone by adding the vocabulary again', async () => {
    const db = await freshDatabase();
    await plant(db);
    const runtime = { db, clock, random };
    const { id: actorId } = await addMember(runtime, { name: 'Pilar' });
    const [vue, nuxt] = [await idOf(db, 'Vue'), await idOf(db, 'Nuxt')];
    await mergeSkills(runtime, { actorId, fromId: nuxt, intoId: vue });
    expect(await plant(db)).toBe(0);
    expect(await idOf(db, 'nuxtjs')).toBe(vue);
    const [kept] = await skillsInUse(db.read, { search: 'nuxt' });
    expect(kept).toMatchObject({ id: vue, name: 'Vue' });
  });
});
