import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { refused } from '#lib/outcome.ts';
import { inAct } from '#platform/act.server.ts';
import type { Database } from '#platform/db/database.server.ts';
import { addVocabulary } from '#domain/skills/skills.commands.server.ts';
import { addMember } from '#tests/factories.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { Dice } from '../../demo/dice.ts';
import { importRoster, type RosterImport } from './import-roster.commands.server.ts';
import { invitedPeople } from './rosters.queries.server.ts';

const bundled = readFileSync(new URL('../../../demo/mentors-demo.json', import.meta.url), 'utf8');
const now = Date.UTC(2026, 10, 23);
const clock = { now: () => now };
const random = new Dice('rosters');

async function scene(db: Database) {
  const runtime = { db, clock, random };
  await inAct(runtime, addVocabulary);
  const pilar = await addMember(runtime, { name: 'Pilar', isOrganiser: true });
  const bring = async (text: string, more: Partial<RosterImport> = {}) => {
    const outcome = await importRoster(runtime, {
      text,
      actorId: pilar.id,
      isDryRun: false,
      ...more,
    });
    if (outcome.outcome === 'refused') throw new Error(outcome.code);
    return outcome;
  };
  const count = async (table: 'members' | 'offers' | 'listings' | 'shared_skills' | 'skills') => {
    const { n } = await db.read
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow();
    return n;
  };
  return { runtime, pilar, bring, count };
}

eachEngine('bringing in a list of mentors', (freshDatabase) => {
  it('takes all 172 of the bundled list, lists nobody, and does nothing the second time', async () => {
    const db = await freshDatabase();
    const { bring, count } = await scene(db);
    const skillsBefore = await count('skills');
    expect((await bring(bundled)).plan.counts).toEqual({
      create: 172,
      update: 0,
      unchanged: 0,
      bad: 0,
    });
    expect(await count('members')).toBe(173);
    expect(await count('skills')).toBe(skillsBefore);
    expect(await count('listings')).toBe(0);
    const ticked = await db.read
      .selectFrom('offers')
      .selectAll()
      .where('available_at', 'is not', null)
      .execute();
    expect(ticked).toEqual([]);
    const shared = await count('shared_skills');
    expect((await bring(bundled)).plan.counts).toEqual({
      create: 0,
      update: 0,
      unchanged: 172,
      bad: 0,
    });
    expect([await count('members'), await count('shared_skills')]).toEqual([173, shared]);
  });

  it('only looks when asked to', async () => {
    const db = await freshDatabase();
    const { bring, count } = await scene(db);
    const outcome = await bring(bundled, { isDryRun: true });
    expect(outcome.plan.counts.create).toBe(172);
    expect(outcome.unused).toEqual([
      'src',
      'channels',
      'mode',
      'hoursPerMonth',
      'yearsExperience',
      'focus',
    ]);
    expect(await count('members')).toBe(1);
  });

  it('saves everything the list says about Ana, and corrects it while she has not joined', async () => {
    const db = await freshDatabase();
    const { bring } = await scene(db);
    const head = 'id,name,email,skills,wants,country,city,languages,price,about,website,room';
    await bring(
      `${head}\n1,Ana,ana@example.org,"golang, Tatting",Rust,DE,Berlin,"en,de",€35,Hello,ana.example.org,2`,
    );
    const again = await bring(
      `${head}\n1,Ana Lima,ana@example.org,Go,Rust,DE,Berlin,en,free,Hello,,3`,
    );
    expect(again.plan.counts).toMatchObject({ update: 1 });
    const ana = await db.read
      .selectFrom('members')
      .selectAll()
      .where('status', '=', 'invited')
      .executeTakeFirstOrThrow();
    expect(ana).toMatchObject({
      name: 'Ana Lima',
      name_key: 'ana lima',
      place: 'Berlin, Germany',
      time_zone: 'Europe/Berlin',
      own_words: 'Hello',
      external_id: 'list/1',
      joined_at: null,
      version: 2,
    });
    const offer = await db.read.selectFrom('offers').selectAll().executeTakeFirstOrThrow();
    expect(offer).toMatchObject({ terms: 'free', amount: null, capacity: 3, available_at: null });
    const shared = await db.read
      .selectFrom('shared_skills')
      .innerJoin('skills', 'skills.id', 'shared_skills.skill_id')
      .select(['skills.name', 'confidence'])
      .execute();
    expect(shared).toEqual([{ name: 'Go', confidence: 2 }]);
    expect(await db.read.selectFrom('member_links').selectAll().execute()).toEqual([]);
    expect(await invitedPeople(db.read)).toMatchObject([
      { name: 'Ana Lima', email: 'ana@example.org' },
    ]);
  });

  it('leaves Ben alone, who is a member already', async () => {
    const db = await freshDatabase();
    const { runtime, bring } = await scene(db);
    const ben = await addMember(runtime, {
      name: 'Ben',
      email: 'Ben@example.org',
      own_words: 'My own.',
    });
    const { plan } = await bring(
      'name,email,about\nBenjamin,BEN@example.org,Somebody else wrote this',
    );
    expect(plan.rows).toEqual([
      { action: 'unchanged', line: 2, memberId: ben.id, hasJoined: true },
    ]);
    const row = await db.read
      .selectFrom('members')
      .select(['name', 'own_words'])
      .where('id', '=', ben.id)
      .executeTakeFirstOrThrow();
    expect(row).toEqual({ name: 'Ben', own_words: 'My own.' });
  });

  it('makes no one twice when two organisers bring the same list at once', async () => {
    const db = await freshDatabase();
    const { bring, count } = await scene(db);
    const [one, other] = await Promise.all([bring(bundled), bring(bundled)]);
    expect(one.plan.counts.create + other.plan.counts.create).toBe(172);
    expect(await count('members')).toBe(173);
  });

  it('takes the good rows, names the bad ones, and records who did it', async () => {
    const db = await freshDatabase();
    const { bring, pilar } = await scene(db);
    const { plan } = await bring('name,email\nAna,ana@example.org\nBen,not an address\n', {
      source: 'meetup',
    });
    expect(plan.counts).toEqual({ create: 1, update: 0, unchanged: 0, bad: 1 });
    expect(plan.rows[1]).toMatchObject({
      action: 'bad',
      line: 3,
      problem: { code: 'bad_email', column: 'email' },
    });
    const acts = await db.read
      .selectFrom('organiser_acts')
      .select(['member_id', 'act', 'about'])
      .execute();
    expect(acts).toEqual([{ member_id: pilar.id, act: 'imported', about: 'meetup: 1 + 0' }]);
  });

  it('refuses what is no list and says where', async () => {
    const db = await freshDatabase();
    const { runtime } = await scene(db);
    const outcome = await importRoster(runtime, { text: 'a,"b', actorId: null, isDryRun: false });
    expect(outcome).toEqual({ ...refused('unclosed_quote'), line: 1 });
  });
});
