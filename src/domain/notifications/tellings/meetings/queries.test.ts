import { expect, it } from 'vitest';
import { day } from '#platform/clock.server.ts';
import { eachEngine } from '../../../../../tests/both-databases.ts';
import { anaAndBen, type Two } from '../../../../../tests/meetings.ts';
import { happens } from '../../../../../tests/telling.ts';

const told = async ({ runtime }: Two) =>
  (
    await runtime.db.read.selectFrom('notices').select('kind').where('kind', '=', 'drift').execute()
  ).map(({ kind }) => kind);

eachEngine('the question whether fewer would suit', (freshDatabase) => {
  it('fault 8: reaches Ana and Ben once each, also where it is told again in another month', async () => {
    const two = await anaAndBen(await freshDatabase());
    const { runtime, pairingId } = two;
    const event = { name: 'DriftNoticed', pairingId, askedAt: runtime.clock.now() } as const;
    await happens(runtime, event);
    runtime.clock.pass(20 * day);
    await happens(runtime, event);
    expect(await told(two)).toEqual(['drift', 'drift']);
    await happens(runtime, { ...event, askedAt: runtime.clock.now() });
    expect(await told(two)).toHaveLength(4);
  });
});
