import { expect, it } from 'vitest';
import { day } from '#lib/duration.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import type { Database } from '#platform/db/database.server.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { addMember, foundCommunity } from '#tests/factories.ts';
import { beginGoing, beginPairing, runPairingClock } from '#tests/pairings.ts';
import { testRuntime, type TestRuntime } from '#tests/runtime.ts';
import { wrapUp } from './ending.commands.server.ts';
import { monthsLater } from './months-later.ts';
import { readPairing } from './pairing-store.queries.server.ts';
import { findPairing } from './pairings.queries.server.ts';
import { rest } from './pairing-rest.commands.server.ts';
import {
  answerAfterChat,
  answerAgain,
  answerRenewal,
  sayWeChatted,
} from './private-answers.commands.server.ts';

interface World {
  runtime: TestRuntime;
  ana: Viewer;
  ben: Viewer;
}

async function world(db: Database): Promise<World> {
  const runtime = testRuntime(db);
  await foundCommunity(runtime);
  const ana = await addMember(runtime, { name: 'Ana', offer: { capacity: 1 } });
  return { runtime, ana, ben: await addMember(runtime, { name: 'Ben' }) };
}

const page = async (
  { runtime }: World,
  { viewer, pairingId }: { viewer: Viewer; pairingId: string },
) => {
  const now = runtime.clock.now();
  const found = await findPairing(runtime.db.read, { pairingId, viewerId: viewer.id, now });
  if (found === undefined) throw new Error('not there');
  return found;
};

const announced = async ({ db }: TestRuntime, name: string) =>
  (await db.read.selectFrom('jobs').select('id').where('kind', '=', `event:${name}`).execute())
    .length;

const undecided = { outcome: 'done', isDecided: false };
const decided = { outcome: 'done', isDecided: true };

eachEngine('after the first chat', (freshDatabase) => {
  it('goes along once both have said yes, and not before', async () => {
    const here = await world(await freshDatabase());
    const { runtime, ana, ben } = here;
    const pairingId = await beginPairing(runtime, { mentor: ana, mentee: ben });
    expect(await sayWeChatted(runtime, { actor: ben, pairingId })).toEqual({ outcome: 'done' });
    expect(await sayWeChatted(runtime, { actor: ana, pairingId })).toEqual({ outcome: 'done' });
    expect(await announced(runtime, 'AfterChatAsked')).toBe(1);
    const ends = runtime.clock.now() + 14 * day;
    expect((await page(here, { viewer: ana, pairingId })).asked).toEqual({
      about: 'after_chat',
      endsAt: ends,
      yourAnswer: null,
    });

    const yes = { pairingId, says: 'yes' as const };
    expect(await answerAfterChat(runtime, { actor: ana, ...yes })).toEqual(undecided);
    expect((await page(here, { viewer: ana, pairingId })).asked?.yourAnswer).toBe('yes');
    expect(await answerAfterChat(runtime, { actor: ben, ...yes })).toEqual(decided);
    expect(await answerAfterChat(runtime, { actor: ben, ...yes })).toEqual(decided);
    const now = runtime.clock.now();
    expect(await page(here, { viewer: ben, pairingId })).toMatchObject({
      state: 'going',
      goingSince: now,
      reviewAt: monthsLater(now, 3),
      asked: null,
    });
    expect(await announced(runtime, 'PairingGoesAlong')).toBe(1);
    expect(await runtime.db.read.selectFrom('pairing_answers').selectAll().execute()).toEqual([]);
  });

  it('shows Ben the same page whether Ana has said yes, no or nothing', async () => {
    const here = await world(await freshDatabase());
    const { runtime, ana, ben } = here;
    const pairingId = await beginPairing(runtime, { mentor: ana, mentee: ben });
    await sayWeChatted(runtime, { actor: ben, pairingId });
    const before = await page(here, { viewer: ben, pairingId });
    await answerAfterChat(runtime, { actor: ana, pairingId, says: 'yes' });
    expect(await page(here, { viewer: ben, pairingId })).toEqual(before);
    await answerAfterChat(runtime, { actor: ana, pairingId, says: 'no' });
    expect(await page(here, { viewer: ben, pairingId })).toEqual(before);
    const no = await answerAfterChat(runtime, { actor: ben, pairingId, says: 'no' });
    expect(no).toEqual(undecided);
  });

  it('wraps up when the time is over and one of the two has not said yes', async () => {
    const here = await world(await freshDatabase());
    const { runtime, ana, ben } = here;
    const pairingId = await beginPairing(runtime, { mentor: ana, mentee: ben });
    await answerAfterChat(runtime, { actor: ana, pairingId, says: 'yes' });
    await answerAfterChat(runtime, { actor: ben, pairingId, says: 'no' });
    runtime.clock.pass(14 * day);
    await runPairingClock(runtime, pairingId);
    expect((await page(here, { viewer: ana, pairingId })).state).toBe('wrapped_up');
    expect(await answerAfterChat(runtime, { actor: ben, pairingId, says: 'yes' })).toEqual({
      outcome: 'refused',
      code: 'wrapped_up',
    });
  });

  it('says why an answer does not count: resting, going along already, or not theirs', async () => {
    const { runtime, ana, ben } = await world(await freshDatabase());
    const eli = await addMember(runtime, { name: 'Eli' });
    const pairingId = await beginPairing(runtime, { mentor: ana, mentee: ben });
    const code = async (actor: Viewer, says: 'yes' | 'no') => {
      const answered = await answerAfterChat(runtime, { actor, pairingId, says });
      return answered.outcome === 'refused' ? answered.code : 'done';
    };
    expect(await code(eli, 'yes')).toBe('not_found');
    await answerAfterChat(runtime, { actor: ana, pairingId, says: 'yes' });
    await answerAfterChat(runtime, { actor: ben, pairingId, says: 'yes' });
    expect(await code(ben, 'no')).toBe('not_asked');
    await rest(runtime, { actor: ana, pairingId, until: runtime.clock.now() + day });
    expect(await code(ben, 'yes')).toBe('resting');
    expect(await sayWeChatted(runtime, { actor: ben, pairingId })).toMatchObject({
      code: 'resting',
    });
  });
});

eachEngine('before the review date', (freshDatabase) => {
  it('goes on for another three months once both have said yes', async () => {
    const here = await world(await freshDatabase());
    const { runtime, ana, ben } = here;
    const pairingId = await beginGoing(runtime, { mentor: ana, mentee: ben });
    const reviewAt = (await page(here, { viewer: ana, pairingId })).reviewAt ?? 0;
    const yes = { pairingId, says: 'yes' as const };
    expect(await answerRenewal(runtime, { actor: ana, ...yes })).toMatchObject({
      code: 'not_asked',
    });
    runtime.clock.set(reviewAt - 14 * day);
    await runPairingClock(runtime, pairingId);
    expect((await page(here, { viewer: ana, pairingId })).asked).toMatchObject({
      about: 'renewal',
      endsAt: reviewAt,
    });
    expect(await answerRenewal(runtime, { actor: ana, ...yes })).toEqual(undecided);
    expect(await answerRenewal(runtime, { actor: ben, ...yes })).toEqual(decided);
    expect(await page(here, { viewer: ben, pairingId })).toMatchObject({
      state: 'going',
      asked: null,
      reviewAt: monthsLater(reviewAt, 3),
    });
    expect(await announced(runtime, 'RenewalAsked')).toBe(1);
    expect(await announced(runtime, 'PairingRenewed')).toBe(1);
    expect(await runtime.db.read.selectFrom('pairing_answers').selectAll().execute()).toEqual([]);
  });
});

eachEngine('pairing up again', (freshDatabase) => {
  async function over(db: Database): Promise<World & { pairingId: string }> {
    const here = await world(db);
    const { runtime, ana, ben } = here;
    const pairingId = await beginGoing(runtime, { mentor: ana, mentee: ben });
    await wrapUp(runtime, { actor: ben, pairingId });
    runtime.clock.pass(30 * day);
    return { ...here, pairingId };
  }

  it('begins a new pairing once both privately said yes, at the terms of today', async () => {
    const here = await over(await freshDatabase());
    const { runtime, ana, ben, pairingId } = here;
    await runtime.db.transact((tx) =>
      tx.updateTable('offers').set({ terms: 'pay_what_feels_right' }).execute(),
    );
    const before = await page(here, { viewer: ben, pairingId });
    expect(before).toMatchObject({
      mayPairAgain: true,
      yourAgain: null,
      againTerms: { kind: 'pay_what_feels_right' },
    });
    const yes = { pairingId, says: 'yes' as const };
    expect(await answerAgain(runtime, { actor: ana, ...yes })).toEqual({
      outcome: 'done',
      pairingId: null,
    });
    expect(await page(here, { viewer: ben, pairingId })).toEqual(before);
    const begun = await answerAgain(runtime, { actor: ben, ...yes });
    if (begun.outcome !== 'done' || begun.pairingId === null) throw new Error('not begun');
    const { pairingId: newId } = begun;
    expect(await page(here, { viewer: ana, pairingId: newId })).toMatchObject({
      state: 'trying_out',
      topics: { yours: 'A bit of Elixir', theirs: 'Testing, Go' },
      requestId: null,
    });
    expect((await page(here, { viewer: ana, pairingId })).mayPairAgain).toBe(false);
    expect(await answerAgain(runtime, { actor: ana, ...yes })).toEqual(begun);
    expect(await runtime.db.read.selectFrom('pairing_answers').selectAll().execute()).toEqual([]);
  });

  it('is refused kindly while Ana has no room, and keeps what both said', async () => {
    const here = await over(await freshDatabase());
    const { runtime, ana, ben, pairingId } = here;
    const eli = await addMember(runtime, { name: 'Eli' });
    const other = await beginPairing(runtime, { mentor: ana, mentee: eli });
    const yes = { pairingId, says: 'yes' as const };
    await answerAgain(runtime, { actor: ana, ...yes });
    const full = { outcome: 'refused', code: 'full' };
    expect(await answerAgain(runtime, { actor: ben, ...yes })).toEqual(full);
    await wrapUp(runtime, { actor: ana, pairingId: other });
    expect(await answerAgain(runtime, { actor: ben, ...yes })).toMatchObject({ outcome: 'done' });
    const held = await runtime.db.read.selectFrom('offers').select('held').executeTakeFirst();
    expect(held).toEqual({ held: 1 });
  });

  it('is not offered between two who are set apart, nor while it still goes on', async () => {
    const here = await over(await freshDatabase());
    const { runtime, ana, ben, pairingId } = here;
    await runtime.db.transact((tx) =>
      tx.insertInto('blocks').values({ member_id: ana.id, other_id: ben.id, since: 1 }).execute(),
    );
    expect(await page(here, { viewer: ben, pairingId })).toMatchObject({
      mayPairAgain: false,
      againTerms: null,
      lastWordsUntil: null,
      other: { name: 'Ana', isGone: true },
    });
    expect(await answerAgain(runtime, { actor: ben, pairingId, says: 'yes' })).toEqual({
      outcome: 'refused',
      code: 'not_available',
    });
    const fay = await addMember(runtime, { name: 'Fay' });
    const living = await beginPairing(runtime, { mentor: ana, mentee: fay });
    expect(await answerAgain(runtime, { actor: fay, pairingId: living, says: 'yes' })).toEqual({
      outcome: 'refused',
      code: 'still_living',
    });
    expect((await readPairing(runtime.db.read, living))?.state).toBe('trying_out');
  });
});
