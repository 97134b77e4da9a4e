import { redirect } from '@sveltejs/kit';
import { readAddress } from '#domain/accounts/email-address.ts';
import { askForLink } from '#domain/accounts/sign-in-links.commands.server.ts';
import { askerOf, browserOf, homeOf } from '#door/sign-in.server.ts';
import { submit, textOf } from '#door/forms.server.ts';
import { ownPath } from '#lib/site-path.ts';
import { m } from '#words/paraglide/messages.js';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = (event) => {
  const { runtime, viewer } = event.locals;
  const to = ownPath(event.url.searchParams.get('to'));
  const isAgain = event.url.searchParams.has('again');
  if (viewer !== null && !isAgain) redirect(303, homeOf(to));
  // Known before the form comes back, so that a double click finds the same browser.
  browserOf(event);
  return {
    to,
    isAgain,
    isKept: to.startsWith('/kept/'),
    hasMail: runtime.config.smtpUrl !== null,
    providers: runtime.config.providers.map(({ id, name }) => ({ id, name })),
  };
};

export const actions: Actions = {
  default: (event) =>
    submit(event, async (form) => {
      const typed = textOf(form, 'email');
      const address = readAddress(typed);
      if (address === null) {
        const message = typed.trim() === '' ? m.accounts_email_missing() : m.accounts_email_odd();
        return { refusal: { problems: [{ field: 'email', message }], values: { email: typed } } };
      }
      const { linkId } = await askForLink(event.locals.runtime, {
        address,
        inviteId: null,
        returnTo: ownPath(event.url.searchParams.get('to')),
        browser: browserOf(event),
        locale: event.locals.locale,
        ...askerOf(event),
      });
      return { goTo: `/sign-in/sent?ask=${linkId}` };
    }),
};
