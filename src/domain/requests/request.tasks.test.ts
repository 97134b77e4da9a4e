import { expect, it } from 'vitest';
import { inAct } from '#platform/act.server.ts';
import { day, hour } from '#lib/duration.ts';
import type { Database } from '#platform/db/database.server.ts';
import { confirmFromLetter, stillAroundToken } from '#domain/members/ticks.commands.server.ts';
import { tickOf } from '#domain/members/ticks.queries.server.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { addMember, foundCommunity } from '#tests/factories.ts';
import { goodNote, noteFrom, settle } from '#tests/notes.ts';
import { testRuntime, type TestRuntime } from '#tests/runtime.ts';
import { askFirst, declineRequest, replyToRequest } from './answer-note.commands.server.ts';
import { endOpenRequestsBetween } from './end-requests-between.commands.server.ts';
import { findRequest, notesOf } from './requests.queries.server.ts';
import { offerMissedPlaces, requestClockTask, waitingClockTask } from './request.tasks.server.ts';
import { joinWaitingList } from './waiting-list.commands.server.ts';

async function guild(db: Database) {
  const runtime = testRuntime(db);
  await foundCommunity(runtime);
  const dee = await addMember(runtime, { name: 'Dee', offer: { capacity: 9, reply_days: 3 } });
  const ben = await addMember(runtime, { name: 'Ben' });
  const cy = await addMember(runtime, { name: 'Cy' });
  const requestId = await noteFrom(runtime, { from: ben, to: dee });
  await settle(runtime);
  return { runtime, dee, ben, cy, requestId };
}

const page = (runtime: TestRuntime, { requestId, viewer }: { requestId: string; viewer: Viewer }) =>
  findRequest(runtime.db.read, { requestId, viewerId: viewer.id, now: runtime.clock.now() });

const isOnList = async ({ db }: TestRuntime, { id }: Viewer) =>
  (await tickOf(db.read, id)).availableAt !== null;

const waitingJobs = ({ db }: TestRuntime) =>
  db.read
    .selectFrom('jobs')
    .select(['kind', 'due_at'])
    .where('done_at', 'is', null)
    .orderBy('due_at')
    .execute();

/** What the server does for notes and waiting lists when it starts. */
async function startAgain(runtime: TestRuntime): Promise<void> {
  await requestClockTask.restart(runtime);
  await waitingClockTask.restart(runtime);
  await offerMissedPlaces(runtime);
}

eachEngine('a note that Dee never answers', (freshDatabase) => {
  it('is brought up once after the time she promised, and ends after a week', async () => {
    const { runtime, dee, ben, requestId } = await guild(await freshDatabase());
    runtime.clock.pass(3 * day - 1);
    expect(await settle(runtime)).toEqual([]);
    runtime.clock.pass(1);
    expect(await settle(runtime)).toEqual(['RequestReminded']);
    expect(await page(runtime, { requestId, viewer: ben })).toMatchObject({
      state: 'open',
      remindedAt: runtime.clock.now(),
    });
    runtime.clock.pass(4 * day - 1);
    expect(await settle(runtime)).toEqual([]);
    runtime.clock.pass(1);
    expect(await page(runtime, { requestId, viewer: dee })).toMatchObject({ state: 'expired' });
    expect(await declineRequest(runtime, { actor: dee, requestId, reply: '' })).toMatchObject({
      code: 'already_expired',
    });
    expect(await settle(runtime)).toEqual(['RequestExpired']);
    expect(await waitingJobs(runtime)).toEqual([]);
    const looking = { viewerId: ben.id, now: runtime.clock.now() };
    expect((await notesOf(runtime.db.read, looking)).fromYou).toMatchObject([
      { id: requestId, state: 'expired', endedAt: runtime.clock.now() },
    ]);
    expect(await isOnList(runtime, dee)).toBe(true);
  });

  it('fault 9: just ends after a week in which nothing ran, without the reminder of old', async () => {
    const { runtime } = await guild(await freshDatabase());
    runtime.clock.pass(8 * day);
    expect(await settle(runtime)).toEqual(['RequestExpired']);
    expect(await waitingJobs(runtime)).toEqual([]);
  });

  it('fault 9: is brought up once, however often the clock jumps back and forth', async () => {
    const { runtime } = await guild(await freshDatabase());
    const events = [];
    for (const jump of [3 * day, -2 * hour, 2 * hour, -2 * day, 2 * day, hour]) {
      runtime.clock.pass(jump);
      events.push(...(await settle(runtime)));
    }
    expect(events).toEqual(['RequestReminded']);
  });

  it('brings nothing up while it is Ben’s turn, and lets an exchange last four weeks at most', async () => {
    const { runtime, dee, ben, requestId } = await guild(await freshDatabase());
    const sentAt = runtime.clock.now();
    const words = 'Which version?';
    runtime.clock.pass(2 * day);
    await askFirst(runtime, { actor: dee, requestId, words });
    runtime.clock.pass(6 * day);
    expect(await settle(runtime)).toEqual(['RequestAskedFirst']);
    await replyToRequest(runtime, { actor: ben, requestId, words });
    runtime.clock.pass(3 * day);
    expect(await settle(runtime)).toEqual(['RequestReplied', 'RequestReminded']);
    for (let i = 0; i < 5; i++) {
      runtime.clock.pass(3 * day);
      await askFirst(runtime, { actor: dee, requestId, words });
      await settle(runtime);
    }
    expect(runtime.clock.now()).toBe(sentAt + 26 * day);
    expect(await page(runtime, { requestId, viewer: ben })).toMatchObject({
      dueAt: sentAt + 28 * day,
    });
    runtime.clock.pass(2 * day);
    expect(await settle(runtime)).toEqual(['RequestExpired']);
    expect(await isOnList(runtime, dee)).toBe(true);
  });

  it('asks after the second in a row whether Dee is still around, and her link brings her back', async () => {
    const { runtime, dee, cy } = await guild(await freshDatabase());
    runtime.clock.pass(day);
    const { confirmedAt } = await tickOf(runtime.db.read, dee.id);
    await noteFrom(runtime, { from: cy, to: dee });
    runtime.clock.pass(8 * day);
    expect((await settle(runtime)).toSorted()).toEqual([
      'RequestExpired',
      'RequestExpired',
      'RequestSent',
      'TickQuestioned',
    ]);
    expect(await isOnList(runtime, dee)).toBe(false);
    const token = stillAroundToken(runtime.secret, {
      memberId: dee.id,
      confirmedAt: confirmedAt ?? 0,
    });
    await confirmFromLetter(runtime, { token });
    expect(await isOnList(runtime, dee)).toBe(true);
    await noteFrom(runtime, { from: cy, to: dee });
    runtime.clock.pass(8 * day);
    await settle(runtime);
    expect(await isOnList(runtime, dee)).toBe(true);
  });

  it('counts no silence that Dee broke in between, nor one that a block cut short', async () => {
    const { runtime, dee, ben, cy } = await guild(await freshDatabase());
    const eli = await addMember(runtime, { name: 'Eli' });
    runtime.clock.pass(7 * day);
    await settle(runtime);
    const requestId = await noteFrom(runtime, { from: cy, to: dee });
    await declineRequest(runtime, { actor: dee, requestId, reply: '' });
    await noteFrom(runtime, { from: eli, to: dee });
    await noteFrom(runtime, { from: ben, to: dee });
    await inAct(runtime, (act) =>
      endOpenRequestsBetween(act, { memberId: dee.id, otherId: ben.id }),
    );
    runtime.clock.pass(7 * day);
    await settle(runtime);
    expect(await isOnList(runtime, dee)).toBe(true);
  });

  it('has its clock set again after a start on a copy whose jobs were lost', async () => {
    const { runtime, dee, cy } = await guild(await freshDatabase());
    await runtime.db.transact(async (tx) => {
      await tx.deleteFrom('jobs').execute();
      await tx.updateTable('offers').set({ capacity: 1, held: 1 }).execute();
    });
    await joinWaitingList(runtime, { actor: cy, mentorId: dee.id, note: goodNote });
    await runtime.db.transact((tx) => tx.updateTable('offers').set({ held: 0 }).execute());
    await startAgain(runtime);
    await startAgain(runtime);
    expect(await settle(runtime)).toEqual(['PutOnWaitingList', 'PlaceOffered']);
    await runtime.db.transact((tx) => tx.deleteFrom('jobs').execute());
    await startAgain(runtime);
    const now = runtime.clock.now();
    expect(await waitingJobs(runtime)).toEqual([
      { kind: 'request-clock', due_at: now + 3 * day },
      { kind: 'waiting-clock', due_at: now + 3 * day },
    ]);
  });
});

eachEngine('a block between Ben and Dee', (freshDatabase) => {
  it('E3: ends their note and their waiting without a word, and hides the note from both', async () => {
    const { runtime, dee, ben, cy, requestId } = await guild(await freshDatabase());
    await runtime.db.transact((tx) =>
      tx.updateTable('offers').set({ capacity: 1, held: 1 }).execute(),
    );
    await joinWaitingList(runtime, { actor: cy, mentorId: dee.id, note: goodNote });
    await runtime.db.transact((tx) => tx.updateTable('offers').set({ held: 0 }).execute());
    await startAgain(runtime);
    await settle(runtime);
    const now = runtime.clock.now();
    await inAct(runtime, async (act) => {
      for (const memberId of [ben.id, cy.id]) {
        await endOpenRequestsBetween(act, { memberId, otherId: dee.id });
        await act.tx
          .insertInto('blocks')
          .values({ member_id: memberId, other_id: dee.id, since: now })
          .execute();
      }
    });
    expect(await settle(runtime)).toEqual([]);
    for (const viewer of [ben, dee]) {
      expect(await page(runtime, { requestId, viewer })).toBeUndefined();
      const notes = await notesOf(runtime.db.read, { viewerId: viewer.id, now });
      expect(notes).toEqual({ toYou: [], fromYou: [], waiting: [] });
    }
    expect(await declineRequest(runtime, { actor: dee, requestId, reply: '' })).toMatchObject({
      code: 'not_found',
    });
    const changes = await runtime.db.read
      .selectFrom('request_changes')
      .select('by_id')
      .where('state', '=', 'expired')
      .execute();
    expect(changes).toEqual([{ by_id: null }]);
    const offer = await runtime.db.read.selectFrom('offers').select('held').executeTakeFirst();
    expect(offer?.held).toBe(0);
    expect(await waitingJobs(runtime)).toEqual([]);
  });
});
