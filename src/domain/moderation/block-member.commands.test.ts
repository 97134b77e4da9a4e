import { expect, it } from 'vitest';
import { eachEngine } from '#tests/both-databases.ts';
import { addMember, foundCommunity } from '#tests/factories.ts';
import { testRuntime } from '#tests/runtime.ts';
import { addPairing, addRequest } from '#tests/raw-pairings.ts';
import { blockMember } from './block-member.commands.server.ts';

eachEngine('a block', (freshDatabase) => {
  it('E3: ends Ben’s open note and his pairing with Ana, and nothing of theirs with Cy', async () => {
    const runtime = testRuntime(await freshDatabase());
    await foundCommunity(runtime);
    const ana = await addMember(runtime, { name: 'Ana', offer: { held: 2, capacity: 3 } });
    const ben = await addMember(runtime, { name: 'Ben' });
    const cy = await addMember(runtime, { name: 'Cy' });
    await addPairing(runtime, { mentorId: ana.id, menteeId: ben.id });
    await addPairing(runtime, { mentorId: ana.id, menteeId: cy.id });
    await addRequest(runtime, { fromId: ben.id, toId: ana.id });
    await addRequest(runtime, { fromId: cy.id, toId: ben.id });
    await blockMember(runtime, { actor: ana, otherId: ben.id });
    const { read } = runtime.db;
    const pairings = await read.selectFrom('pairings').select(['mentee_id', 'state']).execute();
    expect(new Map(pairings.map((row) => [row.mentee_id, row.state]))).toEqual(
      new Map([
        [ben.id, 'wrapped_up'],
        [cy.id, 'going'],
      ]),
    );
    const notes = await read.selectFrom('requests').select(['from_id', 'state']).execute();
    expect(new Map(notes.map((row) => [row.from_id, row.state === 'open']))).toEqual(
      new Map([
        [ben.id, false],
        [cy.id, true],
      ]),
    );
    const changes = await read.selectFrom('request_changes').select('by_id').execute();
    expect(changes.every(({ by_id }) => by_id === null)).toBe(true);
    const closed = await read
      .selectFrom('conversations')
      .innerJoin('pairings', 'pairings.conversation_id', 'conversations.id')
      .select(['closed_at', 'mentee_id'])
      .execute();
    for (const row of closed) expect(row.closed_at !== null).toBe(row.mentee_id === ben.id);
  });
});
