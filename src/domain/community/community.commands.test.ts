import { expect, it } from 'vitest';
import { done, refused } from '#lib/outcome.ts';
import { inAct } from '#platform/act.server.ts';
import type { Database } from '#platform/db/database.server.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { testRuntime } from '#tests/runtime.ts';
import { changeSettings, foundCommunity } from './community.commands.server.ts';
import { communitySettings } from './community.input.ts';
import { recordedActs } from './organisers.queries.server.ts';
import { findCommunity, rememberCommunity } from './community.queries.server.ts';

const said = {
  name: 'Tidewater Code Guild',
  joinPolicy: 'invite',
  listVisibility: 'members',
  languages: 'English',
  locale: 'en',
  minimumAge: '18',
  tickDays: '90',
};
const settings = communitySettings.parse(said);

const found = (db: Database, said = settings) =>
  inAct(testRuntime(db), (act) => foundCommunity(act, { settings: said }));

eachEngine('a community', (freshDatabase) => {
  it('is created once; creating it again changes nothing', async () => {
    const db = await freshDatabase();
    expect(await found(db)).toBe(true);
    const other = { ...settings, name: 'Another' };
    expect(await found(db, other)).toBe(false);
    expect(await findCommunity(db.read)).toMatchObject({
      name: 'Tidewater Code Guild',
      version: 1,
    });
  });

  it('keeps what Odalys saved when Mirela saves over an older version', async () => {
    const runtime = testRuntime(await freshDatabase());
    await found(runtime.db);
    const renamed = { ...settings, name: 'Tidewater' };
    const first = await changeSettings(runtime, {
      actorId: 'odalys',
      seenVersion: 1,
      settings: renamed,
    });
    const second = await changeSettings(runtime, { actorId: 'mirela', seenVersion: 1, settings });
    expect(first).toEqual(done());
    expect(second).toEqual(refused('changed_meanwhile'));
    expect(await findCommunity(runtime.db.read)).toMatchObject({ name: 'Tidewater', version: 2 });
    expect(await recordedActs(runtime.db.read)).toMatchObject([{ act: 'changed_settings' }]);
  });

  it('lets members ask around until Odalys says otherwise, and a form that is silent about it changes nothing', async () => {
    const runtime = testRuntime(await freshDatabase());
    const { db } = runtime;
    await found(db);
    const save = (seenVersion: number, more: object) =>
      changeSettings(runtime, {
        actorId: 'odalys',
        seenVersion,
        settings: { ...settings, ...more },
      });
    const asksAround = async () => (await findCommunity(db.read))?.asksAround;
    expect(await asksAround()).toBe(true);
    await save(1, communitySettings.parse({ ...said, asksAround: 'no' }));
    expect(await asksAround()).toBe(false);
    await save(2, {});
    expect(await asksAround()).toBe(false);
    await save(3, communitySettings.parse({ ...said, asksAround: 'yes' }));
    expect(await asksAround()).toBe(true);
  });

  it('is remembered for a moment, yet shows a change at once', async () => {
    const runtime = testRuntime(await freshDatabase());
    await found(runtime.db);
    const remembered = rememberCommunity(runtime.db);
    expect(await remembered()).toMatchObject({ name: 'Tidewater Code Guild' });
    await changeSettings(runtime, {
      actorId: 'odalys',
      seenVersion: 1,
      settings: { ...settings, name: 'Tidewater' },
    });
    expect(await remembered()).toMatchObject({ name: 'Tidewater' });
  });
});

it('reads spoken languages by their names in several languages', () => {
  const parsed = communitySettings.parse({
    ...said,
    languages: 'English, Deutsch; português\nEnglish',
  });
  expect(parsed.languages).toEqual(['en', 'de', 'pt']);
});

it('C4: refuses a setting nobody asked for', () => {
  expect(communitySettings.safeParse({ ...said, version: 7 }).success).toBe(false);
});

it.each([
  ['https://meet.example.org/', 'https://meet.example.org'],
  ['  https://example.org/rooms ', 'https://example.org/rooms'],
  ['', ''],
])('Odalys writes %j for rooms, which is kept as %j', (meetingBase, kept) => {
  expect(communitySettings.parse({ ...said, meetingBase }).meetingBase).toBe(kept);
});

it.each([
  'http://meet.example.org',
  'javascript:alert(1)',
  'https://odalys:secret@example.org',
  'https://example.org/?room=',
  'meet.example.org',
])('Odalys cannot have rooms made under %j', (meetingBase) => {
  const parsed = communitySettings.safeParse({ ...said, meetingBase });
  expect(parsed.error?.issues.map(({ message }) => message)).toEqual(['meeting_base']);
});
