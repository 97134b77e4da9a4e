import { expect, it } from 'vitest';
import { DriftNoticed, RhythmPaused } from '#domain/meetings/events.ts';
import { day, minute } from '#lib/duration.ts';
import { suggestPause } from '#domain/meetings/meeting-suggestions.commands.server.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { agreeOn, anaAndBen, type Two } from '#tests/meetings.ts';
import { happens, letters, pass } from '#tests/notice-harness.ts';

const told = async ({ runtime }: Two) =>
  (
    await runtime.db.read.selectFrom('notices').select('kind').where('kind', '=', 'drift').execute()
  ).map(({ kind }) => kind);

eachEngine('the question whether fewer would suit', (freshDatabase) => {
  it('fault 8: reaches Ana and Ben once each, also where it is told again in another month', async () => {
    const two = await anaAndBen(await freshDatabase());
    const { runtime, pairingId } = two;
    const event = { pairingId, askedAt: runtime.clock.now() };
    await happens(runtime, DriftNoticed, event);
    runtime.clock.pass(20 * day);
    await happens(runtime, DriftNoticed, event);
    expect(await told(two)).toEqual(['drift', 'drift']);
    await happens(runtime, DriftNoticed, { ...event, askedAt: runtime.clock.now() });
    expect(await told(two)).toHaveLength(4);
  });
});

eachEngine('a pause', (freshDatabase) => {
  it('names its days in the language of whoever is told: Ana reads German, Ben English', async () => {
    const two = await anaAndBen(await freshDatabase());
    const { runtime, ana, ben, pairingId } = two;
    await runtime.db.transact((tx) =>
      tx.updateTable('members').set({ locale: 'de' }).where('id', '=', ana.id).execute(),
    );
    const seriesId = await agreeOn(two);
    const days = { from: '2026-12-20', to: '2027-01-03' };
    for (const by of [ana.id, ben.id]) {
      await runtime.db.transact((tx) =>
        tx
          .updateTable('series')
          .set({ sequence: by === ana.id ? 3 : 4 })
          .execute(),
      );
      await happens(runtime, RhythmPaused, { pairingId, seriesId, ...days, by });
    }
    const subjects = (await letters(runtime)).map(({ to, subject }) => `${to}: ${subject}`);
    expect(subjects).toContain(
      'Ana: Eine Pause bei deinen Treffen mit Ben: 20. Dezember 2026 – 3. Januar 2027',
    );
    expect(subjects).toContain(
      'Ben: A pause in your catch-ups with Ana: 20 December 2026 – 3 January 2027',
    );
    await suggestPause(runtime, { actor: ana, pairingId, from: '2027-02-01', to: '2027-02-14' });
    await pass(runtime, minute);
    expect((await letters(runtime)).map(({ subject }) => subject)).toContain(
      'Ana suggests a pause in your catch-ups: 1 – 14 February',
    );
  });
});
