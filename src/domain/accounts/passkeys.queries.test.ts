import { expect, it } from 'vitest';
import { eachEngine } from '#tests/both-databases.ts';
import { addMember } from '#tests/factories.ts';
import { testRuntime } from '#tests/runtime.ts';
import { organisersWithPasskeys } from './passkeys.queries.server.ts';

eachEngine('organisers who could come in without a letter', (freshDatabase) => {
  it('are those with a passkey, however many each has; members and former organisers do not count', async () => {
    const runtime = testRuntime(await freshDatabase());
    const { db } = runtime;
    const odalys = await addMember(runtime, { name: 'Odalys', isOrganiser: true });
    await addMember(runtime, { name: 'Mirela', isOrganiser: true });
    const ben = await addMember(runtime, { name: 'Ben' });
    expect(await organisersWithPasskeys(db.read)).toEqual({ organisers: 2, withPasskey: 0 });
    const passkey = { public_key: '', counter: 0, transports: '', name: 'Key', created_at: 1 };
    for (const [id, memberId] of [
      ['one', odalys.id],
      ['two', odalys.id],
      ['three', ben.id],
    ] as const)
      await db.transact((tx) =>
        tx
          .insertInto('passkeys')
          .values({ ...passkey, id, member_id: memberId, used_at: null })
          .execute(),
      );
    expect(await organisersWithPasskeys(db.read)).toEqual({ organisers: 2, withPasskey: 1 });
  });
});
