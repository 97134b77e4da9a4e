import { expect, it } from 'vitest';
import { hour, day } from '#lib/duration.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { addMember, foundCommunity } from '#tests/factories.ts';
import { beginGoing, beginPairing } from '#tests/pairings.ts';
import { testRuntime, type TestRuntime } from '#tests/runtime.ts';
import { wrapUp } from './ending.commands.server.ts';
import { suggestNext } from '#domain/hand-offs/hand-offs.commands.server.ts';
import { answerAfterChat } from './private-answers.commands.server.ts';
import { turnsOf } from './your-turn-pairings.queries.server.ts';

const kindsFor = async ({ db, clock }: TestRuntime, viewerId: string) =>
  (await turnsOf(db.read, { viewerId, now: clock.now() })).map(({ kind }) => kind);

eachEngine('what waits between Ana and Ben', (freshDatabase) => {
  it('is the question after their chat, for each until they answer it', async () => {
    const runtime = testRuntime(await freshDatabase());
    await foundCommunity(runtime);
    const ana = await addMember(runtime, { name: 'Ana', offer: {} });
    const ben = await addMember(runtime, { name: 'Ben' });
    const pairingId = await beginPairing(runtime, { mentor: ana, mentee: ben });
    const waitsFor = ({ id }: Viewer) => kindsFor(runtime, id);
    expect(await waitsFor(ben)).toEqual([]);
    const asked_at = runtime.clock.now();
    await runtime.db.transact((tx) =>
      tx
        .updateTable('pairings')
        .set({ asked_at, ask_ends_at: asked_at + 14 * day })
        .execute(),
    );
    expect([await waitsFor(ana), await waitsFor(ben)]).toEqual([['after_chat'], ['after_chat']]);
    await answerAfterChat(runtime, { actor: ana, pairingId, says: 'no' });
    expect([await waitsFor(ana), await waitsFor(ben)]).toEqual([[], ['after_chat']]);
  });

  it('E6: is somebody Ana thought of only once both are told that it has wrapped up', async () => {
    const runtime = testRuntime(await freshDatabase());
    await foundCommunity(runtime);
    const ana = await addMember(runtime, { name: 'Ana', offer: {} });
    const ben = await addMember(runtime, { name: 'Ben' });
    const eli = await addMember(runtime, { name: 'Eli', offer: { capacity: 2 } });
    const pairingId = await beginGoing(runtime, { mentor: ana, mentee: ben });
    await wrapUp(runtime, { actor: ana, pairingId });
    await suggestNext(runtime, { actor: ana, pairingId, toId: eli.id, words: '' });
    expect(await kindsFor(runtime, ben.id)).toEqual([]);
    runtime.clock.pass(hour);
    expect(await kindsFor(runtime, ben.id)).toEqual(['hand_off']);
  });
});
