import { error } from '@sveltejs/kit';
import { bringBackPage } from '#domain/community/community-pages.commands.server.ts';
import { isPageSlug, type PageSlug } from '#domain/community/community-page.ts';
import { historyOf } from '#domain/community/community-pages.queries.server.ts';
import { submit, textOf } from '#door/forms.server.ts';
import { pageHtml } from '../../../../../page-html.server.ts';
import type { Actions, PageServerLoad } from './$types';

function slugOf(text: string): PageSlug {
  return isPageSlug(text) ? text : error(404, 'not_found');
}

export const load: PageServerLoad = async ({ locals, params }) => {
  const slug = slugOf(params.slug);
  const versions = await historyOf(locals.runtime.db.read, slug);
  const [current] = versions;
  if (current === undefined) error(404, 'not_found');
  return {
    slug,
    title: current.title,
    versions: versions.map(({ body, ...version }) => ({ ...version, html: pageHtml(body) })),
  };
};

export const actions: Actions = {
  default: (event) =>
    submit(event, async (form) => {
      const { runtime, viewer } = event.locals;
      const slug = slugOf(event.params.slug);
      const version = Number(textOf(form, 'version')) || 0;
      const result = await bringBackPage(runtime, { actorId: viewer?.id ?? '', slug, version });
      if (result.outcome === 'refused') error(404, 'not_found');
      return { goTo: `/about/${slug}`, saying: 'saved' };
    }),
};
