import { error } from '@sveltejs/kit';
import { findProvider, setOut } from '#domain/accounts/sign-in-providers.commands.server.ts';
import { askerOf, browserOf } from '#door/sign-in.server.ts';
import { readForm } from '#door/forms.server.ts';
import { ownPath } from '#lib/site-path.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params, url }) => {
  const provider = findProvider(locals.runtime, params.provider);
  if (provider === undefined) error(404, 'not_found');
  const codes = [
    'not_ours',
    'unreachable',
    'belongs_to_other',
    'unverified_there',
    'unverified_here',
  ] as const;
  const trouble = codes.find((code) => code === url.searchParams.get('trouble')) ?? null;
  return { name: provider.name, trouble };
};

export const actions: Actions = {
  /**
   * Answers with a page that goes on by itself instead of a redirect: our policy lets forms lead
   * to this site only, and browsers count what a form's answer redirects to.
   */
  default: async (event) => {
    await readForm(event);
    const { runtime, viewer } = event.locals;
    const provider = findProvider(runtime, event.params.provider);
    if (provider === undefined) error(404, 'not_found');
    const { network } = askerOf(event);
    const set = await setOut(runtime, {
      provider,
      browser: browserOf(event),
      memberId: viewer?.id ?? null,
      returnTo: ownPath(event.url.searchParams.get('to')),
      network,
    });
    return set.outcome === 'done'
      ? { url: set.url, trouble: null }
      : { url: null, trouble: set.code };
  },
};
