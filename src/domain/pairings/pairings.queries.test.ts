import { expect, it } from 'vitest';
import { day } from '#lib/duration.ts';
import type { Database } from '#platform/db/database.server.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { addMember, foundCommunity } from '#tests/factories.ts';
import { beginGoing, beginPairing, freeTerms } from '#tests/pairings.ts';
import { testRuntime } from '#tests/runtime.ts';
import { firstLines } from './agreement.ts';
import { okAgreement, suggestAgreement } from './agreements.commands.server.ts';
import { wrapUp } from './ending.commands.server.ts';
import { answerAfterChat, sayWeChatted } from './private-answers.commands.server.ts';
import { findPairing, pairingsOf } from './pairings.queries.server.ts';

const weekly = {
  ...firstLines(freeTerms),
  rhythm: { every: 'week' as const, minutes: 30, way: 'call' as const },
};

async function world(db: Database) {
  const runtime = testRuntime(db);
  await foundCommunity(runtime);
  const ana = await addMember(runtime, { name: 'Ana', offer: { capacity: 5 } });
  const ben = await addMember(runtime, { name: 'Ben', pronouns: 'he/him', place: 'Porto' });
  return { runtime, ana, ben };
}

eachEngine('looking at a pairing', (freshDatabase) => {
  it('C2: is the same as nothing for an organiser it is not about', async () => {
    const { runtime, ana, ben } = await world(await freshDatabase());
    const eli = await addMember(runtime, { name: 'Eli', isOrganiser: true });
    const pairingId = await beginGoing(runtime, { mentor: ana, mentee: ben });
    const now = runtime.clock.now();
    const look = (id: string) =>
      findPairing(runtime.db.read, { pairingId: id, viewerId: eli.id, now });
    expect(await look(pairingId)).toBeUndefined();
    expect(await look(eli.id)).toBeUndefined();
    expect(await look('../etc')).toBeUndefined();
    const asked = { viewerId: eli.id, now };
    expect(await pairingsOf(runtime.db.read, asked)).toEqual({ living: [], wrappedUp: [] });
  });

  it('is drawn from the looker’s side, whoever wrote first', async () => {
    const { runtime, ana, ben } = await world(await freshDatabase());
    const pairingId = await beginPairing(runtime, { mentor: ana, mentee: ben, kind: 'swap' });
    const now = runtime.clock.now();
    const forAna = await findPairing(runtime.db.read, { pairingId, viewerId: ana.id, now });
    expect(forAna).toMatchObject({
      kind: 'swap',
      you: { name: 'Ana' },
      other: { name: 'Ben', pronouns: 'he/him', place: 'Porto', timeZone: 'Europe/Lisbon' },
      topics: { yours: 'A bit of Elixir', theirs: 'Testing, Go' },
    });
    expect(Object.keys(forAna ?? {}).filter((key) => /mentor|mentee/i.test(key))).toEqual([]);
  });

  it('offers last words for two weeks after it is over', async () => {
    const { runtime, ana, ben } = await world(await freshDatabase());
    const pairingId = await beginGoing(runtime, { mentor: ana, mentee: ben });
    await wrapUp(runtime, { actor: ana, pairingId });
    const end = runtime.clock.now();
    const until = async (now: number) =>
      (await findPairing(runtime.db.read, { pairingId, viewerId: ben.id, now }))?.lastWordsUntil;
    expect(await until(end)).toBe(end + 14 * day);
    expect(await until(end + 14 * day)).toBeNull();
  });
});

eachEngine('the list of pairings', (freshDatabase) => {
  it('has what goes on first, with its rhythm and what waits for the reader', async () => {
    const { runtime, ana, ben } = await world(await freshDatabase());
    const cy = await addMember(runtime, { name: 'Cy' });
    const dee = await addMember(runtime, { name: 'Dee' });
    const over = await beginGoing(runtime, { mentor: ana, mentee: cy });
    await wrapUp(runtime, { actor: cy, pairingId: over });
    runtime.clock.pass(day);
    const withBen = await beginGoing(runtime, { mentor: ana, mentee: ben });
    const suggested = await suggestAgreement(runtime, {
      actor: ben,
      pairingId: withBen,
      lines: weekly,
    });
    runtime.clock.pass(day);
    const withDee = await beginPairing(runtime, { mentor: ana, mentee: dee });
    await sayWeChatted(runtime, { actor: dee, pairingId: withDee });

    const list = () => pairingsOf(runtime.db.read, { viewerId: ana.id, now: runtime.clock.now() });
    expect(await list()).toMatchObject({
      living: [
        { id: withDee, other: { name: 'Dee' }, state: 'trying_out', waitsForYou: 'after_chat' },
        { id: withBen, other: { name: 'Ben' }, rhythm: null, waitsForYou: 'agreement' },
      ],
      wrappedUp: [{ id: over, other: { name: 'Cy' }, waitsForYou: null }],
    });
    const agreementId = suggested.outcome === 'done' ? suggested.agreementId : '';
    await okAgreement(runtime, { actor: ana, pairingId: withBen, agreementId });
    await answerAfterChat(runtime, { actor: ana, pairingId: withDee, says: 'no' });
    expect(await list()).toMatchObject({
      living: [{ waitsForYou: null }, { rhythm: weekly.rhythm, waitsForYou: null }],
    });
  });

  it('keeps the archive of two who are set apart, with a name that leads nowhere', async () => {
    const { runtime, ana, ben } = await world(await freshDatabase());
    const pairingId = await beginGoing(runtime, { mentor: ana, mentee: ben });
    await wrapUp(runtime, { actor: ana, pairingId });
    await runtime.db.transact((tx) =>
      tx.insertInto('blocks').values({ member_id: ana.id, other_id: ben.id, since: 1 }).execute(),
    );
    const { wrappedUp } = await pairingsOf(runtime.db.read, {
      viewerId: ben.id,
      now: runtime.clock.now(),
    });
    expect(wrappedUp).toMatchObject([{ id: pairingId, other: { name: 'Ana', isGone: true } }]);
  });
});
