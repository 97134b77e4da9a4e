import type { Random } from '#lib/random.ts';
import type { Tx } from '#platform/db/database.server.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import { recordAct } from '#domain/community/organisers/commands.server.ts';
import type { CommunityPage, PageSlug, PageText } from './page.ts';
import { findPage } from './queries.server.ts';
import { defaultPages } from './texts.ts';

/** Gives a new community its pages, in its language, with its own code of conduct. */
export async function addDefaultPages(
  tx: Tx,
  {
    locale,
    conduct,
    savedBy,
    now,
  }: { locale: 'en' | 'de'; conduct: string; savedBy: string; now: number },
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

interface Needs extends Pick<Runtime, 'db' | 'clock'> {
  random: Random;
}

export type PageSaved =
  | { code: 'saved' }
  | { code: 'unchanged' }
  | { code: 'changed_meanwhile'; current: CommunityPage }
  | { code: 'no_such_version' };

/** Saves a page as its next version, if nobody saved one since the organiser opened it. */
export function savePage(
  { db, clock, random }: Needs,
  {
    actorId,
    slug,
    seenVersion,
    text,
  }: { actorId: string; slug: PageSlug; seenVersion: number; text: PageText },
): Promise<PageSaved> {
  const now = clock.now();
  return db.transact(async (tx) => {
    const current = await findPage(tx, slug);
    if (current === undefined) return { code: 'no_such_version' };
    if (current.title === text.title && current.body === text.body) return { code: 'unchanged' };
    if (current.version !== seenVersion) return { code: 'changed_meanwhile', current };
    await addVersion(tx, { slug, version: current.version + 1, text, actorId, now });
    await recordAct(tx, { actorId, act: 'saved_page', about: text.title, now, random });
    return { code: 'saved' };
  });
}

/** Makes an earlier version the current one, as a new version: history is only ever added to. */
export function bringBackPage(
  { db, clock, random }: Needs,
  { actorId, slug, version }: { actorId: string; slug: PageSlug; version: number },
): Promise<PageSaved> {
  const now = clock.now();
  return db.transact(async (tx) => {
    const current = await findPage(tx, slug);
    const earlier = await tx
      .selectFrom('community_pages')
      .select(['title', 'body'])
      .where('slug', '=', slug)
      .where('version', '=', version)
      .executeTakeFirst();
    if (current === undefined || earlier === undefined) return { code: 'no_such_version' };
    if (current.title === earlier.title && current.body === earlier.body)
      return { code: 'unchanged' };
    await addVersion(tx, { slug, version: current.version + 1, text: earlier, actorId, now });
    await recordAct(tx, { actorId, act: 'brought_back_page', about: earlier.title, now, random });
    return { code: 'saved' };
  });
}

async function addVersion(
  tx: Tx,
  {
    slug,
    version,
    text,
    actorId,
    now,
  }: { slug: PageSlug; version: number; text: PageText; actorId: string; now: number },
): Promise<void> {
  await tx
    .insertInto('community_pages')
    .values({ slug, version, title: text.title, body: text.body, saved_at: now, saved_by: actorId })
    .execute();
}
