import { expect, it } from 'vitest';
import { done, refused } from '#lib/outcome.ts';
import { inAct } from '#platform/act.server.ts';
import type { Locale } from '#lib/locale.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { testRuntime, type TestRuntime } from '#tests/runtime.ts';
import { addDefaultPages, bringBackPage, savePage } from './community-pages.commands.server.ts';
import { pageSlugs } from './community-page.ts';
import {
  conductVersion,
  currentPages,
  findPage,
  historyOf,
} from './community-pages.queries.server.ts';
import { defaultPages, pageFor } from './default-pages.ts';

const conductOf = (locale: Locale) =>
  defaultPages(locale).find(({ slug }) => slug === 'conduct')?.body ?? '';

async function withPages(runtime: TestRuntime): Promise<string> {
  const now = runtime.clock.now();
  const odalys = {
    id: 'odalys',
    status: 'active',
    name: 'Odalys',
    name_key: 'odalys',
    created_at: now,
    updated_at: now,
  } as const;
  await inAct(runtime, async (act) => {
    await act.tx.insertInto('members').values(odalys).execute();
    await addDefaultPages(act, { locale: 'en', conduct: conductOf('en'), savedBy: odalys.id });
  });
  return odalys.id;
}

eachEngine('community pages', (freshDatabase) => {
  it('come with text nobody has to have written', async () => {
    const runtime = testRuntime(await freshDatabase());
    await withPages(runtime);
    const pages = await currentPages(runtime.db.read);
    expect(pages.map(({ slug }) => slug).toSorted()).toEqual([...pageSlugs].toSorted());
    expect(pages.every(({ savedBy }) => savedBy === '')).toBe(true);
  });

  it('E15: a changed code of conduct is a new version to agree to', async () => {
    const runtime = testRuntime(await freshDatabase());
    const actorId = await withPages(runtime);
    expect(await conductVersion(runtime.db.read)).toBe(1);
    const text = { title: 'Being kind here', body: 'Be kind, please.' };
    await savePage(runtime, { actorId, slug: 'conduct', seenVersion: 1, text });
    await savePage(runtime, { actorId, slug: 'conduct', seenVersion: 2, text });
    expect(await conductVersion(runtime.db.read)).toBe(2);
  });

  it('show the second of two who edit at once what the first saved, and lose neither', async () => {
    const runtime = testRuntime(await freshDatabase());
    const actorId = await withPages(runtime);
    const write = (body: string) =>
      savePage(runtime, {
        actorId,
        slug: 'mentoring',
        seenVersion: 1,
        text: { title: 'Mentoring', body },
      });
    expect(await write('Hers')).toEqual(done());
    const second = await write('Theirs');
    expect(second).toMatchObject({
      code: 'changed_meanwhile',
      current: { body: 'Hers', version: 2 },
    });
    expect(await findPage(runtime.db.read, 'mentoring')).toMatchObject({ body: 'Hers' });
  });

  it('bring an earlier version back as a new one and keep the whole history', async () => {
    const runtime = testRuntime(await freshDatabase());
    const actorId = await withPages(runtime);
    const text = { title: 'Mentoring', body: 'Shorter.' };
    await savePage(runtime, { actorId, slug: 'mentoring', seenVersion: 1, text });
    expect(await bringBackPage(runtime, { actorId, slug: 'mentoring', version: 1 })).toEqual(
      done(),
    );
    const history = await historyOf(runtime.db.read, 'mentoring');
    expect(history.map(({ version, savedBy }) => [version, savedBy])).toEqual([
      [3, 'Odalys'],
      [2, 'Odalys'],
      [1, ''],
    ]);
    expect(history[0]?.body).toBe(history[2]?.body);
    expect(await bringBackPage(runtime, { actorId, slug: 'mentoring', version: 9 })).toEqual(
      refused('no_such_version'),
    );
  });
});

it('have the same pages in both languages, each with something to read', () => {
  const slugs = (locale: Locale) => defaultPages(locale).map(({ slug }) => slug);
  expect(slugs('de')).toEqual(slugs('en'));
  for (const { title, body } of [...defaultPages('en'), ...defaultPages('de')]) {
    expect(title).not.toBe('');
    expect(body.split(/\s+/).length).toBeGreaterThan(120);
  }
});

it('are read in one’s own language until the community has changed them', () => {
  const [ours] = defaultPages('en');
  if (ours === undefined) throw new Error('There are no pages.');
  const said = { locale: 'de', written: 'en' } as const;
  expect(pageFor(ours, said)).toMatchObject({ title: 'Was Mentoring hier heißt', lang: 'de' });
  expect(pageFor({ ...ours, body: 'Our own words.' }, said)).toMatchObject({
    body: 'Our own words.',
    lang: 'en',
  });
});
