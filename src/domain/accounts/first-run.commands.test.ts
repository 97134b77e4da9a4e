import { expect, it } from 'vitest';
import { refused } from '#lib/outcome.ts';
import { day } from '#lib/duration.ts';
import { findSession } from './sessions.queries.server.ts';
import { recordedActs } from '#domain/community/organisers.queries.server.ts';
import { currentPages, findPage } from '#domain/community/community-pages.queries.server.ts';
import { defaultPages } from '#domain/community/default-pages.ts';
import { findCommunity } from '#domain/community/community.queries.server.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { testRuntime } from '#tests/runtime.ts';
import { firstRunLink, setUpCommunity } from './first-run.commands.server.ts';
import { firstRun as firstRunInput, type FirstRun } from './first-run.input.ts';
import { maySetUp } from './first-run.queries.server.ts';

const tokenOf = (link: string | null) => link?.split('/').at(-1) ?? '';

const tidewater: FirstRun = firstRunInput.parse({
  name: 'Tidewater Code Guild',
  joinPolicy: 'invite',
  listVisibility: 'members',
  languages: 'English, Deutsch',
  locale: 'en',
  minimumAge: '18',
  conduct: 'Be kind.',
  organiserName: 'Odalys Ferrimont',
  organiserEmail: 'Odalys@tidewater.example',
  isOldEnough: true,
});

eachEngine('setting a community up', (freshDatabase) => {
  it('gives Odalys a community, its pages and a session from one link', async () => {
    const runtime = testRuntime(await freshDatabase());
    const token = tokenOf(await firstRunLink(runtime));
    const result = await setUpCommunity(runtime, {
      token,
      firstRun: tidewater,
      userAgent: 'Firefox/140.0 Linux',
    });
    if (result.outcome === 'refused') throw new Error(result.code);
    const { db, clock } = runtime;
    const session = await findSession(db.read, { token: result.sessionToken, now: clock.now() });
    expect(session?.viewer).toMatchObject({
      name: 'Odalys Ferrimont',
      isOrganiser: true,
      status: 'active',
    });
    expect(await findCommunity(db.read)).toMatchObject({
      joinPolicy: 'invite',
      languages: ['en', 'de'],
      tickDays: 90,
    });
    expect(await currentPages(db.read)).toHaveLength(defaultPages('en').length);
    expect(await findPage(db.read, 'conduct')).toMatchObject({
      body: 'Be kind.',
      savedBy: 'Odalys Ferrimont',
    });
    expect(await recordedActs(db.read)).toMatchObject([{ act: 'set_up', by: 'Odalys Ferrimont' }]);
  });

  it('A3: looking at the link, however often, does not use it up', async () => {
    const runtime = testRuntime(await freshDatabase());
    const token = tokenOf(await firstRunLink(runtime));
    const look = () => maySetUp(runtime.db.read, { token, now: runtime.clock.now() });
    expect([await look(), await look(), await look()]).toEqual([true, true, true]);
    expect(
      await setUpCommunity(runtime, { token, firstRun: tidewater, userAgent: '' }),
    ).toMatchObject({
      outcome: 'done',
    });
    expect(await look()).toBe(false);
  });

  it('A2: the link works once, and its token is not in the database', async () => {
    const runtime = testRuntime(await freshDatabase());
    const token = tokenOf(await firstRunLink(runtime));
    const rows = await runtime.db.read.selectFrom('sign_in_links').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(token);
    await setUpCommunity(runtime, { token, firstRun: tidewater, userAgent: '' });
    const again = await setUpCommunity(runtime, { token, firstRun: tidewater, userAgent: '' });
    expect(again).toEqual(refused('link_is_over'));
    const members = await runtime.db.read.selectFrom('members').select('id').execute();
    expect(members).toHaveLength(1);
  });

  it('makes a new link at each start and ends the one before', async () => {
    const runtime = testRuntime(await freshDatabase());
    const earlier = tokenOf(await firstRunLink(runtime));
    const later = tokenOf(await firstRunLink(runtime));
    const now = runtime.clock.now();
    expect(await maySetUp(runtime.db.read, { token: earlier, now })).toBe(false);
    expect(await maySetUp(runtime.db.read, { token: later, now })).toBe(true);
    expect(await maySetUp(runtime.db.read, { token: later, now: now + 7 * day })).toBe(false);
  });

  it('makes no link once there is a community', async () => {
    const runtime = testRuntime(await freshDatabase());
    const token = tokenOf(await firstRunLink(runtime));
    await setUpCommunity(runtime, { token, firstRun: tidewater, userAgent: '' });
    expect(await firstRunLink(runtime)).toBeNull();
  });
});

it('asks for what is missing, one sentence a field', () => {
  const parsed = firstRunInput.safeParse({
    name: ' ',
    joinPolicy: 'invite',
    listVisibility: 'members',
    languages: 'English, Elvish',
    locale: 'en',
    minimumAge: '7',
    conduct: '',
    organiserName: 'Od\u202ealys',
    organiserEmail: 'odalys',
    isOldEnough: false,
  });
  expect(parsed.error?.issues.map(({ path, message }) => [path[0], message])).toEqual([
    ['name', 'name_missing'],
    ['languages', 'language_unknown'],
    ['minimumAge', 'age_range'],
    ['conduct', 'body_missing'],
    ['organiserName', 'hidden_characters'],
    ['organiserEmail', 'email_odd'],
    ['isOldEnough', 'age_unconfirmed'],
  ]);
});

it('C4: refuses fields nobody asked for', () => {
  const parsed = firstRunInput.safeParse({
    ...tidewater,
    languages: 'en',
    minimumAge: '18',
    isOrganiser: true,
  });
  expect(parsed.success).toBe(false);
});
