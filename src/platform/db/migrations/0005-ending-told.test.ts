import { hour } from '#lib/duration.ts';
import { expect, it } from 'vitest';
import { inAct } from '#platform/act.server.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { addMember, foundCommunity } from '#tests/factories.ts';
import { testRuntime } from '#tests/runtime.ts';
import { addPairing } from '#tests/raw-pairings.ts';
import { migrate } from '../migrate.server.ts';

eachEngine('pairings from before it was saved when an ending is told', (freshDatabase) => {
  it('take it from the job that tells Ana and Ben, which waits, and else from the ending', async () => {
    const runtime = testRuntime(await freshDatabase());
    await foundCommunity(runtime);
    const ana = await addMember(runtime, { name: 'Ana' });
    const now = runtime.clock.now();
    const over = { state: 'wrapped_up', wrapped_up_at: now } as const;
    const pairWith = async (name: string, choices = {}) => {
      const { id: menteeId } = await addMember(runtime, { name });
      return (await addPairing(runtime, { mentorId: ana.id, menteeId, ...choices })).pairingId;
    };
    const ben = await pairWith('Ben', over);
    const cy = await pairWith('Cy', over);
    const dee = await pairWith('Dee');
    const job = { kind: 'event:PairingWrappedUp', key: ben, payload: {}, dueAt: now + hour };
    await inAct(runtime, (act) => act.enqueue(job));
    await runtime.db.transact(async (tx) => {
      await tx.schema.alterTable('pairings').dropColumn('told_at').execute();
      await tx.deleteFrom('migrations').where('name', '=', '0005-ending-told').execute();
    });
    expect(await migrate(runtime.db, now)).toEqual(['0005-ending-told']);
    const rows = await runtime.db.read.selectFrom('pairings').select(['id', 'told_at']).execute();
    expect(new Map(rows.map(({ id, told_at }) => [id, told_at]))).toEqual(
      new Map([
        [ben, now + hour],
        [cy, now],
        [dee, null],
      ]),
    );
  });
});
