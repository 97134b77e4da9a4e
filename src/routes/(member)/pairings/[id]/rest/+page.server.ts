import { redirect, type RequestEvent } from '@sveltejs/kit';
import { rest, wake } from '#domain/pairings/pairing-rest.commands.server.ts';
import { monthFrom, parseRest, restDays } from '#domain/pairings/pairing-rest.input.ts';
import { submit, textOf, type Problem, type Reply } from '#door/forms.server.ts';
import { sayDate } from '#ui/time-on-pages.ts';
import { m } from '#words/paraglide/messages.js';
import type { Actions, PageServerLoad } from './$types';
import { actingIn, openPairing, refusalOf } from '../open-pairing.server.ts';

/** The form as it is shown again. */
interface RestFormState {
  date: string;
  problems: Problem[];
}

export const load: PageServerLoad = async (event) => {
  const { pairing, reader, home } = await openPairing(event);
  if (pairing.state === 'wrapped_up') redirect(303, home);
  const until = pairing.restingUntil;
  return {
    name: pairing.other.name,
    home,
    restingUntil: until === null ? '' : sayDate(until, reader),
    month: sayDate(monthFrom(reader), reader),
    days: restDays(reader),
  };
};

export const actions: Actions = {
  rest: (event) => submit(event, (form) => letRest(event, form)),
  wake: (event) =>
    submit(event, async () => {
      const { runtime, actor, pairingId } = actingIn(event);
      refusalOf(await wake(runtime, { actor, pairingId }));
      return { goTo: `/pairings/${pairingId}` };
    }),
};

async function letRest(
  event: RequestEvent<{ id: string }>,
  form: FormData,
): Promise<Reply<RestFormState>> {
  const { runtime, actor, pairingId } = actingIn(event);
  const typed = { span: textOf(form, 'span'), date: textOf(form, 'date') };
  const now = runtime.clock.now();
  const until = parseRest(typed, { now, timeZone: actor.timeZone });
  const refusal =
    until === undefined ? 'too_soon' : refusalOf(await rest(runtime, { actor, pairingId, until }));
  if (refusal === null || refusal === 'wrapped_up') return { goTo: `/pairings/${pairingId}` };
  const problem = { field: 'date', message: m.pairings_rest_date_missing() };
  return { refusal: { date: typed.date, problems: [problem] } };
}
