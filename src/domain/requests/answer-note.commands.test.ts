import { expect, it } from 'vitest';
import { day } from '#lib/duration.ts';
import type { Database } from '#platform/db/database.server.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { addMember, foundCommunity } from '#tests/factories.ts';
import { goodNote, noteFrom, settle } from '#tests/notes.ts';
import { testRuntime, type TestRuntime } from '#tests/runtime.ts';
import {
  acceptRequest,
  askFirst,
  declineRequest,
  replyToRequest,
  withdrawRequest,
} from './answer-note.commands.server.ts';
import { findRequest } from './requests.queries.server.ts';

async function twoPeople(db: Database) {
  const runtime = testRuntime(db);
  await foundCommunity(runtime);
  const odalys = await addMember(runtime, {
    name: 'Odalys',
    offer: { reply_days: 2, capacity: 1, terms: 'charges', amount: 3500, currency: 'EUR' },
  });
  const tamsin = await addMember(runtime, { name: 'Tamsin' });
  const requestId = await noteFrom(runtime, { from: tamsin, to: odalys });
  return { runtime, odalys, tamsin, requestId };
}

const held = async ({ db }: TestRuntime, memberId: string) => {
  const row = await db.read
    .selectFrom('offers')
    .select('held')
    .where('member_id', '=', memberId)
    .executeTakeFirstOrThrow();
  return row.held;
};

eachEngine('answering a note', (freshDatabase) => {
  it('shows both the same note and clock, and nobody else a thing', async () => {
    const { runtime, odalys, tamsin, requestId } = await twoPeople(await freshDatabase());
    const ivy = await addMember(runtime, { name: 'Ivy', isOrganiser: true });
    const now = runtime.clock.now();
    const facts = {
      note: goodNote,
      state: 'open',
      terms: { kind: 'charges', amount: 3500 },
      sentAt: now,
      remindAt: now + 2 * day,
      dueAt: now + 7 * day,
      latestAt: now + 28 * day,
    };
    const look = (viewerId: string) => findRequest(runtime.db.read, { requestId, viewerId, now });
    expect(await look(odalys.id)).toMatchObject({
      ...facts,
      side: 'to',
      other: { name: 'Tamsin' },
      isYourTurn: true,
      mayWrite: true,
    });
    expect(await look(tamsin.id)).toMatchObject({
      ...facts,
      side: 'from',
      other: { name: 'Odalys', replyDays: 2 },
      isYourTurn: false,
      mayWrite: false,
    });
    expect(await look(ivy.id)).toBeUndefined();
    const actor = ivy;
    const refused = { outcome: 'refused', code: 'not_found' };
    expect(await declineRequest(runtime, { actor, requestId, reply: '' })).toEqual(refused);
    expect(await withdrawRequest(runtime, { actor, requestId })).toEqual(refused);
    expect(await withdrawRequest(runtime, { actor: odalys, requestId })).toEqual(refused);
    expect(await askFirst(runtime, { actor: tamsin, requestId, words: 'Hello?' })).toEqual(refused);
  });

  it('becomes a pairing with Odalys’s yes, on the terms Tamsin saw, and takes a place', async () => {
    const { runtime, odalys, tamsin, requestId } = await twoPeople(await freshDatabase());
    const chatAt = runtime.clock.now() + 2 * day;
    const reply = 'I’d be glad to have a chat.';
    const accepting = { actor: odalys, requestId, chatAt, reply };
    expect(
      await acceptRequest(runtime, { ...accepting, chatAt: runtime.clock.now() }),
    ).toMatchObject({ code: 'chat_past' });
    const done = await acceptRequest(runtime, accepting);
    expect(await acceptRequest(runtime, accepting)).toEqual(done);
    expect(await held(runtime, odalys.id)).toBe(1);
    const pairing = await runtime.db.read.selectFrom('pairings').selectAll().executeTakeFirst();
    expect(pairing).toMatchObject({
      mentor_id: odalys.id,
      mentee_id: tamsin.id,
      kind: 'mentoring',
      state: 'trying_out',
      chat_at: chatAt,
      request_id: requestId,
    });
    const agreement = await runtime.db.read.selectFrom('agreements').selectAll().execute();
    expect(agreement).toHaveLength(1);
    expect(agreement[0]).toMatchObject({ number: 1, state: 'agreed' });
    expect(agreement[0]?.lines).toContain('3500');
    const page = await findRequest(runtime.db.read, {
      requestId,
      viewerId: tamsin.id,
      now: runtime.clock.now(),
    });
    expect(page).toMatchObject({ state: 'accepted', reply, messages: [], waitingPlaceId: null });
    expect(done).toEqual({ outcome: 'done', pairingId: page?.pairingId });
    const said = await runtime.db.read.selectFrom('messages').selectAll().execute();
    expect(said).toMatchObject([{ from_id: odalys.id, body: reply }]);
    expect(await settle(runtime)).toEqual(['RequestSent', 'RequestAccepted']);
  });

  it('E2: lets Tamsin say nothing more until Odalys asked, then a little', async () => {
    const { runtime, odalys, tamsin, requestId } = await twoPeople(await freshDatabase());
    const saying = { actor: tamsin, requestId, words: 'It is about Postgres.' };
    expect(await replyToRequest(runtime, saying)).toEqual({
      outcome: 'refused',
      code: 'not_asked',
    });
    runtime.clock.pass(day);
    const question = { actor: odalys, requestId, words: 'Which version?' };
    expect(await askFirst(runtime, question)).toMatchObject({ outcome: 'done' });
    const asked = await findRequest(runtime.db.read, {
      requestId,
      viewerId: tamsin.id,
      now: runtime.clock.now(),
    });
    expect(asked).toMatchObject({
      isYourTurn: true,
      mayWrite: true,
      remindAt: null,
      dueAt: runtime.clock.now() + 7 * day,
      messages: [{ fromId: odalys.id, body: 'Which version?' }],
    });
    runtime.clock.pass(day);
    expect(await replyToRequest(runtime, saying)).toMatchObject({ outcome: 'done' });
    const answered = await findRequest(runtime.db.read, {
      requestId,
      viewerId: odalys.id,
      now: runtime.clock.now(),
    });
    expect(answered).toMatchObject({
      isYourTurn: true,
      remindAt: runtime.clock.now() + 2 * day,
      dueAt: runtime.clock.now() + 7 * day,
    });
    await withdrawRequest(runtime, { actor: tamsin, requestId });
    expect(await replyToRequest(runtime, saying)).toMatchObject({ code: 'already_withdrawn' });
    expect(await settle(runtime)).toEqual(['RequestSent', 'RequestAskedFirst', 'RequestReplied']);
  });

  it('keeps every change with who and when, and the words of a kind no but no reason', async () => {
    const { runtime, odalys, tamsin, requestId } = await twoPeople(await freshDatabase());
    runtime.clock.pass(day);
    const declining = { actor: odalys, requestId, reply: 'Full up at the moment.' };
    expect(await declineRequest(runtime, declining)).toEqual({ outcome: 'done' });
    expect(await declineRequest(runtime, declining)).toEqual({ outcome: 'done' });
    const changes = await runtime.db.read
      .selectFrom('request_changes')
      .select(['state', 'by_id', 'at'])
      .orderBy('at')
      .execute();
    expect(changes).toEqual([
      { state: 'open', by_id: tamsin.id, at: runtime.clock.now() - day },
      { state: 'declined', by_id: odalys.id, at: runtime.clock.now() },
    ]);
    expect(
      await acceptRequest(runtime, { actor: odalys, requestId, chatAt: null, reply: '' }),
    ).toEqual({ outcome: 'refused', code: 'already_declined' });
    const conversation = await runtime.db.read
      .selectFrom('conversations')
      .select('closed_at')
      .executeTakeFirst();
    expect(conversation?.closed_at).toBe(runtime.clock.now());
    runtime.clock.pass(30 * day);
    expect(await settle(runtime)).toEqual(['RequestSent', 'RequestDeclined']);
  });

  it('is taken back by Tamsin without a word to Odalys', async () => {
    const { runtime, tamsin, odalys, requestId } = await twoPeople(await freshDatabase());
    await settle(runtime);
    expect(await withdrawRequest(runtime, { actor: tamsin, requestId })).toEqual({
      outcome: 'done',
    });
    expect(await withdrawRequest(runtime, { actor: tamsin, requestId })).toEqual({
      outcome: 'done',
    });
    runtime.clock.pass(8 * day);
    expect(await settle(runtime)).toEqual([]);
    expect(await declineRequest(runtime, { actor: odalys, requestId, reply: '' })).toEqual({
      outcome: 'refused',
      code: 'already_withdrawn',
    });
  });
});
