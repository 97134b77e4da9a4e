import { error } from '@sveltejs/kit';
import { defaultLocale, type Locale } from '#lib/locale.ts';
import { setUpCommunity } from '#domain/accounts/first-run.commands.server.ts';
import { firstRun } from '#domain/accounts/first-run.input.ts';
import { maySetUp } from '#domain/accounts/first-run.queries.server.ts';
import { problemsOf } from '#domain/community/community.input.ts';
import { defaultPages } from '#domain/community/default-pages.ts';
import { setSessionCookie } from '#door/cookies.server.ts';
import { submit, textOf } from '#door/forms.server.ts';
import { sayLanguages } from '#ui/community/language-names.ts';
import { sayProblems } from '#ui/community/form-problems.ts';
import type { Actions, PageServerLoad } from './$types';

const usualConduct = (locale: Locale): string =>
  defaultPages(locale).find(({ slug }) => slug === 'conduct')?.body ?? '';

export const load: PageServerLoad = async ({ locals, params }) => {
  const { runtime, locale } = locals;
  const isOpen = await maySetUp(runtime.db.read, { token: params.token, now: runtime.clock.now() });
  if (!isOpen || locals.community !== undefined) error(410, 'first_run_over');
  const values: Record<string, string> = {
    name: '',
    joinPolicy: 'invite',
    listVisibility: 'members',
    languages: sayLanguages([...new Set([defaultLocale, locale])], locale),
    locale,
    minimumAge: '18',
    conduct: usualConduct(locale),
    organiserName: '',
    organiserEmail: '',
    isOldEnough: '',
  };
  return { values };
};

function valuesOf(form: FormData): Record<string, string> {
  const names = ['name', 'joinPolicy', 'listVisibility', 'languages', 'locale', 'minimumAge'];
  const more = ['conduct', 'organiserName', 'organiserEmail', 'isOldEnough'];
  return Object.fromEntries([...names, ...more].map((name) => [name, textOf(form, name)]));
}

export const actions: Actions = {
  default: (event) =>
    submit(event, async (form) => {
      const { runtime, locale } = event.locals;
      const values = valuesOf(form);
      const parsed = firstRun.safeParse({ ...values, isOldEnough: values['isOldEnough'] === 'on' });
      if (!parsed.success)
        return { refusal: { problems: sayProblems(problemsOf(parsed.error)), values } };
      const result = await setUpCommunity(runtime, {
        token: event.params.token,
        firstRun: { ...parsed.data, conduct: inChosenLanguage(parsed.data, locale) },
        userAgent: event.request.headers.get('user-agent') ?? '',
      });
      if (result.outcome === 'refused') error(410, 'first_run_over');
      setSessionCookie(event.cookies, runtime.config, result.sessionToken);
      return { goTo: '/community/first-steps' };
    }),
};

/** Nobody wants our own words back in the wrong language: an untouched text follows the chosen one. */
function inChosenLanguage(said: { conduct: string; locale: Locale }, shown: Locale): string {
  return said.conduct === usualConduct(shown) ? usualConduct(said.locale) : said.conduct;
}
