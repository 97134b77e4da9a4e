import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { day } from '#lib/duration.ts';
import type { Database } from '#platform/db/database.server.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { cast, guildName } from './cast.ts';
import { Dice } from './dice.ts';
import { fillCrowd, fillDemo } from './fill.server.ts';
import type { MentorRecord } from './guild.ts';

const now = Date.UTC(2026, 10, 23);
const text = readFileSync(new URL('../../demo/mentors-demo.json', import.meta.url), 'utf8');
const records: MentorRecord[] = JSON.parse(text);
const room = (db: Database) => ({ db, clock: { now: () => now }, random: new Dice('fill') });

async function count(
  db: Database,
  table: 'members' | 'emails' | 'offers' | 'organisers',
): Promise<number> {
  const { n } = await db.read
    .selectFrom(table)
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return n;
}

eachEngine('filling a database', (freshDatabase) => {
  it('gives the demo its guild, the cast and everybody else, once', async () => {
    const db = await freshDatabase();
    const { members, available } = await fillDemo(room(db), records);
    expect(members).toBe(172 + Object.keys(cast).length);
    expect(available).toBeGreaterThan(120);
    expect(await fillDemo(room(db), records)).toEqual({ members: 0, available: 0 });
    const community = await db.read
      .selectFrom('community')
      .select('name')
      .executeTakeFirstOrThrow();
    expect(community.name).toBe(guildName);
    expect([await count(db, 'members'), await count(db, 'organisers')]).toEqual([members, 2]);
  });

  it('writes Ana down as she is', async () => {
    const db = await freshDatabase();
    await fillDemo(room(db), []);
    const ana = await db.read
      .selectFrom('members')
      .innerJoin('offers', 'offers.member_id', 'members.id')
      .innerJoin('emails', 'emails.member_id', 'members.id')
      .select([
        'name',
        'status',
        'time_zone',
        'capacity',
        'reply_days',
        'terms',
        'available_at',
        'address',
      ])
      .where('members.id', '=', cast.ana.id)
      .executeTakeFirstOrThrow();
    expect(ana).toEqual({
      name: cast.ana.name,
      status: 'active',
      time_zone: 'Europe/Berlin',
      capacity: 2,
      reply_days: 3,
      terms: 'free',
      available_at: now - cast.ana.joinedDaysAgo * day,
      address: 'ana@tidewater.example',
    });
    const shared = await db.read
      .selectFrom('shared_skills')
      .innerJoin('skills', 'skills.id', 'shared_skills.skill_id')
      .select(['skills.name as skill', 'confidence'])
      .where('member_id', '=', cast.ana.id)
      .execute();
    expect(new Set(shared.map((row) => JSON.stringify(row)))).toEqual(
      new Set(cast.ana.shares.map((row) => JSON.stringify(row))),
    );
  });

  it('puts those who are available on the list, and nobody else', async () => {
    const db = await freshDatabase();
    await fillDemo(room(db), []);
    const listed = await db.read
      .selectFrom('listings')
      .select('member_id')
      .where('listed', '=', 1)
      .execute();
    const available = Object.values(cast).filter(({ offer }) => offer.isAvailable);
    expect(new Set(listed.map(({ member_id }) => member_id))).toEqual(
      new Set(available.map(({ id }) => id)),
    );
    expect(available.length).toBeLessThan(Object.keys(cast).length);
  });

  it('adds a crowd in portions, and another one when asked again', async () => {
    const db = await freshDatabase();
    const portions: number[] = [];
    const first = await fillCrowd(room(db), {
      count: 1100,
      onPortion: (added) => portions.push(added),
    });
    expect(portions).toEqual([500, 1000, 1100]);
    expect(first.available).toBeGreaterThan(300);
    await fillCrowd(room(db), { count: 50, shareAvailable: 1 });
    expect(await count(db, 'members')).toBe(1150);
    expect(await count(db, 'emails')).toBe(1150);
    const ticked = await db.read
      .selectFrom('offers')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('available_at', 'is not', null)
      .executeTakeFirstOrThrow();
    expect(ticked.n).toBe(first.available + 50);
  });
});
