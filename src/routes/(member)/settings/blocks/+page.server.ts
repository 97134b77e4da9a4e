import { unblock } from '#domain/members/blocks.commands.server.ts';
import { blocksOf } from '#domain/members/blocks.queries.server.ts';
import { submit, textOf } from '#door/forms.server.ts';
import { viewerOf } from '#door/viewer.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { runtime, viewer } }) => ({
  blocks: await blocksOf(runtime.db.read, viewer?.id ?? ''),
});

export const actions: Actions = {
  default: (event) =>
    submit(event, async (form) => {
      const { runtime } = event.locals;
      const actor = viewerOf(event.locals);
      await unblock(runtime, { actor, otherId: textOf(form, 'member') });
      return { goTo: '/settings/blocks', saying: 'unblocked' };
    }),
};
