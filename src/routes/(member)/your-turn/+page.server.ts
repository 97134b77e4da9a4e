import { error } from '@sveltejs/kit';
import { groupsOf } from '#ui/turns/sentence.ts';
import type { PageServerLoad } from './$types';
import { waitingFor } from './waiting.server.ts';

export const load: PageServerLoad = async ({ locals: { runtime, viewer } }) => {
  if (viewer === null) error(404, 'not_found');
  const turns = await waitingFor(runtime.db.read, { viewer, now: runtime.clock.now() });
  return { groups: groupsOf(turns), topics: [`member:${viewer.id}`] };
};
