import { hour } from '#lib/duration.ts';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { inAct } from '#platform/act.server.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { addMember, foundCommunity } from '#tests/factories.ts';
import { testRuntime } from '#tests/runtime.ts';
import { addPairing } from '#tests/raw-pairings.ts';
import { statements } from './0005-ending-told.ts';

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
    const [, fill = ''] = statements;
    await runtime.db.transact((tx) => sql.raw(fill).execute(tx));
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
