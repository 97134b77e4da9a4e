/** Every event that is announced has a reaction, and the list follows what changes. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { day } from '#lib/duration.ts';
import { availableMentors } from '#domain/directory/available-mentors.queries.server.ts';
import type { Asked } from '#domain/directory/mentor-query.input.ts';
import { relist } from '#domain/directory/relist-members.commands.server.ts';
import { tickBox, untickBox } from '#domain/members/ticks.commands.server.ts';
import { changeSettings } from '#domain/community/community.commands.server.ts';
import { findCommunity } from '#domain/community/community.queries.server.ts';
import { inAct } from '#platform/act.server.ts';
import { openDatabase } from '#platform/db/database.server.ts';
import { runDueJobs } from '#platform/jobs.server.ts';
import { projections, wire } from '../src/wiring.server.ts';
import { eachEngine } from './both-databases.ts';
import { addMember, foundCommunity } from './factories.ts';
import { ordinaryMoment, testRuntime, type TestRuntime } from './runtime.ts';

describe('the wiring', () => {
  it('has somebody react to every event that any module announces', () => {
    const root = join(import.meta.dirname, '..', 'src', 'domain');
    const announced = readdirSync(root, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('events.ts'))
      .flatMap((file) => [
        ...readFileSync(join(root, file), 'utf8').matchAll(/ event\(\s*'(\w+)'/g),
      ])
      .map(([, name]) => `event:${name}`);
    const heard = Object.keys(wire(testRuntime(openDatabase({ url: null, file: ':memory:' }))));
    expect(announced.length).toBeGreaterThan(40);
    expect(heard).toEqual(expect.arrayContaining(announced));
  });
});

const everything: Asked = {
  words: '',
  skills: [],
  skillMode: 'any',
  wants: [],
  modes: [],
  terms: [],
  languages: [],
  hours: 0,
  hasRoom: false,
};

async function namesListed({ db, clock }: TestRuntime): Promise<string[]> {
  const found = await availableMentors(db.read, {
    viewer: null,
    asked: everything,
    after: undefined,
    now: clock.now(),
  });
  return found.mentors.map(({ listing }) => listing.name);
}

eachEngine('the list', (freshDatabase) => {
  it('follows Ana’s tick in the very act that saves it', async () => {
    const runtime = testRuntime(await freshDatabase(), ordinaryMoment, { projections });
    await foundCommunity(runtime);
    const ana = await addMember(runtime, { name: 'Ana', offer: { available_at: null } });
    await tickBox(runtime, { memberId: ana.id });
    expect(await namesListed(runtime)).toEqual(['Ana']);
    await untickBox(runtime, { memberId: ana.id });
    expect(await namesListed(runtime)).toEqual([]);
  });

  it('follows when the community lets ticks hold for a shorter time', async () => {
    const runtime = testRuntime(await freshDatabase());
    await foundCommunity(runtime);
    const ana = await addMember(runtime, { name: 'Ana', offer: {} });
    await inAct(runtime, (act) => relist(act, { memberId: ana.id }));
    runtime.clock.pass(10 * day);
    expect(await namesListed(runtime)).toEqual(['Ana']);
    const community = await findCommunity(runtime.db.read);
    if (community === undefined) throw new Error('no community');
    const { version, ...settings } = community;
    await changeSettings(runtime, {
      actorId: ana.id,
      seenVersion: version,
      settings: { ...settings, tickDays: 7 },
    });
    await runDueJobs(runtime, wire(runtime));
    expect(await namesListed(runtime)).toEqual([]);
  });
});
