import { expect, it } from 'vitest';
import { day } from '#lib/duration.ts';
import type { Terms } from '#domain/members/offer.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { addMember, foundCommunity } from '#tests/factories.ts';
import { beginPairing } from '#tests/pairings.ts';
import { testRuntime } from '#tests/runtime.ts';
import { agreementOf } from './agreements.queries.server.ts';
import { findPairing } from './pairings.queries.server.ts';

const paid: Terms = {
  kind: 'charges',
  amount: 3500,
  currency: 'EUR',
  note: '',
  firstChatFree: true,
};

eachEngine('a pairing that begins', (freshDatabase) => {
  it('is just one chat, with its own clock, the terms of the note and what both want from it', async () => {
    const runtime = testRuntime(await freshDatabase());
    await foundCommunity(runtime);
    const ana = await addMember(runtime, { name: 'Ana', offer: {} });
    const ben = await addMember(runtime, { name: 'Ben' });
    const now = runtime.clock.now();
    const chatAt = now + 2 * day;
    const pairingId = await beginPairing(runtime, {
      mentor: ana,
      mentee: ben,
      chatAt,
      terms: paid,
    });

    const page = await findPairing(runtime.db.read, { pairingId, viewerId: ben.id, now });
    expect(page).toMatchObject({
      kind: 'mentoring',
      state: 'trying_out',
      beganAt: now,
      chatAt,
      reviewAt: null,
      asked: null,
      you: { name: 'Ben' },
      other: { name: 'Ana', isGone: false },
      topics: { yours: 'Testing, Go', theirs: 'A bit of Elixir' },
      mayPairAgain: false,
    });
    const agreed = await agreementOf(runtime.db.read, { pairingId, viewerId: ben.id });
    expect(agreed?.current?.lines).toMatchObject({ terms: paid, rhythm: null });
    const clocks = await runtime.db.read
      .selectFrom('jobs')
      .select(['job_key', 'due_at'])
      .where('kind', '=', 'pairing-clock')
      .execute();
    expect(clocks).toEqual([{ job_key: pairingId, due_at: chatAt + day / 12 }]);
  });
});
