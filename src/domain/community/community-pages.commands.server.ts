import type { Locale } from '#lib/locale.ts';
import { recordAct } from './organisers.commands.server.ts';
import { done, refused } from '#lib/outcome.ts';
import { command, type Act } from '#platform/act.server.ts';
import type { PageSlug, PageText } from './community-page.ts';
import { findPage } from './community-pages.queries.server.ts';
import { defaultPages } from './default-pages.ts';

/** Gives a new community its pages, in its language, with its own code of conduct. */
export async function addDefaultPages(
  { tx, now }: Act,
  { locale, conduct, savedBy }: { locale: Locale; conduct: string; savedBy: string },
): Promise<void> {
  const pages = defaultPages(locale).map(({ slug, title, body }) => {
    const isOwn = slug === 'conduct' && conduct !== body;
    return {
      slug,
      version: 1,
      title,
      body: isOwn ? conduct : body,
      saved_at: now,
      saved_by: isOwn ? savedBy : null,
    };
  });
  await tx.insertInto('community_pages').values(pages).execute();
}

/**
 * Saves a page as its next version, if nobody saved one since the organiser opened it. Saving what
 * stands there already changes nothing; `changed_meanwhile` comes with the page as it is now.
 */
export const savePage = command(
  async (
    act,
    {
      actorId,
      slug,
      seenVersion,
      text,
    }: { actorId: string; slug: PageSlug; seenVersion: number; text: PageText },
  ) => {
    const current = await findPage(act.tx, slug);
    if (current === undefined) return refused('no_such_version');
    if (current.title === text.title && current.body === text.body) return done();
    if (current.version !== seenVersion) return { ...refused('changed_meanwhile'), current };
    await addVersion(act, { slug, version: current.version + 1, text, actorId });
    await recordAct(act, { actorId, act: 'saved_page', about: text.title });
    return done();
  },
);

/** Makes an earlier version the current one, as a new version: history is only ever added to. */
export const bringBackPage = command(
  async (act, { actorId, slug, version }: { actorId: string; slug: PageSlug; version: number }) => {
    const current = await findPage(act.tx, slug);
    const earlier = await act.tx
      .selectFrom('community_pages')
      .select(['title', 'body'])
      .where('slug', '=', slug)
      .where('version', '=', version)
      .executeTakeFirst();
    if (current === undefined || earlier === undefined) return refused('no_such_version');
    if (current.title === earlier.title && current.body === earlier.body) return done();
    await addVersion(act, { slug, version: current.version + 1, text: earlier, actorId });
    await recordAct(act, { actorId, act: 'brought_back_page', about: earlier.title });
    return done();
  },
);

async function addVersion(
  { tx, now }: Act,
  {
    slug,
    version,
    text,
    actorId,
  }: { slug: PageSlug; version: number; text: PageText; actorId: string },
): Promise<void> {
  await tx
    .insertInto('community_pages')
    .values({ slug, version, title: text.title, body: text.body, saved_at: now, saved_by: actorId })
    .execute();
}
