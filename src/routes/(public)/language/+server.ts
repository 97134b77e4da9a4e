import { redirect } from '@sveltejs/kit';
import { chooseLocale } from '#domain/members/preferences.commands.server.ts';
import { setLocaleCookie } from '#door/cookies.server.ts';
import { readForm, textOf } from '#door/forms.server.ts';
import { localeOf } from '#lib/locale.ts';
import { ownPath } from '#lib/site-path.ts';
import type { RequestHandler } from './$types';

/** Changes the language, on this browser and for a member everywhere, and goes back. */
export const POST: RequestHandler = async (event) => {
  const { runtime, viewer } = event.locals;
  const form = await readForm(event);
  const locale = localeOf(textOf(form, 'locale'));
  if (locale !== null) {
    setLocaleCookie(event.cookies, runtime.config, locale);
    if (viewer !== null) await chooseLocale(runtime, { memberId: viewer.id, locale });
  }
  redirect(303, ownPath(textOf(form, 'back')));
};
