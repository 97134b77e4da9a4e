import { expect, it } from 'vitest';
import { inAct } from '#platform/act.server.ts';
import { day, minute } from '#lib/duration.ts';
import type { Database } from '#platform/db/database.server.ts';
import { tickBox, untickBox } from '#domain/members/ticks.commands.server.ts';
import { freePlace } from '#domain/members/capacity.commands.server.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { addMember, foundCommunity } from '#tests/factories.ts';
import { goodNote, noteFrom, settle } from '#tests/notes.ts';
import { testRuntime, type TestRuntime } from '#tests/runtime.ts';
import { acceptRequest, declineRequest, withdrawRequest } from './answer-note.commands.server.ts';
import { findRequest, notesOf } from './requests.queries.server.ts';
import { sendRequest } from './send-note.commands.server.ts';
import {
  answerPlaceOffer,
  joinWaitingList,
  leaveWaitingList,
} from './waiting-list.commands.server.ts';
import { waitingPlace } from './waiting-list.queries.server.ts';

/** Ana has room for one, and it is taken. */
async function fullMentor(db: Database) {
  const runtime = testRuntime(db);
  await foundCommunity(runtime);
  const ana = await addMember(runtime, { name: 'Ana', offer: { capacity: 1, held: 1 } });
  const join = async (name: string) => {
    runtime.clock.pass(minute);
    const actor = await addMember(runtime, { name });
    const joined = await joinWaitingList(runtime, { actor, mentorId: ana.id, note: goodNote });
    if (joined.outcome === 'refused') throw new Error(joined.code);
    return { actor, waitingPlaceId: joined.waitingPlaceId };
  };
  const free = async () => {
    await inAct(runtime, (act) => freePlace(act, { memberId: ana.id }));
    return settle(runtime);
  };
  return { runtime, ana, join, free };
}

const look = (
  runtime: TestRuntime,
  { actor, waitingPlaceId }: { actor: Viewer; waitingPlaceId: string },
) =>
  waitingPlace(runtime.db.read, { waitingPlaceId, viewerId: actor.id, now: runtime.clock.now() });

const held = async ({ db }: TestRuntime) =>
  (await db.read.selectFrom('offers').select('held').executeTakeFirstOrThrow()).held;

eachEngine('Ana’s waiting list', (freshDatabase) => {
  it('says who is next, and for about how long they may wait', async () => {
    const { runtime, ana, join } = await fullMentor(await freshDatabase());
    const [ben, cy] = [await join('Ben'), await join('Cy')];
    expect(await look(runtime, ben)).toMatchObject({
      position: 1,
      state: 'waiting',
      promised: false,
      estimateWeeks: null,
      note: goodNote,
      mentor: { name: 'Ana' },
    });
    expect(await look(runtime, cy)).toMatchObject({ position: 2 });
    expect(await look(runtime, { ...cy, actor: ben.actor })).toBeUndefined();
    expect(await look(runtime, { ...cy, actor: ana })).toBeUndefined();
    const looking = { viewerId: cy.actor.id, now: runtime.clock.now() };
    expect((await notesOf(runtime.db.read, looking)).waiting).toMatchObject([
      { id: cy.waitingPlaceId, position: 2 },
    ]);
    await leaveWaitingList(runtime, ben);
    expect(await look(runtime, cy)).toMatchObject({ position: 1 });
    expect(await look(runtime, ben)).toMatchObject({ position: 0, state: 'let_go' });
  });

  it('counts the weeks from the review dates of the pairings that run now', async () => {
    const { runtime, ana, join } = await fullMentor(await freshDatabase());
    const ben = await join('Ben');
    const dee = await addMember(runtime, { name: 'Dee' });
    const now = runtime.clock.now();
    await runtime.db.transact(async (tx) => {
      const conversation = { id: 'talk', created_at: now, closed_at: null };
      await tx.insertInto('conversations').values(conversation).execute();
      await tx
        .insertInto('pairings')
        .values({
          id: 'pairing',
          kind: 'mentoring',
          mentor_id: ana.id,
          mentee_id: dee.id,
          pair_key: 'ana dee',
          conversation_id: 'talk',
          state: 'going',
          began_at: now,
          review_at: now + 20 * day,
        })
        .execute();
    });
    expect(await look(runtime, ben)).toMatchObject({ estimateWeeks: 3 });
    await untickBox(runtime, { memberId: ana.id });
    expect(await look(runtime, ben)).toMatchObject({ estimateWeeks: null });
  });

  it('keeps a place that came free for the first of the list, whose yes is a note that holds it', async () => {
    const { runtime, ana, join, free } = await fullMentor(await freshDatabase());
    const [ben, cy] = [await join('Ben'), await join('Cy')];
    await settle(runtime);
    expect(await free()).toEqual(['PlaceOffered']);
    const offerEndsAt = runtime.clock.now() + 3 * day;
    expect(await look(runtime, ben)).toMatchObject({ state: 'offered', offerEndsAt });
    expect(await look(runtime, cy)).toMatchObject({ state: 'waiting', position: 1 });
    expect(await held(runtime)).toBe(1);
    const dee = await addMember(runtime, { name: 'Dee' });
    expect(
      await sendRequest(runtime, { actor: dee, mentorId: ana.id, note: goodNote }),
    ).toMatchObject({ code: 'full' });
    expect(await answerPlaceOffer(runtime, { ...cy, isYes: true })).toMatchObject({
      code: 'not_offered',
    });
    const yes = await answerPlaceOffer(runtime, { ...ben, isYes: true });
    expect(await answerPlaceOffer(runtime, { ...ben, isYes: true })).toEqual(yes);
    if (yes.outcome === 'refused' || yes.requestId === null) throw new Error('a note was sent');
    const { requestId } = yes;
    expect(await settle(runtime)).toEqual(['RequestSent']);
    expect(
      await findRequest(runtime.db.read, {
        requestId,
        viewerId: ana.id,
        now: runtime.clock.now(),
      }),
    ).toMatchObject({ holdsPlace: true, note: goodNote });
    const accepting = { actor: ana, requestId, chatAt: null, reply: '' };
    expect(await acceptRequest(runtime, accepting)).toHaveProperty('pairingId');
    await settle(runtime);
    expect(await held(runtime)).toBe(1);
    expect(await look(runtime, cy)).toMatchObject({ state: 'waiting' });
  });

  it('goes on to the next of the list when the note with the place ends otherwise', async () => {
    for (const end of [declineRequest, withdrawRequest]) {
      const { runtime, ana, join, free } = await fullMentor(await freshDatabase());
      const [ben, cy] = [await join('Ben'), await join('Cy')];
      await free();
      const yes = await answerPlaceOffer(runtime, { ...ben, isYes: true });
      const requestId = (yes.outcome === 'done' && yes.requestId) || '';
      const actor = end === declineRequest ? ana : ben.actor;
      await end(runtime, { actor, requestId, reply: '' });
      await settle(runtime);
      expect(await look(runtime, cy)).toMatchObject({ state: 'offered' });
      expect(await held(runtime)).toBe(1);
    }
  });

  it('goes on to the next after a no and after three days of silence', async () => {
    const { runtime, join, free } = await fullMentor(await freshDatabase());
    const [ben, cy, dee] = [await join('Ben'), await join('Cy'), await join('Dee')];
    await free();
    expect(await answerPlaceOffer(runtime, { ...ben, isYes: false })).toMatchObject({
      outcome: 'done',
    });
    await settle(runtime);
    expect(await look(runtime, ben)).toMatchObject({ state: 'let_go' });
    expect(await look(runtime, cy)).toMatchObject({ state: 'offered' });
    runtime.clock.pass(3 * day);
    expect(await answerPlaceOffer(runtime, { ...cy, isYes: true })).toMatchObject({
      code: 'already_let_go',
    });
    expect(await settle(runtime)).toEqual(['PlaceOffered']);
    expect(await look(runtime, dee)).toMatchObject({ state: 'offered' });
    runtime.clock.pass(3 * day);
    expect(await settle(runtime)).toEqual([]);
    expect(await held(runtime)).toBe(0);
  });

  it('keeps Ana’s promise: a yes that found no place is a pairing as soon as there is one', async () => {
    const { runtime, ana, join, free } = await fullMentor(await freshDatabase());
    const cy = await join('Cy');
    await runtime.db.transact((tx) =>
      tx.updateTable('offers').set({ held: 0, capacity: 9 }).execute(),
    );
    runtime.clock.pass(minute);
    const ben = await addMember(runtime, { name: 'Ben' });
    const requestId = await noteFrom(runtime, { from: ben, to: ana });
    await runtime.db.transact((tx) =>
      tx.updateTable('offers').set({ held: 1, capacity: 1 }).execute(),
    );
    const accepting = { actor: ana, requestId, chatAt: null, reply: 'Gladly, once I have room.' };
    const yes = await acceptRequest(runtime, accepting);
    expect(await acceptRequest(runtime, accepting)).toEqual(yes);
    if (!('waitingPlaceId' in yes)) throw new Error('there was no place');
    const { waitingPlaceId } = yes;
    expect(await settle(runtime)).toContain('PutOnWaitingList');
    expect(await look(runtime, { actor: ben, waitingPlaceId })).toMatchObject({
      promised: true,
      position: 2,
      requestId,
    });
    await leaveWaitingList(runtime, cy);
    await free();
    const taking = { actor: ben, waitingPlaceId, isYes: true };
    const taken = await answerPlaceOffer(runtime, taking);
    expect(taken).toMatchObject({ outcome: 'done', pairingId: expect.any(String) as string });
    expect(await answerPlaceOffer(runtime, taking)).toEqual(taken);
    expect(await held(runtime)).toBe(1);
    expect(await look(runtime, { actor: ben, waitingPlaceId })).toMatchObject({ state: 'taken' });
    expect(await settle(runtime)).toEqual(['RequestAccepted']);
    const { conversation_id: talk } = await runtime.db.read
      .selectFrom('pairings')
      .select('conversation_id')
      .executeTakeFirstOrThrow();
    const words = await runtime.db.read
      .selectFrom('messages')
      .select('body')
      .where('conversation_id', '=', talk)
      .execute();
    expect(words).toEqual([{ body: 'Gladly, once I have room.' }]);
  });

  it('offers nothing while Ana’s box is unticked, and goes on when she ticks it', async () => {
    const { runtime, ana, join, free } = await fullMentor(await freshDatabase());
    const ben = await join('Ben');
    await untickBox(runtime, { memberId: ana.id });
    expect(await free()).not.toContain('PlaceOffered');
    expect(await look(runtime, ben)).toMatchObject({ state: 'waiting' });
    await tickBox(runtime, { memberId: ana.id });
    expect(await settle(runtime)).toContain('PlaceOffered');
    expect(await look(runtime, ben)).toMatchObject({ state: 'offered' });
  });

  it('takes nobody in while there is room, and nobody twice', async () => {
    const { runtime, ana, join } = await fullMentor(await freshDatabase());
    const ben = await join('Ben');
    const again = { actor: ben.actor, mentorId: ana.id, note: goodNote };
    expect(await joinWaitingList(runtime, again)).toEqual({
      outcome: 'done',
      waitingPlaceId: ben.waitingPlaceId,
    });
    expect(await sendRequest(runtime, again)).toMatchObject({ code: 'in_line' });
    const dee = await addMember(runtime, { name: 'Dee', offer: {} });
    expect(await joinWaitingList(runtime, { ...again, mentorId: dee.id })).toMatchObject({
      code: 'room',
    });
  });

  it('comes before whoever writes at the moment a place is free', async () => {
    const { runtime, ana, join } = await fullMentor(await freshDatabase());
    await join('Ben');
    await runtime.db.transact((tx) => tx.updateTable('offers').set({ held: 0 }).execute());
    const cy = await addMember(runtime, { name: 'Cy' });
    const sending = { actor: cy, mentorId: ana.id, note: goodNote };
    expect(await sendRequest(runtime, sending)).toMatchObject({ code: 'full' });
  });
});
