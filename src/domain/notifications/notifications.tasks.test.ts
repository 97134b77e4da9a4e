import { expect, it } from 'vitest';
import {
  GoodbyeLeft,
  PairingWoke,
  RequestAccepted,
  RequestDeclined,
  RequestReminded,
  RequestSent,
  ThanksLeft,
} from '#domain/pairings/events.ts';
import { day, hour, minute } from '#lib/duration.ts';
import { usualChoices } from '#domain/members/mail-choice.ts';
import { chooseLetters } from '#domain/members/mail-choices.commands.server.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { addMember } from '#tests/factories.ts';
import type { TestRuntime } from '#tests/runtime.ts';
import { guild, happens, letters, look, pass, write } from '#tests/notice-harness.ts';
import { addPairing, addRequest } from '#tests/raw-pairings.ts';
import { noticeKinds } from './notice-kinds.queries.server.ts';
import { makeLettersClockTask } from './notifications.tasks.server.ts';

const subjects = async (runtime: TestRuntime) =>
  (await letters(runtime)).map(({ to, subject }) => `${to}: ${subject}`);

const noticesOf = async (runtime: TestRuntime, { id }: Viewer) =>
  (
    await runtime.db.read
      .selectFrom('notices')
      .select('kind')
      .where('member_id', '=', id)
      .orderBy('id')
      .execute()
  ).map(({ kind }) => kind);

async function sentNote(people: Awaited<ReturnType<typeof guild>>) {
  const { runtime, odalys, tamsin } = people;
  const requestId = await addRequest(runtime, { fromId: tamsin.id, toId: odalys.id });
  await happens(runtime, RequestSent, { requestId });
  return requestId;
}

eachEngine('telling people', (freshDatabase) => {
  it('tells Odalys that Tamsin wrote, in the app and by a letter that comes from Tamsin via the guild', async () => {
    const people = await guild(freshDatabase);
    const requestId = await sentNote(people);
    expect(await noticesOf(people.runtime, people.odalys)).toEqual(['note_received']);
    expect(await letters(people.runtime)).toMatchObject([
      {
        to: 'Odalys',
        subject: 'Tamsin wrote you a note',
        category: 'notice',
        fromName: 'Tamsin via Tidewater Code Guild',
      },
    ]);
    const [letter] = await letters(people.runtime);
    expect(letter?.text).toContain(`http://localhost:3000/requests/${requestId}`);
    expect(letter?.unsubscribe).toContain(`/unsubscribe/${people.odalys.id}.notes.`);
  });

  it('fault 8: an event that is delivered twice brings one notice and one letter', async () => {
    const people = await guild(freshDatabase);
    const requestId = await sentNote(people);
    await happens(people.runtime, RequestSent, { requestId });
    expect(await noticesOf(people.runtime, people.odalys)).toHaveLength(1);
    expect(await letters(people.runtime)).toHaveLength(1);
  });

  it('C3: keeps no word of a note in a notice or a letter, which organisers could open', async () => {
    const people = await guild(freshDatabase);
    const { runtime, odalys, tamsin } = people;
    const note = {
      skills: ['Go'],
      working: 'canary-working',
      share: 'canary-share',
      start: 'chat',
      times: [],
      isSwap: false,
    };
    const requestId = await addRequest(runtime, {
      fromId: tamsin.id,
      toId: odalys.id,
      note: JSON.stringify(note),
      reply: 'canary-reply',
    });
    await happens(runtime, RequestSent, { requestId });
    await happens(runtime, RequestDeclined, { requestId });
    const { conversationId } = await addPairing(runtime, {
      mentorId: odalys.id,
      menteeId: tamsin.id,
    });
    await write(runtime, { conversationId, from: tamsin, body: 'canary-message' });
    await pass(runtime, hour);
    const kept = await runtime.db.read.selectFrom('notices').selectAll().execute();
    const sent = await letters(runtime);
    expect([kept.length, sent.length]).toEqual([3, 3]);
    expect(JSON.stringify([kept, sent])).not.toContain('canary');
  });

  it('says a time on both clocks where Odalys said yes', async () => {
    const people = await guild(freshDatabase);
    const { runtime, odalys, tamsin } = people;
    const requestId = await sentNote(people);
    const chatAt = Date.UTC(2026, 10, 25, 18, 30);
    const sides = { mentorId: odalys.id, menteeId: tamsin.id };
    const { pairingId } = await addPairing(runtime, { ...sides, chat_at: chatAt });
    await happens(runtime, RequestAccepted, { requestId, pairingId });
    const yes = (await letters(runtime)).find(({ to }) => to === 'Tamsin');
    expect(yes?.subject).toBe('Odalys said yes: Wed 25 Nov, 18:30');
    expect(yes?.text).toContain('You: Wed 25 Nov, 18:30\nOdalys: Wed 25 Nov, 19:30');
  });

  it('fault 8: after a week off reminds nobody of what has been answered meanwhile', async () => {
    const people = await guild(freshDatabase);
    const { runtime, odalys, tamsin } = people;
    const quiet = { from: 0, until: 23 * 60 + 59 };
    await chooseLetters(runtime, { memberId: odalys.id, choices: usualChoices, quiet });
    const requestId = await sentNote(people);
    await happens(runtime, RequestReminded, { requestId });
    const { conversationId } = await addPairing(runtime, {
      mentorId: odalys.id,
      menteeId: tamsin.id,
    });
    await write(runtime, { conversationId, from: tamsin, body: 'Hello' });
    expect(await letters(runtime)).toEqual([]);
    runtime.clock.pass(7 * day);
    await look(runtime, odalys);
    await runtime.db.transact((tx) =>
      tx.updateTable('requests').set({ state: 'declined' }).execute(),
    );
    await pass(runtime, day);
    expect(await letters(runtime)).toEqual([]);
  });

  it('makes one letter of several things that waited while the server was off for a week', async () => {
    const people = await guild(freshDatabase);
    const { runtime, odalys, tamsin } = people;
    const quiet = { from: 14 * 60, until: 16 * 60 };
    await chooseLetters(runtime, { memberId: odalys.id, choices: usualChoices, quiet });
    await sentNote(people);
    const ben = await addMember(runtime, { name: 'Ben' });
    await sentNote({ ...people, tamsin: ben });
    await addPairing(runtime, { mentorId: odalys.id, menteeId: tamsin.id });
    await pass(runtime, 5 * day + 2 * hour);
    const [letter, ...more] = await letters(runtime);
    expect(more).toEqual([]);
    expect(letter?.subject).toBe('What’s new at Tidewater Code Guild');
    expect(letter?.text).toContain('Tamsin wrote you a note');
    expect(letter?.text).toContain('Ben wrote you a note');
    expect(letter?.unsubscribe).toContain('.digest.');
  });

  it('writes once about a conversation until Odalys has looked, and not more than once an hour', async () => {
    const { runtime, odalys, tamsin } = await guild(freshDatabase);
    const sides = { mentorId: odalys.id, menteeId: tamsin.id };
    const { conversationId } = await addPairing(runtime, sides);
    for (const body of ['One', 'Two', 'Three']) {
      await write(runtime, { conversationId, from: tamsin, body });
      await pass(runtime, 10 * minute);
    }
    await pass(runtime, 3 * day);
    expect(await subjects(runtime)).toEqual(['Odalys: Tamsin wrote to you']);
    await look(runtime, odalys);
    await pass(runtime, minute);
    await write(runtime, { conversationId, from: tamsin, body: 'Four' });
    await pass(runtime, 3 * minute);
    await look(runtime, odalys);
    await pass(runtime, minute);
    await write(runtime, { conversationId, from: tamsin, body: 'Five' });
    await pass(runtime, 50 * minute);
    expect(await letters(runtime)).toHaveLength(2);
    await pass(runtime, 10 * minute);
    expect(await letters(runtime)).toHaveLength(3);
  });

  it('sends nothing about a message that is read within two minutes', async () => {
    const { runtime, odalys, tamsin } = await guild(freshDatabase);
    const sides = { mentorId: odalys.id, menteeId: tamsin.id };
    const { conversationId } = await addPairing(runtime, sides);
    await write(runtime, { conversationId, from: tamsin, body: 'Are you there?' });
    runtime.clock.pass(minute);
    await look(runtime, odalys);
    await pass(runtime, hour);
    expect(await letters(runtime)).toEqual([]);
  });

  it('E14: a muted conversation and a blocked person bring no notice and no letter', async () => {
    const people = await guild(freshDatabase);
    const { runtime, odalys, tamsin } = people;
    const sides = { mentorId: odalys.id, menteeId: tamsin.id };
    const { conversationId, pairingId } = await addPairing(runtime, sides);
    const mutedAt = runtime.clock.now();
    await runtime.db.transact((tx) =>
      tx
        .updateTable('conversation_members')
        .set({ muted_at: mutedAt })
        .where('member_id', '=', odalys.id)
        .execute(),
    );
    await write(runtime, { conversationId, from: tamsin, body: 'Hello?' });
    await runtime.db.transact((tx) =>
      tx
        .insertInto('blocks')
        .values({ member_id: odalys.id, other_id: tamsin.id, since: mutedAt })
        .execute(),
    );
    await sentNote(people);
    await happens(runtime, GoodbyeLeft, { pairingId, fromId: tamsin.id });
    await pass(runtime, 2 * day);
    expect(await noticesOf(runtime, odalys)).toEqual([]);
    expect(await letters(runtime)).toEqual([]);
  });

  it('E14: a block takes back the letter that was still waiting', async () => {
    const { runtime, odalys, tamsin } = await guild(freshDatabase);
    const sides = { mentorId: odalys.id, menteeId: tamsin.id };
    const { pairingId } = await addPairing(runtime, sides);
    await happens(runtime, PairingWoke, { pairingId });
    await happens(runtime, GoodbyeLeft, { pairingId, fromId: tamsin.id });
    const before = await letters(runtime);
    await runtime.db.transact((tx) =>
      tx
        .insertInto('blocks')
        .values({ member_id: tamsin.id, other_id: odalys.id, since: runtime.clock.now() })
        .execute(),
    );
    await pass(runtime, 2 * day);
    expect(await letters(runtime)).toEqual(before);
  });

  it('E14: whoever turned a kind off, has no address, or one that letters come back from, gets the notice alone', async () => {
    const people = await guild(freshDatabase);
    const { runtime, odalys } = people;
    const choices = { ...usualChoices, notes: 'never' } as const;
    await chooseLetters(runtime, { memberId: odalys.id, choices, quiet: null });
    await sentNote(people);
    await runtime.db.transact((tx) => tx.deleteFrom('notification_choices').execute());
    await runtime.db.transact((tx) => tx.deleteFrom('requests').execute());
    await runtime.db.transact((tx) =>
      tx.updateTable('emails').set({ bounced_at: runtime.clock.now() }).execute(),
    );
    await sentNote(people);
    await runtime.db.transact((tx) => tx.deleteFrom('requests').execute());
    await runtime.db.transact((tx) => tx.deleteFrom('emails').execute());
    await sentNote(people);
    await pass(runtime, 2 * day);
    expect(await noticesOf(runtime, odalys)).toHaveLength(3);
    expect(await letters(runtime)).toEqual([]);
  });

  it('sets the clocks of letters again after the jobs were lost', async () => {
    const { runtime, odalys, tamsin } = await guild(freshDatabase);
    const sides = { mentorId: odalys.id, menteeId: tamsin.id };
    const { pairingId } = await addPairing(runtime, sides);
    await happens(runtime, ThanksLeft, { thanksId: 'none' });
    await happens(runtime, PairingWoke, { pairingId });
    await happens(runtime, GoodbyeLeft, { pairingId, fromId: tamsin.id });
    await runtime.db.transact((tx) => tx.deleteFrom('jobs').execute());
    await makeLettersClockTask(noticeKinds).restart(runtime);
    await pass(runtime, day);
    expect(await subjects(runtime)).toContain('Odalys: Tamsin left you a goodbye note');
  });
});
