import { expect, it } from 'vitest';
import type { Database } from '#platform/db/database.server.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { addMember, foundCommunity } from '#tests/factories.ts';
import { noteFrom, settle } from '#tests/notes.ts';
import { testRuntime } from '#tests/runtime.ts';
import { findRequest, notesOf } from './requests.queries.server.ts';
import { answerPassOn, passOn } from './pass-on.commands.server.ts';

async function threePeople(db: Database) {
  const runtime = testRuntime(db);
  await foundCommunity(runtime);
  const ana = await addMember(runtime, { name: 'Ana', offer: {} });
  const ben = await addMember(runtime, { name: 'Ben' });
  const eli = await addMember(runtime, { name: 'Eli', offer: { terms_note: 'Tea, please' } });
  const requestId = await noteFrom(runtime, { from: ben, to: ana });
  const passing = { actor: ana, requestId, toId: eli.id, reply: 'Eli would be better.' };
  const look = (viewerId: string, id = requestId) =>
    findRequest(runtime.db.read, { requestId: id, viewerId, now: runtime.clock.now() });
  const notesFor = (viewerId: string) =>
    notesOf(runtime.db.read, { viewerId, now: runtime.clock.now() });
  return { runtime, ana, ben, eli, requestId, passing, look, notesFor };
}

const block = (
  { db, clock }: Awaited<ReturnType<typeof threePeople>>['runtime'],
  memberId: string,
  otherId: string,
) =>
  db.transact((tx) =>
    tx
      .insertInto('blocks')
      .values({ member_id: memberId, other_id: otherId, since: clock.now() })
      .execute(),
  );

eachEngine('passing a note on', (freshDatabase) => {
  it('moves nothing and tells Eli nothing before Ben says yes', async () => {
    const { runtime, ben, eli, requestId, passing, look, notesFor } = await threePeople(
      await freshDatabase(),
    );
    await settle(runtime);
    expect(await passOn(runtime, passing)).toEqual({ outcome: 'done' });
    expect(await passOn(runtime, passing)).toEqual({ outcome: 'done' });
    expect(await look(ben.id)).toMatchObject({
      state: 'passed_on',
      passedTo: { id: eli.id, name: 'Eli' },
      reply: 'Eli would be better.',
      passAnswer: '',
    });
    expect(await look(eli.id)).toBeUndefined();
    expect((await notesFor(eli.id)).toYou).toEqual([]);
    expect(await settle(runtime)).toEqual(['RequestPassedOn']);
    const yes = { actor: ben, requestId, isYes: true };
    const sent = await answerPassOn(runtime, yes);
    expect(await answerPassOn(runtime, yes)).toEqual(sent);
    expect(await answerPassOn(runtime, { ...yes, isYes: false })).toMatchObject({
      code: 'already_answered',
    });
    expect(await settle(runtime)).toEqual(['RequestSent']);
    const { toYou } = await notesFor(eli.id);
    expect(toYou).toMatchObject([{ isRecommended: true, other: { name: 'Ben' } }]);
    expect(sent).toEqual({ outcome: 'done', requestId: toYou[0]?.id });
    expect(await look(eli.id, toYou[0]?.id)).toMatchObject({ terms: { note: 'Tea, please' } });
    expect(await look(ben.id)).toMatchObject({ passAnswer: 'yes', nextId: toYou[0]?.id });
  });

  it('ends with Ben’s no, of which nobody is told', async () => {
    const { runtime, ben, eli, requestId, passing, notesFor } = await threePeople(
      await freshDatabase(),
    );
    await passOn(runtime, passing);
    await settle(runtime);
    const no = { actor: ben, requestId, isYes: false };
    expect(await answerPassOn(runtime, no)).toEqual({ outcome: 'done', requestId: null });
    expect(await answerPassOn(runtime, no)).toEqual({ outcome: 'done', requestId: null });
    expect(await settle(runtime)).toEqual([]);
    expect((await notesFor(eli.id)).toYou).toEqual([]);
  });

  it('names only members who take people, and neither of the two', async () => {
    const { runtime, ana, ben, requestId, passing } = await threePeople(await freshDatabase());
    const dee = await addMember(runtime, { name: 'Dee' });
    for (const toId of [ana.id, ben.id, crypto.randomUUID(), 'x']) {
      expect(await passOn(runtime, { ...passing, toId })).toMatchObject({ code: 'not_somebody' });
    }
    expect(await passOn(runtime, { ...passing, toId: dee.id })).toMatchObject({
      code: 'not_available',
    });
    expect(await answerPassOn(runtime, { actor: ben, requestId, isYes: true })).toMatchObject({
      code: 'not_found',
    });
  });

  it('E3: tells Ana nothing of a block between Ben and Eli, and Ben nothing of Eli', async () => {
    const { runtime, ben, eli, requestId, passing, look } = await threePeople(
      await freshDatabase(),
    );
    await block(runtime, eli.id, ben.id);
    expect(await passOn(runtime, passing)).toEqual({ outcome: 'done' });
    expect(await look(ben.id)).toMatchObject({ passedTo: null });
    const yes = { actor: ben, requestId, isYes: true };
    expect(await answerPassOn(runtime, yes)).toEqual({ outcome: 'refused', code: 'nobody' });
    expect(await answerPassOn(runtime, { ...yes, isYes: false })).toMatchObject({
      outcome: 'done',
    });
  });

  it('E3: finds no Eli where Ana and Eli are apart', async () => {
    const { runtime, ana, eli, passing } = await threePeople(await freshDatabase());
    await block(runtime, ana.id, eli.id);
    expect(await passOn(runtime, passing)).toMatchObject({ code: 'not_somebody' });
  });

  it('keeps Ben’s choice open while Eli is full', async () => {
    const { runtime, ben, eli, requestId, passing } = await threePeople(await freshDatabase());
    await passOn(runtime, passing);
    const fill = (held: number) =>
      runtime.db.transact((tx) =>
        tx.updateTable('offers').set({ held }).where('member_id', '=', eli.id).execute(),
      );
    await fill(2);
    const yes = { actor: ben, requestId, isYes: true };
    expect(await answerPassOn(runtime, yes)).toEqual({ outcome: 'refused', code: 'full' });
    await fill(1);
    expect(await answerPassOn(runtime, yes)).toMatchObject({ outcome: 'done' });
  });
});
