/**
 * A year of a community in a few seconds: people write, answer, agree, meet, rest, forget and part at
 * random, while the server's own clock does the rest. The server is switched off for a week now and then.
 * What must always hold is looked at as the year goes by; and after a year of silence nothing may be left
 * over.
 */
import { expect, it } from 'vitest';
import { minute, hour, day } from '#lib/duration.ts';
import { sweepReminders } from '#domain/meetings/meeting-reminder.tasks.server.ts';
import type { Database } from '#platform/db/database.server.ts';
import { eachEngine } from './both-databases.ts';
import { howMany } from './chance.ts';
import fc from './fast-check.ts';
import { meet } from './year-meetings.ts';
import { MeetingOrder } from './year-order.ts';
import { Year, type Plan } from './year.ts';

/** What holds at every moment, whatever people do. */
async function expectOrder({ runtime }: Year, { late }: { late: number }): Promise<void> {
  const { db, clock } = runtime;
  const now = clock.now();
  const open = await db.read
    .selectFrom('requests')
    .selectAll()
    .where('state', '=', 'open')
    .execute();
  for (const request of open) {
    expect(now, 'every note ends within its clock').toBeLessThanOrEqual(request.due_at + late);
    expect(request.due_at).toBeLessThanOrEqual(request.sent_at + 28 * day);
  }
  const offers = await db.read
    .selectFrom('offers')
    .select(['member_id', 'held', 'capacity'])
    .execute();
  const living = await db.read
    .selectFrom('pairings')
    .select(['mentor_id', 'pair_key'])
    .where('state', '<>', 'wrapped_up')
    .execute();
  expect(new Set(living.map(({ pair_key }) => pair_key)).size).toBe(living.length);
  const offered = await db.read
    .selectFrom('waiting_places')
    .select('mentor_id')
    .where('state', '=', 'offered')
    .execute();
  const kept = open.filter(({ holds_place }) => holds_place === 1).map(({ to_id }) => to_id);
  const taken = [...living, ...offered].map(({ mentor_id }) => mentor_id).concat(kept);
  for (const { member_id, held, capacity } of offers) {
    expect(held, 'nobody has more people than they said').toBeLessThanOrEqual(capacity);
    expect(held, 'a place is held by somebody').toBe(taken.filter((id) => id === member_id).length);
  }
}

/** What is left when everybody has fallen silent for long enough. */
async function expectNothingLeft({ runtime, sent }: Year): Promise<void> {
  const { db, log } = runtime;
  const count = async (
    table: 'requests' | 'pairings' | 'waiting_places' | 'check_ins',
    live: string[],
  ) => {
    if (table === 'check_ins') {
      const rows = await db.read
        .selectFrom(table)
        .select('id')
        .where('closed_at', 'is', null)
        .execute();
      return rows.length;
    }
    const rows = await db.read.selectFrom(table).select(['id', 'state']).execute();
    return rows.filter(({ state }) => live.includes(state)).length;
  };
  expect(await count('requests', ['open'])).toBe(0);
  expect(await count('pairings', ['trying_out', 'going', 'resting'])).toBe(0);
  expect(await count('waiting_places', ['waiting', 'offered'])).toBe(0);
  expect(await count('check_ins', [])).toBe(0);
  const held = await db.read
    .selectFrom('offers')
    .select('member_id')
    .where('held', '>', 0)
    .execute();
  expect(held).toEqual([]);
  const answers = await db.read.selectFrom('pairing_answers').select('about').execute();
  expect(
    answers.filter(({ about }) => about !== 'again'),
    'private answers are not kept',
  ).toEqual([]);
  const waiting = await db.read
    .selectFrom('jobs')
    .select('kind')
    .where('done_at', 'is', null)
    .execute();
  expect(
    waiting.filter(({ kind }) => /clock$|^event:|^mail$/.test(kind)).map(({ kind }) => kind),
  ).toEqual([]);
  const given = await db.read
    .selectFrom('jobs')
    .select('last_error')
    .where('given_up_at', 'is not', null)
    .execute();
  expect(given).toEqual([]);
  const failed = log.lines.filter(
    ({ msg, kind }) => /tried again/.test(String(msg)) && kind !== 'mail',
  );
  expect(failed, 'nothing but the mail server ever failed').toEqual([]);
  expect(
    [...sent.values()].filter((times) => times > 1),
    'no letter goes out twice',
  ).toEqual([]);
}

/** Somebody does something about meetings, what follows at once follows, and all is as it should be. */
async function meetAndLook(year: Year, order: MeetingOrder): Promise<void> {
  const pairingId = await meet(year);
  await year.passUntil(year.runtime.clock.now());
  if (pairingId !== undefined) await order.expectAround(pairingId);
}

/** What somebody just did is followed at once by what it leads to, and then all is as it should be. */
async function lookEverywhere(
  year: Year,
  { order, late }: { order: MeetingOrder; late: number },
): Promise<void> {
  await year.passUntil(year.runtime.clock.now());
  await expectOrder(year, { late });
  await order.expectEverywhere();
}

async function live(
  db: Database,
  plan: Plan,
): Promise<{ requests: number; pairings: number; meetings: number }> {
  const year = new Year(db, plan);
  const order = new MeetingOrder(year);
  await year.begin(plan);
  const { clock } = year.runtime;
  const pause = (365 * day) / plan.acts;
  let off = 0;
  let sweepAt = clock.now();
  for (let acts = 0; acts < plan.acts; acts++) {
    await year.passUntil(clock.now() + year.dice.between(0, Math.round(2 * pause)));
    await year.act();
    if (year.dice.chance(plan.meetings)) await meetAndLook(year, order);
    if (clock.now() >= sweepAt) {
      await sweepReminders(year.runtime);
      sweepAt = clock.now() + year.dice.between(6, 30) * hour;
    }
    if (acts % 50 === 0) await lookEverywhere(year, { order, late: 0 });
    if (off < 4 && year.dice.chance(4 / plan.acts)) {
      off += 1;
      await year.switchOff(7 * day);
      await lookEverywhere(year, { order, late: minute });
    }
  }
  for (let months = 0; months < 26; months++) await year.passUntil(clock.now() + 30 * day);
  await lookEverywhere(year, { order, late: hour });
  await expectNothingLeft(year);
  const rows = async (table: 'requests' | 'pairings' | 'meetings') =>
    (await db.read.selectFrom(table).select('id').execute()).length;
  return {
    requests: await rows('requests'),
    pairings: await rows('pairings'),
    meetings: await rows('meetings'),
  };
}

eachEngine('a simulated year', (freshDatabase) => {
  it('E1, E2, fault 9, fault 12: leaves every note answered, nobody overrun or in two meetings at once, no letter sent twice and nothing behind', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1_000_000 }), async (seed) => {
        const db = await freshDatabase();
        const acts = howMany({ test: 600, soak: 3000 });
        const isSlow = db.engine === 'postgres';
        const plan = {
          people: isSlow ? 20 : 60,
          acts: isSlow ? howMany({ test: 250, soak: 400 }) : acts,
          meetings: isSlow ? 0.35 : 0.2,
          seed: `year ${seed}`,
        };
        const { requests, pairings, meetings } = await live(db, plan);
        // How much happens is chance; this only says that it was no empty year.
        expect(requests).toBeGreaterThan(acts / (isSlow ? 200 : 15));
        expect(pairings).toBeGreaterThan(acts / (isSlow ? 750 : 60));
        expect(meetings).toBeGreaterThan(acts / (isSlow ? 300 : 30));
      }),
      { numRuns: 1, endOnFailure: true },
    );
  });
});
