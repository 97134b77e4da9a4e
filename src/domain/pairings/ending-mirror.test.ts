/**
 * An ending has no author. Random histories are lived three times, the same to the last
 * random byte, and end at the same instant in three ways: Ana wraps up, Ben wraps up, or the date
 * passes in silence. Afterwards the three databases are compared, and all that either can read.
 */
import { expect, it } from 'vitest';
import { addMessage } from '#domain/conversations/conversations.commands.server.ts';
import { conversationOf, unreadOf } from '#domain/conversations/conversations.queries.server.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import { inAct } from '#platform/act.server.ts';
import type { Database } from '#platform/db/database.server.ts';
import { hour, day } from '#lib/duration.ts';
import type { Random } from '#lib/random.ts';
import { eachEngine, type FreshDatabase } from '#tests/both-databases.ts';
import { howMany } from '#tests/chance.ts';
import { addMember, foundCommunity } from '#tests/factories.ts';
import { beginPairing, runPairingClock } from '#tests/pairings.ts';
import { testRuntime, type TestRuntime } from '#tests/runtime.ts';
import { type AgreementLines, firstLines, rhythms, ways } from './agreement.ts';
import { okAgreement, suggestAgreement, suggestCalmer } from './agreements.commands.server.ts';
import { agreementOf } from './agreements.queries.server.ts';
import { shareContact } from './contacts.commands.server.ts';
import { contactsOf } from './contacts.queries.server.ts';
import { addGoal } from './goals.commands.server.ts';
import { goalsOf } from './goals.queries.server.ts';
import { suggestNext } from '#domain/hand-offs/hand-offs.commands.server.ts';
import { handOffsOf } from '#domain/hand-offs/hand-offs.queries.server.ts';
import { readPairing } from './pairing-store.queries.server.ts';
import { answerAfterChat, answerRenewal, sayWeChatted } from './private-answers.commands.server.ts';
import { type Answer, nextDueAt, nextPairingStep, type PairingKind } from './pairing.ts';
import { leaveThanks } from './last-words.commands.server.ts';
import { lastWordsOf, thanksFor } from './last-words.queries.server.ts';
import { findPairing, pairingsOf } from './pairings.queries.server.ts';
import { rest, wake } from './pairing-rest.commands.server.ts';
import { wrapUp } from './ending.commands.server.ts';
import fc from '#tests/fast-check.ts';

/** PostgreSQL is asked less often: what it could do otherwise does not depend on the history. */
const histories = {
  sqlite: howMany({ test: 80, soak: 500 }),
  postgres: howMany({ test: 15, soak: 25 }),
};
const couples = 50;

type Way = 'ana' | 'ben' | 'silence';

/** Something one of the two does, or time passing; `pass` is in hours. */
type Deed =
  | { do: 'pass'; hours: number }
  | { do: 'answer'; who: 0 | 1; says: Answer }
  | { do: 'suggest'; who: 0 | 1; lines: AgreementLines }
  | { do: 'rest'; who: 0 | 1; days: number }
  | { do: 'chatted' | 'ok' | 'calmer' | 'wake' | 'goal' | 'contact' | 'write'; who: 0 | 1 }
  | { do: 'thank' | 'name'; who: 0 | 1 };

interface History {
  kind: PairingKind;
  chatDays: number | null;
  deeds: Deed[];
}

const who = fc.constantFrom<0 | 1>(0, 1);
const free = firstLines({
  kind: 'free',
  amount: null,
  currency: '',
  note: '',
  firstChatFree: false,
});
const lines: fc.Arbitrary<AgreementLines> = fc
  .record({
    every: fc.constantFrom(...rhythms),
    way: fc.constantFrom(...ways),
    months: fc.constantFrom(1, 3, 6, null),
  })
  .map(({ every, way, months }) => ({
    ...free,
    rhythm: { every, minutes: 45, way },
    reviewAfterMonths: months,
  }));
const deed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('pass' as const), hours: fc.nat(700) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('answer' as const),
      who,
      says: fc.constantFrom<Answer>('yes', 'yes', 'no'),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('suggest' as const), who, lines }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('rest' as const),
      who,
      days: fc.integer({ min: 1, max: 60 }),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom('chatted', 'ok', 'calmer', 'wake', 'goal', 'contact', 'write'),
      who,
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('thank', 'name'), who }) },
);
const history: fc.Arbitrary<History> = fc.record({
  kind: fc.constantFrom<PairingKind>('mentoring', 'swap'),
  chatDays: fc.option(fc.nat(10)),
  deeds: fc.array(deed, { minLength: 2, maxLength: 9 }),
});

/** Random bytes that come the same each time. */
function repeatable(seed: number): Random {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % 256;
  };
  return { bytes: (count) => Uint8Array.from({ length: count }, next) };
}

interface World {
  runtime: TestRuntime;
  people: [Viewer, Viewer][];
  third: Viewer;
}

async function openWorld(db: Database): Promise<World> {
  const runtime = { ...testRuntime(db), random: repeatable(7) };
  await foundCommunity(runtime);
  const people: [Viewer, Viewer][] = [];
  for (let each = 0; each < couples; each++) {
    const ana = await addMember(runtime, { name: `Ana ${each}`, offer: { capacity: 1 } });
    people.push([ana, await addMember(runtime, { name: `Ben ${each}` })]);
  }
  return { runtime, people, third: await addMember(runtime, { name: 'Eli', offer: {} }) };
}

/** Lives one history up to its end and returns all that the two can read then. */
async function live(world: World, { at, of, way }: { at: number; of: History; way: Way }) {
  const { runtime } = world;
  runtime.clock.set(Date.UTC(2027, 0, 1) + at * 4 * 366 * day);
  const pair = world.people[at % couples];
  if (pair === undefined) throw new Error('nobody there');
  const [mentor, mentee] = pair;
  const chatAt = of.chatDays === null ? null : runtime.clock.now() + of.chatDays * day;
  const pairingId = await beginPairing(runtime, { mentor, mentee, kind: of.kind, chatAt });
  for (const each of of.deeds) await perform(world, { deed: each, pair, pairingId });
  await waitForTheEnd(runtime, pairingId);
  if (way === 'silence') await runPairingClock(runtime, pairingId);
  else await wrapUp(runtime, { actor: way === 'ana' ? mentor : mentee, pairingId });
  return readable(runtime, { pair, pairingId });
}

async function perform(
  { runtime, third }: World,
  { deed, pair, pairingId }: { deed: Deed; pair: [Viewer, Viewer]; pairingId: string },
): Promise<void> {
  if (deed.do === 'pass') return passUpTo(runtime, { pairingId, hours: deed.hours });
  const actor = pair[deed.who];
  const saying = { actor, pairingId };
  const pairing = await readPairing(runtime.db.read, pairingId);
  if (pairing === undefined) return;
  const now = runtime.clock.now();
  switch (deed.do) {
    case 'answer':
      if (pairing.state === 'going') await answerRenewal(runtime, { ...saying, says: deed.says });
      else await answerAfterChat(runtime, { ...saying, says: deed.says });
      return;
    case 'suggest':
      return void (await suggestAgreement(runtime, { ...saying, lines: deed.lines }));
    case 'ok': {
      const page = await agreementOf(runtime.db.read, { pairingId, viewerId: actor.id });
      const agreementId = page?.suggested?.id;
      if (agreementId !== undefined) await okAgreement(runtime, { ...saying, agreementId });
      return;
    }
    case 'calmer':
      return void (await inAct(runtime, (act) =>
        suggestCalmer(act, { pairingId, preOkBy: actor.id }),
      ));
    case 'rest':
      return void (await rest(runtime, { ...saying, until: now + deed.days * day }));
    case 'wake':
      return void (await wake(runtime, saying));
    case 'chatted':
      return void (await sayWeChatted(runtime, saying));
    case 'goal':
      return void (await addGoal(runtime, { ...saying, forId: actor.id, words: 'Ten tests' }));
    case 'contact':
      return void (await shareContact(runtime, { ...saying, label: 'Phone', value: `${now}` }));
    case 'write':
      return void (await inAct(runtime, (act) =>
        addMessage(act, {
          conversationId: pairing.conversationId,
          fromId: actor.id,
          body: 'Hello',
        }),
      ));
    case 'thank':
      return void (await leaveThanks(runtime, { ...saying, words: 'Thank you' }));
    case 'name':
      return void (await suggestNext(runtime, { ...saying, toId: third.id, words: '' }));
  }
}

/** Hours pass, and the clock does what is due at its time; short of what would end it. */
async function passUpTo(
  runtime: TestRuntime,
  { pairingId, hours }: { pairingId: string; hours: number },
): Promise<void> {
  const end = runtime.clock.now() + hours * hour;
  for (;;) {
    const { due, isLast } = await nextFor(runtime, pairingId);
    if (due > end || isLast) break;
    runtime.clock.set(Math.max(due, runtime.clock.now()));
    await runPairingClock(runtime, pairingId);
  }
  const { due, isLast } = await nextFor(runtime, pairingId);
  runtime.clock.set(isLast ? Math.min(end, Math.max(due - 1, runtime.clock.now())) : end);
}

/** Everything happens but the last; the clock then stands at the instant at which it ends. */
async function waitForTheEnd(runtime: TestRuntime, pairingId: string): Promise<void> {
  for (;;) {
    const { due, isLast } = await nextFor(runtime, pairingId);
    runtime.clock.set(Math.max(due, runtime.clock.now()));
    if (isLast) return;
    await runPairingClock(runtime, pairingId);
  }
}

async function nextFor(runtime: TestRuntime, pairingId: string) {
  const pairing = await readPairing(runtime.db.read, pairingId);
  if (pairing === undefined) throw new Error('no pairing');
  const due = nextDueAt(pairing) ?? Infinity;
  return { due, isLast: nextPairingStep(pairing, due).step === 'wrap_up' };
}

/** Everything either of the two can ask for, later on the same day. */
async function readable(
  { db, clock }: TestRuntime,
  { pair, pairingId }: { pair: [Viewer, Viewer]; pairingId: string },
) {
  const seen = [];
  for (const { id: viewerId } of pair) {
    const asking = { pairingId, viewerId };
    const page = await findPairing(db.read, { ...asking, now: clock.now() + hour });
    const conversationId = page?.conversationId ?? '';
    seen.push({
      page,
      list: await pairingsOf(db.read, { viewerId, now: clock.now() }),
      agreement: await agreementOf(db.read, asking),
      goals: await goalsOf(db.read, asking),
      contacts: await contactsOf(db.read, asking),
      partings: await lastWordsOf(db.read, asking),
      thanks: await thanksFor(db.read, { memberId: viewerId }),
      handOffs: await handOffsOf(db.read, asking),
      conversation: await conversationOf(db.read, { conversationId, viewerId }),
      unread: [...(await unreadOf(db.read, viewerId))],
    });
  }
  return JSON.stringify(seen);
}

/** Every row of every table, but for the list of migrations. */
async function everyRow(db: Database): Promise<Map<string, string[]>> {
  const tables = (await db.read.introspection.getTables()).map(({ name }) => name);
  const rows = new Map<string, string[]>();
  for (const table of tables.filter((name) => name !== 'migrations').toSorted()) {
    const all = await db.read
      .selectFrom(table as 'pairings')
      .selectAll()
      .execute();
    rows.set(table, all.map((row) => JSON.stringify(row)).toSorted());
  }
  return rows;
}

async function liveAll(freshDatabase: FreshDatabase, way: Way) {
  const world = await openWorld(await freshDatabase());
  const samples = fc.sample(history, {
    numRuns: histories[world.runtime.db.engine],
    seed: 18_112_026,
  });
  const seen: string[] = [];
  for (const [at, of] of samples.entries()) seen.push(await live(world, { at, of, way }));
  return { seen, engine: world.runtime.db.engine, rows: await everyRow(world.runtime.db) };
}

eachEngine('the mirror of endings', (freshDatabase) => {
  it('E6: shows and keeps the same to the last byte whether Ana ended it, Ben did, or nobody', async () => {
    const ana = await liveAll(freshDatabase, 'ana');
    const ben = await liveAll(freshDatabase, 'ben');
    const silence = await liveAll(freshDatabase, 'silence');

    const differences = ana.seen.filter(
      (seen, at) => seen !== ben.seen[at] || seen !== silence.seen[at],
    );
    expect(differences).toEqual([]);
    // No column anywhere holds who it was, for there is no row in which the three differ.
    expect(ben.rows).toEqual(ana.rows);
    expect(silence.rows).toEqual(ana.rows);
    expect(ana.seen.filter((seen) => seen.includes('"state":"wrapped_up"'))).toHaveLength(
      histories[ana.engine],
    );
    expect(ana.rows.get('pairing_answers')).toEqual([]);
  });
});
