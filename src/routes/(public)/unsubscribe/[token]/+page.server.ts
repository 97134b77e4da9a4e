import { error } from '@sveltejs/kit';
import { readUnsubscribe, unsubscribe } from '#domain/members/mail-choices.commands.server.ts';
import { sayMatter } from '#domain/members/unsubscribe-link.ts';
import type { Actions, PageServerLoad } from './$types';

/** Looking changes nothing: mail programs open links by themselves (requirement G1). */
export const load: PageServerLoad = ({ locals, params }) => {
  const claim = readUnsubscribe(locals.runtime.secret, params.token);
  if (claim === undefined) error(404, 'not_found');
  const { unwanted } = claim;
  return { matter: unwanted === 'digest' ? null : sayMatter(unwanted, locals.locale) };
};

export const actions: Actions = {
  /** People and mail programs alike: at once, without signing in, and without being led elsewhere (RFC 8058). */
  default: async ({ locals, params }) => {
    const unwanted = await unsubscribe(locals.runtime, params.token);
    if (unwanted === undefined) error(404, 'not_found');
    return { isOff: true };
  },
};
