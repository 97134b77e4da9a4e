import { expect, it } from 'vitest';
import { day } from '#lib/duration.ts';
import { makeId } from '#lib/ids.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { addMember, foundCommunity } from '#tests/factories.ts';
import { testRuntime } from '#tests/runtime.ts';
import { addPairing } from '#tests/raw-pairings.ts';
import { skipCheckIn } from './answer-checkin.commands.server.ts';
import { turnsOf } from './your-turn-checkins.queries.server.ts';

eachEngine('a check-in of Ana and Ben', (freshDatabase) => {
  it('waits for each until they answer or it closes, whatever the other does', async () => {
    const runtime = testRuntime(await freshDatabase());
    await foundCommunity(runtime);
    const { clock, db, random } = runtime;
    const ana = await addMember(runtime, { name: 'Ana' });
    const ben = await addMember(runtime, { name: 'Ben' });
    const { pairingId } = await addPairing(runtime, { mentorId: ana.id, menteeId: ben.id });
    const now = clock.now();
    const asked = { id: makeId(now, random), pairing_id: pairingId, opened_at: now };
    await db.transact((tx) =>
      tx
        .insertInto('check_ins')
        .values({ ...asked, closes_at: now + 14 * day })
        .execute(),
    );
    const waitsFor = async (viewerId: string) =>
      (await turnsOf(db.read, { viewerId, now: clock.now() })).map(({ other }) => other.name);
    expect([await waitsFor(ana.id), await waitsFor(ben.id)]).toEqual([['Ben'], ['Ana']]);
    await skipCheckIn(runtime, { actor: ana, pairingId });
    expect([await waitsFor(ana.id), await waitsFor(ben.id)]).toEqual([[], ['Ana']]);
    clock.pass(14 * day);
    expect(await waitsFor(ben.id)).toEqual([]);
  });
});
