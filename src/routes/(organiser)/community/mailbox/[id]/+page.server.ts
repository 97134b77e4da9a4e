import { error } from '@sveltejs/kit';
import { isId } from '#lib/ids.ts';
import { openLetter } from '#domain/community/mailbox.commands.server.ts';
import { findLetter } from '#domain/community/mailbox.queries.server.ts';
import { readForm } from '#door/forms.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => {
  const { runtime, viewer } = locals;
  const hasNotices = runtime.config.isDevelopment;
  const asking = { viewerId: viewer?.id ?? '', letterId: params.id, hasNotices };
  const letter = isId(params.id) ? await findLetter(runtime.db.read, asking) : undefined;
  return { letter: letter ?? error(404, 'not_found') };
};

export const actions: Actions = {
  // A look that is written down is an act, so it is a POST; what was read stays on this answer.
  open: async (event) => {
    await readForm(event);
    const { runtime, viewer } = event.locals;
    const { id } = event.params;
    const mail = isId(id)
      ? await openLetter(runtime, { actorId: viewer?.id ?? '', letterId: id })
      : undefined;
    if (mail === undefined) error(404, 'not_found');
    return { address: mail.to.address, text: mail.text };
  },
};
