import { expect, it } from 'vitest';
import type { Viewer } from '#domain/members/viewer.ts';
import type { Database } from '#platform/db/database.server.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { addMember, foundCommunity } from '#tests/factories.ts';
import { beginGoing } from '#tests/pairings.ts';
import { testRuntime } from '#tests/runtime.ts';
import { wrapUp } from './ending.commands.server.ts';
import { revokeContact, shareContact } from './contacts.commands.server.ts';
import { contactsOf } from './contacts.queries.server.ts';

async function world(db: Database) {
  const runtime = testRuntime(db);
  await foundCommunity(runtime);
  const ana = await addMember(runtime, { name: 'Ana', offer: {} });
  const ben = await addMember(runtime, { name: 'Ben' });
  const pairingId = await beginGoing(runtime, { mentor: ana, mentee: ben });
  const seenBy = (viewer: Viewer) =>
    contactsOf(runtime.db.read, { pairingId, viewerId: viewer.id });
  return { runtime, ana, ben, pairingId, seenBy };
}

const phone = { label: 'Phone', value: '+351 210 000 000' };

eachEngine('ways to reach each other', (freshDatabase) => {
  it('E7: are seen by Ben alone once Ana shares them, and by nobody once she takes them back', async () => {
    const { runtime, ana, ben, pairingId, seenBy } = await world(await freshDatabase());
    const eli = await addMember(runtime, { name: 'Eli', isOrganiser: true });
    const other = await beginGoing(runtime, { mentor: ana, mentee: eli });
    expect(await seenBy(ben)).toEqual({ yours: [], theirs: [] });
    const shared = await shareContact(runtime, { actor: ana, pairingId, ...phone });
    if (shared.outcome !== 'done') throw new Error(shared.code);
    expect(await shareContact(runtime, { actor: ana, pairingId, ...phone })).toEqual(shared);
    expect((await seenBy(ben))?.theirs).toMatchObject([phone]);
    expect(await seenBy(eli)).toBeUndefined();
    const toEli = await contactsOf(runtime.db.read, { pairingId: other, viewerId: eli.id });
    expect(toEli).toEqual({ yours: [], theirs: [] });

    const { contactId } = shared;
    await revokeContact(runtime, { actor: ben, pairingId, contactId });
    expect((await seenBy(ben))?.theirs).toHaveLength(1);
    await wrapUp(runtime, { actor: ben, pairingId });
    await revokeContact(runtime, { actor: ana, pairingId, contactId });
    expect((await seenBy(ben))?.theirs).toEqual([]);
    expect(await runtime.db.read.selectFrom('shared_contacts').selectAll().execute()).toEqual([]);
  });

  it('E7: are told by their id, never by what they say', async () => {
    const { runtime, ana, pairingId } = await world(await freshDatabase());
    await shareContact(runtime, { actor: ana, pairingId, ...phone });
    const jobs = await runtime.db.read.selectFrom('jobs').select('payload').execute();
    expect(JSON.stringify(jobs)).not.toContain('210 000');
  });

  it('are gone for two who are set apart, few, and not shared once it is over', async () => {
    const { runtime, ana, ben, pairingId, seenBy } = await world(await freshDatabase());
    for (let each = 0; each < 8; each++)
      await shareContact(runtime, { actor: ana, pairingId, label: 'Phone', value: `${each}` });
    const more = { actor: ana, pairingId, ...phone };
    expect(await shareContact(runtime, more)).toEqual({ outcome: 'refused', code: 'too_many' });
    await wrapUp(runtime, { actor: ana, pairingId });
    expect(await shareContact(runtime, more)).toEqual({ outcome: 'refused', code: 'wrapped_up' });
    await runtime.db.transact((tx) =>
      tx.insertInto('blocks').values({ member_id: ana.id, other_id: ben.id, since: 1 }).execute(),
    );
    expect((await seenBy(ben))?.theirs).toEqual([]);
    expect((await seenBy(ana))?.yours).toHaveLength(8);
  });
});
