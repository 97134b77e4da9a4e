import { askForChange } from '#domain/accounts/email-change.commands.server.ts';
import { readAddress } from '#domain/accounts/email-address.ts';
import { findOwner } from '#domain/accounts/email-addresses.queries.server.ts';
import { askerOf } from '#door/sign-in.server.ts';
import { submit, textOf } from '#door/forms.server.ts';
import { freshViewerOf } from '#door/viewer.server.ts';
import { m } from '#words/paraglide/messages.js';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { id: memberId } = await freshViewerOf(event);
  const owner = await findOwner(event.locals.runtime.db.read, memberId);
  return { address: owner?.address ?? '', isAsked: event.url.searchParams.has('asked') };
};

export const actions: Actions = {
  default: async (event) => {
    const { id: memberId } = await freshViewerOf(event);
    return submit(event, async (form) => {
      const typed = textOf(form, 'email');
      const refuse = (message: string) => ({
        refusal: { problems: [{ field: 'email', message }], values: { email: typed } },
      });
      const address = readAddress(typed);
      if (address === null)
        return refuse(typed.trim() === '' ? m.accounts_email_missing() : m.accounts_email_odd());
      const { network } = askerOf(event);
      const asked = await askForChange(event.locals.runtime, { memberId, address, network });
      if (asked.outcome === 'done') return { goTo: '/settings/email?asked=1' };
      return asked.code === 'same'
        ? refuse(m.accounts_email_same())
        : { ...refuse(m.accounts_email_slow()), status: 429 };
    });
  },
};
