import { error } from '@sveltejs/kit';
import { confirmFromLetter, readStillAround } from '#domain/members/ticks.commands.server.ts';
import { submit } from '#door/forms.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** Looking changes nothing: mail programs open links by themselves. */
export const load: PageServerLoad = async ({ locals, params }) => {
  const found = await readStillAround(locals.runtime, params.token);
  if (found === undefined) error(404, 'not_found');
  return { answer: found.answer };
};

export const actions: Actions = {
  default: (event) =>
    submit(event, async () => {
      const { token } = event.params;
      const found = await confirmFromLetter(event.locals.runtime, { token });
      if (found === undefined) error(404, 'not_found');
      return { goTo: `/still-around/${token}` };
    }),
};
