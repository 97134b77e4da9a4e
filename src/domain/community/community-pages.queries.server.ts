import type { Reader } from '#platform/db/database.server.ts';
import { isPageSlug, type CommunityPage, type PageSlug } from './community-page.ts';

const withWriter = (db: Reader) =>
  db
    .selectFrom('community_pages')
    .leftJoin('members', 'members.id', 'community_pages.saved_by')
    .select(['slug', 'community_pages.version', 'title', 'body', 'saved_at', 'members.name']);

interface Row {
  version: number;
  title: string;
  body: string;
  saved_at: number;
  name: string | null;
}

const pageOf = (slug: PageSlug, row: Row): CommunityPage => ({
  slug,
  version: row.version,
  title: row.title,
  body: row.body,
  savedAt: row.saved_at,
  savedBy: row.name ?? '',
});

/** A page as it reads now. */
export async function findPage(db: Reader, slug: PageSlug): Promise<CommunityPage | undefined> {
  const row = await withWriter(db)
    .where('slug', '=', slug)
    .orderBy('community_pages.version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? undefined : pageOf(slug, row);
}

/** Every version of a page, the latest first. */
export async function historyOf(db: Reader, slug: PageSlug): Promise<CommunityPage[]> {
  const rows = await withWriter(db)
    .where('slug', '=', slug)
    .orderBy('community_pages.version', 'desc')
    .execute();
  return rows.map((row) => pageOf(slug, row));
}

/** All pages as they read now, without their bodies' history. */
export async function currentPages(db: Reader): Promise<CommunityPage[]> {
  const rows = await withWriter(db)
    .where((eb) =>
      eb(
        'community_pages.version',
        '=',
        eb
          .selectFrom('community_pages as later')
          .select((inner) => inner.fn.max('later.version').as('latest'))
          .whereRef('later.slug', '=', 'community_pages.slug'),
      ),
    )
    .execute();
  return rows.flatMap((row) => (isPageSlug(row.slug) ? [pageOf(row.slug, row)] : []));
}

/** The version of the code of conduct that people agree to now; 0 before there is one. */
export async function conductVersion(db: Reader): Promise<number> {
  const row = await db
    .selectFrom('community_pages')
    .select((eb) => eb.fn.max('version').as('latest'))
    .where('slug', '=', 'conduct')
    .executeTakeFirst();
  return row?.latest ?? 0;
}
