import { error } from '@sveltejs/kit';
import { defaultLocale } from '#lib/locale.ts';
import { organisersOf } from '#domain/community/organisers.queries.server.ts';
import { isPageSlug, pageSlugs } from '#domain/community/community-page.ts';
import { currentPages } from '#domain/community/community-pages.queries.server.ts';
import { pageFor } from '#domain/community/default-pages.ts';
import { pageHtml } from '../../../page-html.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const { runtime, viewer, community, locale } = locals;
  const { slug } = params;
  if (!isPageSlug(slug)) error(404, 'not_found');
  const said = { locale, written: community?.locale ?? defaultLocale };
  const pages = (await currentPages(runtime.db.read)).map((page) => pageFor(page, said));
  const page = pages.find((each) => each.slug === slug);
  if (page === undefined) error(404, 'not_found');
  // Names are for members, unless the community shows its list to everyone.
  const mayReadNames = viewer?.status === 'active' || community?.listVisibility === 'everyone';
  const team = slug === 'organisers' && mayReadNames ? await organisersOf(runtime.db.read) : [];
  return {
    page: {
      slug,
      title: page.title,
      lang: page.lang,
      html: pageHtml(page.body),
      savedAt: page.savedAt,
    },
    others: pageSlugs
      .flatMap((each) => pages.filter((found) => found.slug === each))
      .map(({ slug: to, title }) => ({ slug: to, title })),
    team: team.map(({ memberId, name }) => ({ memberId, name })),
    mayEdit: viewer?.isOrganiser === true,
  };
};
