import { readAddress } from '#domain/accounts/email-address.ts';
import { readInvite } from '#domain/accounts/invite-links.queries.server.ts';
import { askForLink } from '#domain/accounts/sign-in-links.commands.server.ts';
import { askerOf, browserOf } from '#door/sign-in.server.ts';
import { submit, textOf } from '#door/forms.server.ts';
import { m } from '#words/paraglide/messages.js';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

const inviteOf = ({ locals, params }: Pick<RequestEvent, 'locals' | 'params'>) =>
  readInvite(locals.runtime.db.read, {
    token: params.token,
    secret: locals.runtime.secret,
    now: locals.runtime.clock.now(),
  });

export const load: PageServerLoad = async (event) => {
  const { runtime, viewer } = event.locals;
  const invite = await inviteOf(event);
  browserOf(event);
  return {
    from: invite?.from ?? null,
    isMember: viewer !== null,
    hasMail: runtime.config.smtpUrl !== null,
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
      const invite = await inviteOf(event);
      const { linkId } = await askForLink(event.locals.runtime, {
        address,
        inviteId: invite?.id ?? null,
        returnTo: '/',
        browser: browserOf(event),
        locale: event.locals.locale,
        ...askerOf(event),
      });
      return { goTo: `/sign-in/sent?ask=${linkId}` };
    }),
};
