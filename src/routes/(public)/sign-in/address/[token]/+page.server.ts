import { confirmChange } from '#domain/accounts/email-change.commands.server.ts';
import { findChange } from '#domain/accounts/email-change.queries.server.ts';
import { dropSession } from '#door/cookies.server.ts';
import { submit } from '#door/forms.server.ts';
import type { Actions, PageServerLoad } from './$types';

const outcomes = ['half', 'moved', 'taken_back'] as const;

/** Shows what the link in the letter is for; only the button does it. */
export const load: PageServerLoad = async ({ locals, params, url }) => {
  const { runtime } = locals;
  const change = await findChange(runtime.db.read, {
    token: params.token,
    now: runtime.clock.now(),
  });
  const done = outcomes.find((outcome) => outcome === url.searchParams.get('done')) ?? null;
  return { use: change?.use ?? 'over', done: change === undefined ? null : done };
};

export const actions: Actions = {
  default: (event) =>
    submit(event, async () => {
      const { runtime } = event.locals;
      const confirmed = await confirmChange(runtime, { token: event.params.token });
      const here = `/sign-in/address/${event.params.token}`;
      if (confirmed.outcome === 'refused') return { goTo: here };
      if (confirmed.step === 'taken_back') dropSession(event.cookies, runtime.config);
      return { goTo: `${here}?done=${confirmed.step}` };
    }),
};
