import { expect, it } from 'vitest';
import { hour, day } from '#lib/duration.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { agreeOn, anaAndBen, onVideo, rowsOf, thursdays, type Two } from '#tests/meetings.ts';
import { suggestRhythm, suggestSkip } from './meeting-suggestions.commands.server.ts';
import { turnsOf } from './your-turn-meetings.queries.server.ts';

const waiting = async ({ runtime, ...two }: Two, who: 'ana' | 'ben') =>
  (await turnsOf(runtime.db.read, { viewerId: two[who].id, now: runtime.clock.now() })).map(
    (turn) => (turn.kind === 'happened' ? turn.meetingId : turn.suggested.kind),
  );

eachEngine('what waits about the meetings of Ana and Ben', (freshDatabase) => {
  it('is a suggestion for the other of the two, as long as it stands', async () => {
    const two = await anaAndBen(await freshDatabase());
    const { runtime, ana, ben, pairingId } = two;
    await suggestRhythm(runtime, { actor: ana, pairingId, plan: thursdays, ...onVideo });
    expect([await waiting(two, 'ana'), await waiting(two, 'ben')]).toEqual([[], ['rhythm']]);
    const [next] = await rowsOf(two, await agreeOn(two));
    expect(await waiting(two, 'ben')).toEqual([]);
    await suggestSkip(runtime, { actor: ben, meetingId: next?.id ?? '' });
    expect([await waiting(two, 'ana'), await waiting(two, 'ben')]).toEqual([['skip'], []]);
    runtime.clock.pass((next?.at ?? 0) - runtime.clock.now());
    expect(await waiting(two, 'ana')).toEqual([]);
  });

  it('asks about the latest meeting only, for two weeks, until one of them says', async () => {
    const two = await anaAndBen(await freshDatabase());
    const { runtime } = two;
    const rows = await rowsOf(two, await agreeOn(two));
    const [first, second] = rows;
    runtime.clock.pass((first?.ends_at ?? 0) + hour - runtime.clock.now());
    expect(await waiting(two, 'ben')).toEqual([first?.id]);
    runtime.clock.pass(7 * day);
    expect(await waiting(two, 'ana')).toEqual([second?.id]);
    await runtime.db.transact((tx) =>
      tx
        .updateTable('meetings')
        .set({ state: 'happened' })
        .where('id', '=', second?.id ?? '')
        .execute(),
    );
    expect(await waiting(two, 'ana')).toEqual([]);
    await runtime.db.transact((tx) =>
      tx
        .deleteFrom('meetings')
        .where('id', '<>', first?.id ?? '')
        .execute(),
    );
    expect(await waiting(two, 'ben')).toEqual([first?.id]);
    runtime.clock.pass(7 * day);
    expect(await waiting(two, 'ben')).toEqual([]);
  });
});
