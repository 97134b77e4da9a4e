import { error } from '@sveltejs/kit';
import { problemsOf } from '#domain/community/community.input.ts';
import { savePage } from '#domain/community/community-pages.commands.server.ts';
import { isPageSlug, pageText, type PageSlug } from '#domain/community/community-page.ts';
import { findPage } from '#domain/community/community-pages.queries.server.ts';
import { readForm, submit, textOf } from '#door/forms.server.ts';
import { sayProblems } from '#ui/community/form-problems.ts';
import { pageHtml } from '../../../../page-html.server.ts';
import type { Actions, PageServerLoad } from './$types';

function slugOf(text: string): PageSlug {
  return isPageSlug(text) ? text : error(404, 'not_found');
}

export const load: PageServerLoad = async ({ locals, params }) => {
  const slug = slugOf(params.slug);
  const page = await findPage(locals.runtime.db.read, slug);
  if (page === undefined) error(404, 'not_found');
  return { page: { slug, title: page.title, body: page.body, version: page.version } };
};

const valuesOf = (form: FormData) => ({
  title: textOf(form, 'title'),
  body: textOf(form, 'body'),
  version: textOf(form, 'version'),
});

interface Answer {
  problems: { field: string; message: string }[];
  values: { title: string; body: string; version: string };
  /** What somebody else saved meanwhile. */
  theirs: { title: string; body: string; savedBy: string } | null;
  /** The text as HTML, to be looked at. */
  preview: string | null;
}

const nothing = { problems: [], theirs: null, preview: null };

export const actions: Actions = {
  preview: async (event): Promise<Answer> => {
    const values = valuesOf(await readForm(event));
    return { ...nothing, values, preview: pageHtml(values.body) };
  },
  save: (event) =>
    submit<Answer>(event, async (form) => {
      const slug = slugOf(event.params.slug);
      const values = valuesOf(form);
      const parsed = pageText.safeParse({ title: values.title, body: values.body });
      if (!parsed.success)
        return { refusal: { ...nothing, problems: sayProblems(problemsOf(parsed.error)), values } };
      const { runtime, viewer } = event.locals;
      const saved = await savePage(runtime, {
        actorId: viewer?.id ?? '',
        slug,
        seenVersion: Number(values.version) || 0,
        text: parsed.data,
      });
      if (saved.outcome === 'done') return { goTo: `/about/${slug}`, saying: 'saved' };
      if (saved.code === 'no_such_version') error(404, 'not_found');
      const { title, body, savedBy, version } = saved.current;
      const theirs = { title, body, savedBy };
      // Saving again says yes to replacing what is shown now, and only that.
      const next = { ...values, version: String(version) };
      return { status: 409, refusal: { ...nothing, values: next, theirs } };
    }),
};
