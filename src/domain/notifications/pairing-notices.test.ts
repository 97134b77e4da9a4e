import { expect, it } from 'vitest';
import { PairingWrappedUp } from '#domain/pairings/events.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { guild, happens, letters, type Sent } from '#tests/notice-harness.ts';
import { addPairing } from '#tests/raw-pairings.ts';

eachEngine('an ending', (freshDatabase) => {
  it('E6: reaches both in one moment, with the same words but for the names', async () => {
    const { runtime, odalys, tamsin } = await guild(freshDatabase);
    const sides = { mentorId: odalys.id, menteeId: tamsin.id };
    const { pairingId } = await addPairing(runtime, { ...sides, state: 'wrapped_up' });
    await happens(runtime, PairingWrappedUp, { pairingId });
    const [one, other, ...more] = await letters(runtime);
    if (one === undefined || other === undefined) throw new Error('two letters are missing');
    expect(more).toEqual([]);
    expect(one.at).toBe(other.at);
    const plain = ({ text, html, subject, fromName, category }: Sent) =>
      JSON.stringify({ text, html, subject, fromName, category })
        .replaceAll(/Odalys|Tamsin/g, 'NAME')
        .replaceAll(odalys.id, 'ID')
        .replaceAll(tamsin.id, 'ID')
        .replaceAll(/pairings\.[\w-]{43}/g, 'TOKEN');
    expect(plain(one)).toBe(plain(other));
    const kept = await runtime.db.read.selectFrom('notices').selectAll().execute();
    const bare = kept.map(({ kind, facts, href, told_at, letter_due_at, mailed_how }) => ({
      kind,
      facts: facts.replace(odalys.id, 'ID').replace(tamsin.id, 'ID'),
      href,
      told_at,
      letter_due_at,
      mailed_how,
    }));
    expect(bare[0]).toEqual(bare[1]);
  });

  it('E6: is told to both when one blocked the other, so that its absence says nothing', async () => {
    const { runtime, odalys, tamsin } = await guild(freshDatabase);
    const sides = { mentorId: odalys.id, menteeId: tamsin.id };
    const { pairingId } = await addPairing(runtime, { ...sides, state: 'wrapped_up' });
    await runtime.db.transact((tx) =>
      tx
        .insertInto('blocks')
        .values({ member_id: odalys.id, other_id: tamsin.id, since: runtime.clock.now() })
        .execute(),
    );
    await happens(runtime, PairingWrappedUp, { pairingId });
    expect(
      (await letters(runtime)).map(({ to, subject }) => `${to}: ${subject}`).toSorted(),
    ).toEqual([
      'Odalys: Your pairing with Tamsin has wrapped up',
      'Tamsin: Your pairing with Odalys has wrapped up',
    ]);
  });
});
