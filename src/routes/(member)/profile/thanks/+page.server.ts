import type { RequestEvent } from '@sveltejs/kit';
import { hideThanks, showThanks } from '#domain/pairings/last-words.commands.server.ts';
import { thanksFor } from '#domain/pairings/last-words.queries.server.ts';
import { submit, textOf } from '#door/forms.server.ts';
import { viewerOf } from '#door/viewer.server.ts';
import { sayDate } from '#ui/time-on-pages.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { runtime } = event.locals;
  const { id, timeZone } = viewerOf(event.locals);
  const reader = { now: runtime.clock.now(), timeZone };
  const all = await thanksFor(runtime.db.read, { memberId: id });
  return {
    thanks: all.map(({ from, writtenAt, ...thanks }) => ({
      id: thanks.id,
      words: thanks.words,
      isShown: thanks.isShown,
      from: from.name,
      day: sayDate(writtenAt, reader),
    })),
  };
};

export const actions: Actions = {
  show: (event) => submit(event, (form) => choose(event, { form, choosing: showThanks })),
  hide: (event) => submit(event, (form) => choose(event, { form, choosing: hideThanks })),
};

async function choose(
  event: RequestEvent,
  { form, choosing }: { form: FormData; choosing: typeof showThanks },
) {
  const thanksId = textOf(form, 'thanks');
  await choosing(event.locals.runtime, { actor: viewerOf(event.locals), thanksId });
  return { goTo: '/profile/thanks', saying: 'saved' as const };
}
