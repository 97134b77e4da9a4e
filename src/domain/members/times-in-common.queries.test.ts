import { expect, it } from 'vitest';
import { eachEngine } from '#tests/both-databases.ts';
import { addMember } from '#tests/factories.ts';
import { weekHours } from '#tests/listings.ts';
import { testRuntime } from '#tests/runtime.ts';
import { timesInCommon } from './times-in-common.queries.server.ts';

eachEngine('times two members have in common', (freshDatabase) => {
  it('reads them from both profiles: Ben in Lisbon, Ana in Berlin', async () => {
    const runtime = testRuntime(await freshDatabase());
    const now = runtime.clock.now();
    const ben = await addMember(runtime, { name: 'Ben', week_hours: weekHours({ thu: [18, 19] }) });
    const ana = await addMember(runtime, {
      name: 'Ana',
      time_zone: 'Europe/Berlin',
      week_hours: weekHours({ thu: [19, 20] }),
    });
    const cy = await addMember(runtime, { name: 'Cy' });
    const times = (otherId: string) =>
      timesInCommon(runtime.db.read, { memberId: ben.id, otherId, now });
    expect((await times(ana.id)).times).toEqual([
      Date.UTC(2026, 10, 19, 18),
      Date.UTC(2026, 10, 19, 19),
      Date.UTC(2026, 10, 26, 18),
      Date.UTC(2026, 10, 26, 19),
    ]);
    expect(await times(cy.id)).toEqual({ times: [], isMineSaid: true, isTheirsSaid: false });
  });
});
