import { error, type RequestEvent } from '@sveltejs/kit';
import {
  keep,
  stopKeeping,
  type FavouriteKind,
} from '#domain/directory/favourites.commands.server.ts';
import { keptBy } from '#domain/directory/favourites.queries.server.ts';
import { submit, textOf, type Reply } from '#door/forms.server.ts';
import type { FlashCode } from '#door/flash-code.ts';
import { viewerOf } from '#door/viewer.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const { runtime } = locals;
  const memberId = viewerOf(locals).id;
  return keptBy(runtime.db.read, { memberId, now: runtime.clock.now() });
};

export const actions: Actions = {
  save: (event) => submit(event, (form) => start(event, { form, as: 'saved', saying: 'saved' })),
  unsave: (event) => submit(event, (form) => stop(event, { form, as: 'saved', saying: 'removed' })),
  // The page itself says so.
  hide: (event) => submit(event, (form) => start(event, { form, as: 'hidden' })),
  unhide: (event) => submit(event, (form) => stop(event, { form, as: 'hidden', saying: 'undone' })),
};

interface Keeping {
  form: FormData;
  as: FavouriteKind;
  saying?: FlashCode;
}

async function start(
  event: RequestEvent,
  { form, as, saying }: Keeping,
): Promise<Reply<Record<never, never>>> {
  const actorId = viewerOf(event.locals).id;
  const otherId = textOf(form, 'member');
  const kept = await keep(event.locals.runtime, { actorId, otherId, as });
  if (kept.outcome === 'refused') error(404, 'not_found');
  return { goTo: backTo(form), saying };
}

async function stop(
  event: RequestEvent,
  { form, as, saying }: Keeping,
): Promise<Reply<Record<never, never>>> {
  const actorId = viewerOf(event.locals).id;
  await stopKeeping(event.locals.runtime, { actorId, otherId: textOf(form, 'member'), as });
  return { goTo: backTo(form), saying };
}

/** The page the button was on. */
function backTo(form: FormData): string {
  return textOf(form, 'back') === 'person'
    ? `/members/${encodeURIComponent(textOf(form, 'member'))}`
    : '/mentors/saved';
}
