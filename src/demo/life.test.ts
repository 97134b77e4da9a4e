import { expect, it } from 'vitest';
import { eachEngine } from '../../tests/both-databases.ts';
import { testRuntime } from '../../tests/runtime.ts';
import { wire } from '../wiring.server.ts';
import { fillDemo } from './fill.server.ts';
import { liveDemo } from './life.server.ts';

eachEngine('the demo’s guild', (freshDatabase) => {
  it('has notes and pairings in every state, and broke nothing on the way', async () => {
    const runtime = testRuntime(await freshDatabase());
    await fillDemo(runtime, []);
    await liveDemo(runtime, wire(runtime));
    const { read } = runtime.db;
    const states = async (table: 'requests' | 'pairings' | 'waiting_places') =>
      new Set((await read.selectFrom(table).select('state').execute()).map(({ state }) => state));
    expect(await states('requests')).toEqual(
      new Set(['open', 'accepted', 'declined', 'passed_on', 'expired']),
    );
    expect(await states('pairings')).toEqual(
      new Set(['trying_out', 'going', 'resting', 'wrapped_up']),
    );
    expect(await states('waiting_places')).toEqual(new Set(['waiting']));
    const unsent = await read
      .selectFrom('mails')
      .select('id')
      .where('sent_at', 'is not', null)
      .execute();
    expect(unsent, 'invented people get no letters').toEqual([]);
    const failed = await read
      .selectFrom('jobs')
      .select(['kind', 'last_error'])
      .where('last_error', 'is not', null)
      .execute();
    expect(failed).toEqual([]);
  });
});
