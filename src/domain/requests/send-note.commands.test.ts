import { expect, it } from 'vitest';
import { second, hour, day } from '#lib/duration.ts';
import type { Database } from '#platform/db/database.server.ts';
import { untickBox } from '#domain/members/ticks.commands.server.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { addMember, foundCommunity, type NewMember } from '#tests/factories.ts';
import { goodNote, noteFrom, settle } from '#tests/notes.ts';
import { testRuntime, type TestRuntime } from '#tests/runtime.ts';
import { acceptRequest, declineRequest } from './answer-note.commands.server.ts';
import { findRequest, notesOf } from './requests.queries.server.ts';
import { joinWaitingList } from './waiting-list.commands.server.ts';
import { sendRequest, sendSameNote } from './send-note.commands.server.ts';
import { mayWriteTo } from './writing-eligibility.queries.server.ts';

async function guild(db: Database) {
  const runtime = testRuntime(db);
  await foundCommunity(runtime);
  const mentor = (name: string, offer: NewMember['offer'] = {}) =>
    addMember(runtime, { name, offer });
  const longAgo = runtime.clock.now() - 100 * day;
  const ben = await addMember(runtime, { name: 'Ben', joined_at: longAgo });
  return { runtime, mentor, ben };
}

async function addSkill(
  { db, clock }: TestRuntime,
  { name, sharedBy, wantedBy }: { name: string; sharedBy: string; wantedBy: string },
) {
  const id = `skill-${name}`;
  await db.transact(async (tx) => {
    const key = name.toLowerCase();
    const skill = { id, name, skill_key: key, added_by: null, added_at: clock.now() };
    await tx
      .insertInto('skills')
      .values({ ...skill, merged_into: null, merged_by: null, merged_at: null })
      .execute();
    await tx
      .insertInto('shared_skills')
      .values({ member_id: sharedBy, skill_id: id, confidence: 3 })
      .execute();
    await tx
      .insertInto('wanted_skills')
      .values({ member_id: wantedBy, skill_id: id, priority: 1 })
      .execute();
  });
}

eachEngine('writing to a mentor', (freshDatabase) => {
  it('tells Ben beforehand what Ana offers and how many more notes he may have open', async () => {
    const { runtime, mentor, ben } = await guild(await freshDatabase());
    const ana = await mentor('Ana', { reply_days: 1, capacity: 1 });
    await addSkill(runtime, { name: 'Postgres', sharedBy: ana.id, wantedBy: ben.id });
    await addSkill(runtime, { name: 'CSS', sharedBy: ben.id, wantedBy: ana.id });
    const asking = { writer: ben, mentorId: ana.id, now: runtime.clock.now() };
    expect(await mayWriteTo(runtime.db.read, asking)).toMatchObject({
      may: true,
      isFull: false,
      openLeft: 5,
      mentor: {
        name: 'Ana',
        replyDays: 1,
        terms: { kind: 'free' },
        modes: ['meet', 'review', 'answer'],
        shares: [{ name: 'Postgres', grade: 3, fits: true }],
        wants: [{ name: 'CSS', grade: 1, fits: true }],
      },
    });
    const requestId = await noteFrom(runtime, { from: ben, to: ana });
    expect(await mayWriteTo(runtime.db.read, asking)).toMatchObject({
      may: false,
      code: 'one_open',
      requestId,
      mentor: { name: 'Ana' },
    });
    expect(await mayWriteTo(runtime.db.read, { ...asking, mentorId: 'x' })).toEqual({
      may: false,
      code: 'nobody',
    });
    expect(await mayWriteTo(runtime.db.read, { ...asking, mentorId: ben.id })).toEqual({
      may: false,
      code: 'self',
    });
  });

  it('E1: refuses a sixth open note, and takes it once one of the five has ended', async () => {
    const { runtime, mentor, ben } = await guild(await freshDatabase());
    const mentors = [];
    for (let i = 0; i < 6; i++) mentors.push(await mentor(`Mentor ${i}`));
    const [first, , , , , sixth] = mentors;
    if (first === undefined || sixth === undefined) throw new Error('six were added');
    const ids = [];
    for (const to of mentors.slice(0, 5)) ids.push(await noteFrom(runtime, { from: ben, to }));
    const sending = { actor: ben, mentorId: sixth.id, note: goodNote };
    expect(await sendRequest(runtime, sending)).toEqual({
      outcome: 'refused',
      code: 'too_many_open',
    });
    await declineRequest(runtime, { actor: first, requestId: ids[0] ?? '', reply: '' });
    expect(await sendRequest(runtime, sending)).toMatchObject({ outcome: 'done' });
  });

  it('E1: two notes in the same moment cannot both be Ben’s fifth', async () => {
    const { runtime, mentor, ben } = await guild(await freshDatabase());
    const mentors = [];
    for (let i = 0; i < 8; i++) mentors.push(await mentor(`Mentor ${i}`));
    for (const to of mentors.slice(0, 4)) await noteFrom(runtime, { from: ben, to });
    const sent = await Promise.all(
      mentors
        .slice(4)
        .map(({ id }) => sendRequest(runtime, { actor: ben, mentorId: id, note: goodNote })),
    );
    expect(sent.filter(({ outcome }) => outcome === 'done')).toHaveLength(1);
  });

  it('E1: lets somebody new here make three first contacts a day, notes or entries of waiting lists', async () => {
    const { runtime, mentor } = await guild(await freshDatabase());
    const cy = await addMember(runtime, { name: 'Cy' });
    const [ana, full, dee, eli] = [
      await mentor('Ana'),
      await mentor('Fay', { capacity: 1, held: 1 }),
      await mentor('Dee'),
      await mentor('Eli'),
    ];
    await noteFrom(runtime, { from: cy, to: ana });
    const joining = { actor: cy, mentorId: full.id, note: goodNote };
    expect(await joinWaitingList(runtime, joining)).toMatchObject({ outcome: 'done' });
    await noteFrom(runtime, { from: cy, to: dee });
    const sending = { actor: cy, mentorId: eli.id, note: goodNote };
    expect(await sendRequest(runtime, sending)).toMatchObject({ code: 'too_many_today' });
    runtime.clock.pass(day);
    expect(await sendRequest(runtime, sending)).toMatchObject({ outcome: 'done' });
  });

  it('E1: keeps one open note between two people, in either direction', async () => {
    const { runtime, mentor } = await guild(await freshDatabase());
    const [ana, bo] = [await mentor('Ana'), await mentor('Bo')];
    const requestId = await noteFrom(runtime, { from: bo, to: ana });
    runtime.clock.pass(hour);
    const there = { actor: bo, mentorId: ana.id, note: goodNote };
    const back = { actor: ana, mentorId: bo.id, note: goodNote };
    const refused = { outcome: 'refused', requestId };
    expect(await sendRequest(runtime, there)).toEqual({ ...refused, code: 'one_open' });
    expect(await sendRequest(runtime, back)).toEqual({ ...refused, code: 'they_wrote' });
    const yes = await acceptRequest(runtime, { actor: ana, requestId, chatAt: null, reply: '' });
    if (!('pairingId' in yes)) throw new Error('there was a place');
    const { pairingId } = yes;
    const paired = { outcome: 'refused', code: 'paired', pairingId };
    expect(await sendRequest(runtime, there)).toEqual(paired);
    expect(await sendRequest(runtime, back)).toEqual(paired);
  });

  it('fault 11: takes a note that is sent twenty times at once as one note', async () => {
    const { runtime, mentor, ben } = await guild(await freshDatabase());
    const ana = await mentor('Ana');
    const sending = { actor: ben, mentorId: ana.id, note: goodNote };
    const sent = await Promise.all(Array.from({ length: 20 }, () => sendRequest(runtime, sending)));
    expect(new Set(sent.map((each) => JSON.stringify(each))).size).toBe(1);
    expect(sent[0]).toMatchObject({ outcome: 'done' });
    expect(await settle(runtime)).toEqual(['RequestSent']);
    runtime.clock.pass(11 * second);
    expect(await sendRequest(runtime, sending)).toMatchObject({ code: 'one_open' });
  });

  it('asks kindly for words, and for room with Ana', async () => {
    const { runtime, mentor, ben } = await guild(await freshDatabase());
    const ana = await mentor('Ana', { capacity: 1, held: 1 });
    const short = { actor: ben, mentorId: ana.id, note: { ...goodNote, working: 'Hi' } };
    expect(await sendRequest(runtime, short)).toEqual({ outcome: 'refused', code: 'note' });
    const sending = { ...short, note: goodNote };
    expect(await sendRequest(runtime, sending)).toEqual({ outcome: 'refused', code: 'full' });
    await untickBox(runtime, { memberId: ana.id });
    expect(await sendRequest(runtime, sending)).toMatchObject({ code: 'not_available' });
    expect(await runtime.db.read.selectFrom('requests').select('id').execute()).toEqual([]);
    expect(await settle(runtime)).toEqual([]);
  });

  it('is for learners only where the mentor wishes so', async () => {
    const { runtime, mentor, ben } = await guild(await freshDatabase());
    const ana = await mentor('Ana', { who_may_write: 'learners' });
    const sending = { actor: ben, mentorId: ana.id, note: goodNote };
    expect(await sendRequest(runtime, sending)).toMatchObject({ code: 'learners_only' });
    await addSkill(runtime, { name: 'Postgres', sharedBy: ana.id, wantedBy: ben.id });
    expect(await sendRequest(runtime, sending)).toMatchObject({ outcome: 'done' });
  });

  it('E3: finds nobody where either of the two blocked the other', async () => {
    const { runtime, mentor, ben } = await guild(await freshDatabase());
    const ana = await mentor('Ana');
    await runtime.db.transact((tx) =>
      tx
        .insertInto('blocks')
        .values({ member_id: ana.id, other_id: ben.id, since: runtime.clock.now() })
        .execute(),
    );
    const sending = { actor: ben, mentorId: ana.id, note: goodNote };
    const blocked = await sendRequest(runtime, sending);
    const missing = await sendRequest(runtime, { ...sending, mentorId: crypto.randomUUID() });
    expect(blocked).toEqual({ outcome: 'refused', code: 'nobody' });
    expect(missing).toEqual(blocked);
  });

  it('leaves times out that have passed meanwhile', async () => {
    const { runtime, mentor, ben } = await guild(await freshDatabase());
    const ana = await mentor('Ana');
    const now = runtime.clock.now();
    const note = { ...goodNote, times: [now - hour, now + hour] };
    const requestId = await noteFrom(runtime, { from: ben, to: ana, note });
    const page = await findRequest(runtime.db.read, { requestId, viewerId: ben.id, now });
    expect(page?.note.times).toEqual([now + hour]);
  });

  it('sends the same words to a next mentor in one step, once', async () => {
    const { runtime, mentor, ben } = await guild(await freshDatabase());
    const [ana, dee, eli] = [await mentor('Ana'), await mentor('Dee'), await mentor('Eli')];
    const requestId = await noteFrom(runtime, { from: ben, to: ana });
    const again = { actor: ben, requestId, mentorId: dee.id };
    expect(await sendSameNote(runtime, again)).toMatchObject({ code: 'still_open' });
    expect(await sendSameNote(runtime, { ...again, actor: dee })).toMatchObject({
      code: 'not_found',
    });
    await declineRequest(runtime, { actor: ana, requestId, reply: 'Full up.' });
    const look = { viewerId: ben.id, now: runtime.clock.now() };
    expect((await notesOf(runtime.db.read, look)).fromYou).toMatchObject([{ id: requestId }]);
    const sent = await sendSameNote(runtime, again);
    expect(sent).toMatchObject({ outcome: 'done' });
    expect(await sendSameNote(runtime, again)).toEqual(sent);
    expect(await sendSameNote(runtime, { ...again, mentorId: eli.id })).toMatchObject({
      code: 'already_sent',
    });
    const { fromYou } = await notesOf(runtime.db.read, look);
    expect(fromYou).toMatchObject([{ other: { name: 'Dee' }, note: goodNote, state: 'open' }]);
  });
});
