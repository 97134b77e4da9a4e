import fc from '#tests/fast-check.ts';
import { expect, it } from 'vitest';
import { inAct } from '#platform/act.server.ts';
import { day, hour } from '#lib/duration.ts';
import { tickBox, untickBox } from '#domain/members/ticks.commands.server.ts';
import { announcePlaces } from '#domain/members/capacity.commands.server.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { addMember, foundCommunity } from '#tests/factories.ts';
import { goodNote, settle } from '#tests/notes.ts';
import { testRuntime, type TestRuntime } from '#tests/runtime.ts';
import { wrapUpBetween } from '#domain/pairings/ending.commands.server.ts';
import { endOpenRequestsBetween } from './end-requests-between.commands.server.ts';
import {
  acceptRequest,
  askFirst,
  declineRequest,
  replyToRequest,
  withdrawRequest,
} from './answer-note.commands.server.ts';
import { sendRequest } from './send-note.commands.server.ts';
import {
  answerPlaceOffer,
  joinWaitingList,
  leaveWaitingList,
} from './waiting-list.commands.server.ts';

/** How often each thing is done, so that histories come to full houses, lines and offers. */
const verbs = {
  send: 4,
  accept: 5,
  decline: 1,
  withdraw: 1,
  ask: 1,
  reply: 1,
  join: 5,
  leave: 1,
  take: 5,
  let_go: 1,
  wrap_up: 3,
  block: 1,
  untick: 1,
  tick: 3,
  capacity: 1,
  pass: 3,
  off: 1,
} as const;
type Verb = keyof typeof verbs;

interface Step {
  what: Verb;
  who: number;
  count: number;
}

interface World {
  runtime: TestRuntime;
  ana: Viewer;
  people: readonly Viewer[];
  /** The most places Ana ever had taken when she last made less room. */
  mostHeld: number;
}

const aStep = fc.record({
  what: fc.oneof(
    ...Object.entries(verbs).map(([what, weight]) => ({
      weight,
      arbitrary: fc.constant(what as Verb),
    })),
  ),
  who: fc.nat({ max: 3 }),
  count: fc.nat({ max: 9 }),
});

/** Does one thing, whether or not it can be done just now. */
async function take({ runtime, ana, people }: World, { what, who, count }: Step): Promise<void> {
  const suited = await suitedFor(runtime, what);
  const actor = people.find(({ id }) => id === suited[who % suited.length]) ?? people[who] ?? ana;
  const between = { memberId: actor.id, otherId: ana.id };
  const sending = { actor, mentorId: ana.id, note: goodNote };
  const requestId = await lastRequest(runtime, actor);
  const waitingPlaceId = await lastPlace(runtime, actor);
  switch (what) {
    case 'send':
      return void (await sendRequest(runtime, sending));
    case 'accept':
      return void (await acceptRequest(runtime, {
        actor: ana,
        requestId,
        chatAt: null,
        reply: '',
      }));
    case 'decline':
      return void (await declineRequest(runtime, { actor: ana, requestId, reply: '' }));
    case 'withdraw':
      return void (await withdrawRequest(runtime, { actor, requestId }));
    case 'ask':
      return void (await askFirst(runtime, { actor: ana, requestId, words: 'Which one?' }));
    case 'reply':
      return void (await replyToRequest(runtime, { actor, requestId, words: 'This one.' }));
    case 'join':
      return void (await joinWaitingList(runtime, sending));
    case 'leave':
      return void (await leaveWaitingList(runtime, { actor, waitingPlaceId }));
    case 'take':
    case 'let_go': {
      const isYes = what === 'take';
      return void (await answerPlaceOffer(runtime, { actor, waitingPlaceId, isYes }));
    }
    case 'wrap_up':
      return void (await inAct(runtime, (act) => wrapUpBetween(act, between)));
    case 'block':
      return inAct(runtime, (act) => endOpenRequestsBetween(act, between));
    case 'untick':
      return untickBox(runtime, { memberId: ana.id });
    case 'tick':
      return tickBox(runtime, { memberId: ana.id });
    case 'capacity':
      return inAct(runtime, async (act) => {
        await act.tx
          .updateTable('offers')
          .set({ capacity: 1 + (count % 3) })
          .execute();
        await announcePlaces(act, { memberId: ana.id });
      });
    case 'pass':
      return runtime.clock.pass(count * 2 * hour);
    case 'off':
      return runtime.clock.pass(count * day);
  }
}

/** Those who can do it just now: a history of refusals alone would show little. */
async function suitedFor({ db }: TestRuntime, what: Verb): Promise<string[]> {
  if (['accept', 'decline', 'withdraw', 'ask', 'reply'].includes(what)) {
    const open = db.read.selectFrom('requests').select('from_id').where('state', '=', 'open');
    return (await open.execute()).map((row) => row.from_id);
  }
  if (what === 'take' || what === 'let_go') {
    const places = db.read.selectFrom('waiting_places').select('member_id');
    const offered = await places.where('state', '=', 'offered').execute();
    return offered.map((row) => row.member_id);
  }
  if (what !== 'wrap_up') return [];
  const pairings = db.read.selectFrom('pairings').select('mentee_id');
  const living = await pairings.where('state', '<>', 'wrapped_up').execute();
  return living.map((row) => row.mentee_id);
}

async function lastRequest({ db }: TestRuntime, { id }: Viewer): Promise<string> {
  const row = await db.read
    .selectFrom('requests')
    .select('id')
    .where('from_id', '=', id)
    .orderBy('sent_at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst();
  return row?.id ?? '';
}

async function lastPlace({ db }: TestRuntime, { id }: Viewer): Promise<string> {
  const row = await db.read
    .selectFrom('waiting_places')
    .select('id')
    .where('member_id', '=', id)
    .orderBy('joined_at', 'desc')
    .orderBy('id', 'desc')
    .executeTakeFirst();
  return row?.id ?? '';
}

const endings = ['accepted', 'declined', 'withdrawn', 'passed_on', 'expired'];

/** What must be true after every step, once what was due has run. */
async function check(world: World, capacityWas: number): Promise<void> {
  const { runtime } = world;
  const { read } = runtime.db;
  const now = runtime.clock.now();
  const requests = await read.selectFrom('requests').selectAll().execute();
  const places = await read.selectFrom('waiting_places').selectAll().execute();
  const pairings = await read.selectFrom('pairings').select(['state', 'pair_key']).execute();
  const changes = await read.selectFrom('request_changes').selectAll().execute();
  const clocks = await read
    .selectFrom('jobs')
    .select('job_key')
    .where('done_at', 'is', null)
    .execute();
  const { held, capacity } = await read
    .selectFrom('offers')
    .select(['held', 'capacity'])
    .executeTakeFirstOrThrow();
  const ticking = new Set(clocks.map(({ job_key }) => job_key));
  const open = requests.filter(({ state }) => state === 'open');
  const offered = places.filter(({ state }) => state === 'offered');
  const living = pairings.filter(({ state }) => state !== 'wrapped_up');

  // Every place that is taken is taken by somebody, and by one.
  const holding = open.filter(({ holds_place }) => holds_place === 1);
  expect(held).toBe(living.length + holding.length + offered.length);
  if (capacity < capacityWas) world.mostHeld = held;
  expect(held).toBeLessThanOrEqual(Math.max(capacity, world.mostHeld));
  world.mostHeld = Math.min(world.mostHeld, held);
  expect(new Set(living.map(({ pair_key }) => pair_key)).size).toBe(living.length);

  // Everything that waits has an end ahead and a clock that will bring it.
  for (const { id, due_at, latest_at } of open) {
    expect(due_at).toBeGreaterThan(now);
    expect(due_at).toBeLessThanOrEqual(latest_at);
    expect(ticking).toContain(id);
  }
  for (const { id, offer_ends_at } of offered) {
    expect(offer_ends_at).toBeGreaterThan(now);
    expect(ticking).toContain(id);
  }

  // Everything that ended did so once.
  for (const { id, state, holds_place, ended_at } of requests) {
    const ends = changes.filter((row) => row.request_id === id && endings.includes(row.state));
    expect(ends.map((row) => row.state)).toEqual(state === 'open' ? [] : [state]);
    if (state === 'open') continue;
    expect(holds_place).toBe(0);
    expect(ended_at).not.toBeNull();
  }
}

async function emptied({ db }: TestRuntime): Promise<void> {
  await db.transact(async (tx) => {
    const tables = ['pairings', 'waiting_places', 'requests', 'conversations', 'jobs'] as const;
    for (const table of tables) await tx.deleteFrom(table).execute();
    await tx.updateTable('offers').set({ held: 0, capacity: 1 }).execute();
  });
}

eachEngine('any history of notes to Ana', (freshDatabase) => {
  it(
    'C5: keeps every place true and brings every note to its end',
    { timeout: 240_000 },
    async () => {
      const db = await freshDatabase();
      const runtime = testRuntime(db);
      await foundCommunity(runtime, { tick_days: 365 });
      const joined_at = runtime.clock.now() - 100 * day;
      const ana = await addMember(runtime, { name: 'Ana', offer: {} });
      const people: Viewer[] = [];
      for (const name of ['Ben', 'Cy', 'Dee', 'Eli'])
        people.push(await addMember(runtime, { name, joined_at }));
      await fc.assert(
        fc.asyncProperty(
          fc.array(aStep, { minLength: 20, maxLength: 40, size: 'max' }),
          async (steps) => {
            await emptied(runtime);
            await tickBox(runtime, { memberId: ana.id });
            const world: World = { runtime, ana, people, mostHeld: 0 };
            for (const step of steps) {
              const { capacity } = await db.read
                .selectFrom('offers')
                .select('capacity')
                .executeTakeFirstOrThrow();
              await take(world, step);
              await settle(runtime);
              await check(world, capacity);
            }
            runtime.clock.pass(40 * day);
            await settle(runtime);
            const open = db.read.selectFrom('requests').select('id').where('state', '=', 'open');
            expect(await open.execute()).toEqual([]);
          },
        ),
        { numRuns: db.engine === 'sqlite' ? 100 : 10 },
      );
    },
  );
});
