import { expect, it } from 'vitest';
import type { Insertable } from 'kysely';
import { untickBox } from '#domain/members/ticks.commands.server.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import { day } from '#lib/duration.ts';
import { makeId } from '#lib/ids.ts';
import type { Database } from '#platform/db/database.server.ts';
import type { Tables } from '#platform/db/tables.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { howMany } from '#tests/chance.ts';
import { addMember, foundCommunity } from '#tests/factories.ts';
import { goodNote, settle } from '#tests/notes.ts';
import { testRuntime, type TestRuntime } from '#tests/runtime.ts';
import { acceptRequest, declineRequest, withdrawRequest } from './answer-note.commands.server.ts';
import { writeNote } from './note.ts';
import { sentRequest } from './request.ts';
import { sendRequest } from './send-note.commands.server.ts';
import { requestClockTask } from './request.tasks.server.ts';

const rounds = howMany({ test: 30, soak: 200 });
const crowd = 50;
/**
 * PostgreSQL lets all fifty try at once and sends the losers back, some two seconds a round on a small
 * machine: there every fortieth round is a whole crowd and the others are five people. `FULL_RACE=1`
 * makes all of them whole.
 */
const wholeCrowdEvery = process.env['FULL_RACE'] === '1' ? 1 : 40;
const aFew = 5;

const crowdIn = (db: Database, round: number): number =>
  db.engine === 'sqlite' || round % wholeCrowdEvery === 0 ? crowd : aFew;

type Rows<Table extends keyof Tables> = Insertable<Tables[Table]>[];

/** Fifty people whose notes lie open with one mentor, written in a few statements. */
async function crowdAround(
  { db, random, clock }: TestRuntime,
  { mentor, people }: { mentor: Viewer; people: readonly Viewer[] },
): Promise<string[]> {
  const now = clock.now();
  const conversations: Rows<'conversations'> = [];
  const requests: Rows<'requests'> = [];
  for (const { id: from_id } of people) {
    const conversation_id = makeId(now, random);
    conversations.push({ id: conversation_id, created_at: now, closed_at: null });
    const { sentAt, remindAt, dueAt, latestAt } = sentRequest({
      replyDays: 3,
      holdsPlace: false,
      now,
    });
    requests.push({
      id: makeId(now, random),
      from_id,
      to_id: mentor.id,
      pair_key: [from_id, mentor.id].toSorted().join(' '),
      state: 'open',
      note: writeNote(goodNote),
      terms: '{"kind":"free","amount":null,"currency":"","note":"","firstChatFree":false}',
      conversation_id,
      sent_at: sentAt,
      remind_at: remindAt,
      due_at: dueAt,
      latest_at: latestAt,
    });
  }
  await db.transact(async (tx) => {
    await tx.insertInto('conversations').values(conversations).execute();
    await tx.insertInto('requests').values(requests).execute();
  });
  return requests.map(({ id }) => id);
}

/** Leaves the people and takes everything else away, so that a round costs no new database. */
const clear = ({ db }: TestRuntime) =>
  db.transact(async (tx) => {
    for (const table of [
      'pairings',
      'waiting_places',
      'requests',
      'conversations',
      'jobs',
    ] as const)
      await tx.deleteFrom(table).execute();
    await tx.updateTable('offers').set({ held: 0 }).execute();
  });

async function crowdedWorld(db: Database) {
  const runtime = testRuntime(db);
  await foundCommunity(runtime);
  const mentor = await addMember(runtime, { name: 'Ana', offer: { capacity: 1 } });
  const people = [];
  for (let i = 0; i < crowd; i++) people.push(await addMember(runtime, { name: `Ben ${i}` }));
  return { runtime, mentor, people };
}

eachEngine('everybody at once', (freshDatabase) => {
  it(
    `fault 12: of ${crowd} who race for Ana’s last place one gets it and the others are on her waiting list, ${rounds} times`,
    { timeout: 1_200_000 },
    async () => {
      const { runtime, mentor, people } = await crowdedWorld(await freshDatabase());
      const { read } = runtime.db;
      for (let round = 0; round < rounds; round++) {
        const count = crowdIn(runtime.db, round);
        const ids = await crowdAround(runtime, { mentor, people: people.slice(0, count) });
        const answers = await Promise.all(
          ids.map((requestId) =>
            acceptRequest(runtime, { actor: mentor, requestId, chatAt: null, reply: '' }),
          ),
        );
        expect(answers.filter((answer) => 'pairingId' in answer)).toHaveLength(1);
        expect(answers.filter((answer) => 'waitingPlaceId' in answer)).toHaveLength(count - 1);
        const pairings = await read.selectFrom('pairings').select('mentee_id').execute();
        const line = await read
          .selectFrom('waiting_places')
          .select(['member_id', 'joined_at', 'id'])
          .where('state', '=', 'waiting')
          .execute();
        const everybody = [
          ...pairings.map((row) => row.mentee_id),
          ...line.map((row) => row.member_id),
        ];
        expect(pairings).toHaveLength(1);
        expect(new Set(everybody).size).toBe(count);
        expect(new Set(line.map((row) => `${row.joined_at} ${row.id}`)).size).toBe(count - 1);
        const { held } = await read.selectFrom('offers').select('held').executeTakeFirstOrThrow();
        expect(held).toBe(1);
        await clear(runtime);
      }
    },
  );

  it('fault 12: of a yes, a no, a withdrawal and the end of the week exactly one comes first', async () => {
    const { runtime, mentor, people } = await crowdedWorld(await freshDatabase());
    const ben = people[0];
    if (ben === undefined) throw new Error('people were added');
    // The worker's clock is a moment ahead of the people's: the week is just over there.
    const worker = testRuntime(runtime.db, runtime.clock.now() + 7 * day);
    const winners = new Set<string>();
    for (let round = 0; round < 40; round++) {
      const [requestId = ''] = await crowdAround(runtime, { mentor, people: [ben] });
      await requestClockTask.restart(runtime);
      const verbs = [
        () => acceptRequest(runtime, { actor: mentor, requestId, chatAt: null, reply: '' }),
        () => withdrawRequest(runtime, { actor: ben, requestId }),
        () => declineRequest(runtime, { actor: mentor, requestId, reply: '' }),
        () => untickBox(runtime, { memberId: mentor.id }),
        ...(round % 2 === 0 ? [() => settle(worker)] : []),
      ];
      const first = round % verbs.length;
      const inTurn = [...verbs.slice(first), ...verbs.slice(0, first)];
      const answers = await Promise.all(inTurn.map((verb) => verb()));
      const named = answers.filter((answer) => typeof answer === 'object' && 'outcome' in answer);
      await settle(worker);
      const facts = await whatBecameOf(runtime, requestId);
      winners.add(facts.state);
      const wins = named.filter(({ outcome }) => outcome === 'done').length;
      expect(wins).toBe(facts.state === 'expired' ? 0 : 1);
      for (const answer of named) {
        if (answer.outcome === 'refused') expect(answer.code).toBe(`already_${facts.state}`);
      }
      const isYes = facts.state === 'accepted';
      expect(facts).toMatchObject({ held: isYes ? 1 : 0, pairings: isYes ? 1 : 0, changes: 1 });
      expect(facts.isClosed).toBe(!isYes);
      await clear(runtime);
    }
    expect(winners.size).toBeGreaterThan(1);
  });

  it('fault 12: a note sent while Ana unticks her box is there whole or not at all', async () => {
    const { runtime, mentor, people } = await crowdedWorld(await freshDatabase());
    const sent = await Promise.all([
      ...people
        .slice(0, 5)
        .map((actor) => sendRequest(runtime, { actor, mentorId: mentor.id, note: goodNote })),
      untickBox(runtime, { memberId: mentor.id }),
      ...people
        .slice(5, 10)
        .map((actor) => sendRequest(runtime, { actor, mentorId: mentor.id, note: goodNote })),
    ]);
    const answers = sent.filter((answer) => answer !== undefined);
    const { read } = runtime.db;
    const requests = await read.selectFrom('requests').select('id').execute();
    expect(answers.filter(({ outcome }) => outcome === 'done')).toHaveLength(requests.length);
    for (const answer of answers) {
      if (answer.outcome === 'refused') expect(answer.code).toBe('not_available');
    }
  });
});

async function whatBecameOf({ db }: TestRuntime, requestId: string) {
  const request = await db.read
    .selectFrom('requests')
    .innerJoin('conversations', 'conversations.id', 'requests.conversation_id')
    .select(['requests.state', 'conversations.closed_at'])
    .where('requests.id', '=', requestId)
    .executeTakeFirstOrThrow();
  const { held } = await db.read.selectFrom('offers').select('held').executeTakeFirstOrThrow();
  const pairings = await db.read.selectFrom('pairings').select('id').execute();
  const changes = await db.read.selectFrom('request_changes').select('id').execute();
  return {
    state: request.state,
    isClosed: request.closed_at !== null,
    held,
    pairings: pairings.length,
    changes: changes.length,
  };
}
