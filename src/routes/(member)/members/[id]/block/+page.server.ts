import { error } from '@sveltejs/kit';
import { findOther } from '#domain/members/blocks.queries.server.ts';
import { blockMember } from '#domain/moderation/block-member.commands.server.ts';
import { submit } from '#door/forms.server.ts';
import { viewerOf } from '#door/viewer.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { runtime, viewer }, params }) => {
  const viewerId = viewer?.id ?? '';
  const other = await findOther(runtime.db.read, { viewerId, memberId: params.id });
  return { other: other ?? error(404, 'not_found') };
};

export const actions: Actions = {
  default: (event) =>
    submit(event, async () => {
      const { runtime } = event.locals;
      const actor = viewerOf(event.locals);
      const otherId = event.params.id;
      const blocked = await blockMember(runtime, { actor, otherId });
      if (blocked.outcome === 'refused') error(404, 'not_found');
      return { goTo: '/settings/blocks', saying: 'blocked' };
    }),
};
