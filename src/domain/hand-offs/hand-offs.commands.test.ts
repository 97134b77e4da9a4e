import { expect, it } from 'vitest';
import { day } from '#lib/duration.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import type { Database } from '#platform/db/database.server.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { addMember, foundCommunity } from '#tests/factories.ts';
import { beginGoing } from '#tests/pairings.ts';
import { testRuntime, type TestRuntime } from '#tests/runtime.ts';
import { wrapUp } from '#domain/pairings/ending.commands.server.ts';
import { addGoal } from '#domain/pairings/goals.commands.server.ts';
import { emptyNote, readNote, type Note } from '#domain/requests/note.ts';
import { answerHandOff, suggestNext } from './hand-offs.commands.server.ts';
import { handOffsOf } from './hand-offs.queries.server.ts';

const note: Note = {
  ...emptyNote,
  skills: ['Go'],
  working: 'A small tool that renames files, with tests I do not trust.',
};

interface World {
  runtime: TestRuntime;
  ana: Viewer;
  ben: Viewer;
  eli: Viewer;
  pairingId: string;
}

async function world(db: Database): Promise<World> {
  const runtime = testRuntime(db);
  await foundCommunity(runtime);
  const ana = await addMember(runtime, { name: 'Ana', offer: {} });
  const ben = await addMember(runtime, { name: 'Ben' });
  const eli = await addMember(runtime, { name: 'Eli', offer: { capacity: 1 } });
  return {
    runtime,
    ana,
    ben,
    eli,
    pairingId: await beginGoing(runtime, { mentor: ana, mentee: ben }),
  };
}

async function suggest({ runtime, eli, pairingId }: World, actor: Viewer): Promise<string> {
  const words = 'You would get on';
  const suggested = await suggestNext(runtime, { actor, pairingId, toId: eli.id, words });
  if (suggested.outcome !== 'done') throw new Error(suggested.code);
  return suggested.handOffId;
}

const seenBy = ({ runtime, pairingId }: World, viewer: Viewer) =>
  handOffsOf(runtime.db.read, { pairingId, viewerId: viewer.id });

const requests = ({ runtime }: World) =>
  runtime.db.read.selectFrom('requests').selectAll().execute();

const jobs = async ({ runtime }: World, name: string) =>
  (
    await runtime.db.read
      .selectFrom('jobs')
      .select('due_at')
      .where('kind', '=', `event:${name}`)
      .execute()
  ).map((job) => job.due_at);

const setApart = (
  { db }: Pick<TestRuntime, 'db'>,
  { one, other }: { one: { id: string }; other: { id: string } },
) =>
  db.transact((tx) =>
    tx.insertInto('blocks').values({ member_id: one.id, other_id: other.id, since: 1 }).execute(),
  );

eachEngine('handing Ben on to Eli', (freshDatabase) => {
  it('moves nothing before Ben says yes, then sends his note with the goals he chose', async () => {
    const here = await world(await freshDatabase());
    const { runtime, ana, ben, eli, pairingId } = here;
    const kept = await addGoal(runtime, {
      actor: ben,
      pairingId,
      forId: ben.id,
      words: 'Ten solid tests',
    });
    await addGoal(runtime, { actor: ben, pairingId, forId: ben.id, words: 'Something private' });
    const theirs = await addGoal(runtime, { actor: ana, pairingId, forId: ana.id, words: 'Hers' });
    const handOffId = await suggest(here, ana);
    expect(await suggest(here, ana)).toBe(handOffId);
    expect(await requests(here)).toEqual([]);
    expect(await seenBy(here, ben)).toMatchObject([
      { by: 'them', isForYou: true, state: 'suggested', words: 'You would get on' },
    ]);

    const goalIds = [kept, theirs].map((added) => (added.outcome === 'done' ? added.id : ''));
    const answering = { actor: ben, handOffId, note, goalIds, heading: 'What I’m after:' };
    const sent = await answerHandOff(runtime, answering);
    expect(await answerHandOff(runtime, answering)).toEqual(sent);
    const [request, ...more] = await requests(here);
    expect(more).toEqual([]);
    expect(request).toMatchObject({
      from_id: ben.id,
      to_id: eli.id,
      recommended: 1,
      state: 'open',
    });
    expect(sent).toEqual({ outcome: 'done', requestId: request?.id });
    expect(readNote(request?.note ?? '').working).toBe(
      `${note.working}\n\nWhat I’m after:\n\n- Ten solid tests`,
    );
    expect(await seenBy(here, ben)).toMatchObject([{ state: 'agreed', requestId: request?.id }]);
    expect(await seenBy(here, ana)).toMatchObject([{ state: 'suggested', requestId: null }]);
  });

  it('ends where Ben would rather not: nobody is told, and Ana reads the same as before', async () => {
    const here = await world(await freshDatabase());
    const { runtime, ana, ben } = here;
    const handOffId = await suggest(here, ana);
    const before = await seenBy(here, ana);
    const no = { actor: ben, handOffId, note: null, goalIds: [], heading: '' };
    expect(await answerHandOff(runtime, no)).toEqual({ outcome: 'done', requestId: null });
    expect(await answerHandOff(runtime, no)).toEqual({ outcome: 'done', requestId: null });
    expect(await seenBy(here, ana)).toEqual(before);
    expect(await seenBy(here, ben)).toMatchObject([{ state: 'not_now' }]);
    expect(await requests(here)).toEqual([]);
    expect(await jobs(here, 'HandOffSuggested')).toHaveLength(1);
  });

  it('recommends nobody to themselves: what Ben suggests for himself goes without that word', async () => {
    const here = await world(await freshDatabase());
    const { runtime, ana, ben } = here;
    const handOffId = await suggest(here, ben);
    expect(await jobs(here, 'HandOffSuggested')).toEqual([]);
    expect(await seenBy(here, ana)).toEqual([]);
    const answering = { actor: ben, handOffId, note, goalIds: [], heading: '' };
    await answerHandOff(runtime, answering);
    expect(await requests(here)).toMatchObject([{ recommended: 0 }]);
  });

  it('says so when Eli is full, and can be answered again later', async () => {
    const here = await world(await freshDatabase());
    const { runtime, ana, ben, eli } = here;
    const handOffId = await suggest(here, ana);
    await runtime.db.transact((tx) =>
      tx.updateTable('offers').set({ held: 1 }).where('member_id', '=', eli.id).execute(),
    );
    const answering = { actor: ben, handOffId, note, goalIds: [], heading: '' };
    expect(await answerHandOff(runtime, answering)).toMatchObject({ code: 'full' });
    expect(await seenBy(here, ben)).toMatchObject([{ state: 'suggested' }]);
  });

  it('can be a last word, told no earlier than the ending, until two weeks are over', async () => {
    const here = await world(await freshDatabase());
    const { runtime, ana, ben, eli, pairingId } = here;
    await wrapUp(runtime, { actor: ana, pairingId });
    await suggest(here, ana);
    expect(await jobs(here, 'HandOffSuggested')).toEqual(await jobs(here, 'PairingWrappedUp'));
    runtime.clock.pass(14 * day);
    const late = { actor: ben, pairingId, toId: eli.id, words: '' };
    expect(await suggestNext(runtime, late)).toEqual({ outcome: 'refused', code: 'too_late' });
  });

  it('names only people on the list whom Ana may see, as if there were no others', async () => {
    const here = await world(await freshDatabase());
    const { runtime, ana, ben, eli, pairingId } = here;
    const fay = await addMember(runtime, { name: 'Fay' });
    const refused = { outcome: 'refused', code: 'not_available' };
    const to = (toId: string) => suggestNext(runtime, { actor: ana, pairingId, toId, words: '' });
    expect(await to(fay.id)).toEqual(refused);
    expect(await to(ben.id)).toEqual(refused);
    expect(await to('nobody')).toEqual(refused);
    await setApart(runtime, { one: eli, other: ana });
    expect(await to(eli.id)).toEqual(refused);
  });

  it.each(['eli', 'ben'] as const)(
    'E3: tells Ana nothing of a block between Ben and Eli by %s: it looks as if Ben never answered',
    async (by) => {
      const told: unknown[] = [];
      for (const isBlocked of [false, true]) {
        const here = await world(await freshDatabase());
        const { runtime, ana, ben, eli, pairingId } = here;
        const [one, other] = by === 'eli' ? [eli, ben] : [ben, eli];
        if (isBlocked) await setApart(runtime, { one, other });
        const said = await suggestNext(runtime, {
          actor: ana,
          pairingId,
          toId: eli.id,
          words: 'x',
        });
        const seen = await seenBy(here, ana);
        told.push([said.outcome, seen?.map(({ to, state }) => [to.name, to.isGone, state])]);
        expect(await seenBy(here, ben)).toHaveLength(isBlocked ? 0 : 1);
        expect(await jobs(here, 'HandOffSuggested')).toHaveLength(isBlocked ? 0 : 1);
        const handOffId = seen?.[0]?.id ?? '';
        const answering = { actor: ben, handOffId, note, goalIds: [], heading: '' };
        if (isBlocked)
          expect(await answerHandOff(runtime, answering)).toMatchObject({ outcome: 'refused' });
      }
      expect(told[1]).toEqual(told[0]);
    },
  );

  it('C2: is not there for anybody else', async () => {
    const here = await world(await freshDatabase());
    const { runtime, ana, eli, pairingId } = here;
    const handOffId = await suggest(here, ana);
    const notFound = { outcome: 'refused', code: 'not_found' };
    expect(await seenBy(here, eli)).toBeUndefined();
    expect(await suggestNext(runtime, { actor: eli, pairingId, toId: eli.id, words: '' })).toEqual(
      notFound,
    );
    const answering = { handOffId, note, goalIds: [], heading: '' };
    expect(await answerHandOff(runtime, { actor: eli, ...answering })).toEqual(notFound);
    expect(await answerHandOff(runtime, { actor: ana, ...answering })).toEqual(notFound);
  });
});
