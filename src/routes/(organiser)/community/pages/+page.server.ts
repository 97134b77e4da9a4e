import { pageSlugs } from '#domain/community/community-page.ts';
import { currentPages } from '#domain/community/community-pages.queries.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const pages = await currentPages(locals.runtime.db.read);
  const inOrder = pageSlugs.flatMap((slug) => pages.filter((page) => page.slug === slug));
  return {
    pages: inOrder.map(({ slug, title, savedAt, savedBy }) => ({ slug, title, savedAt, savedBy })),
  };
};
