import { viewerOf } from '#door/viewer.server.ts';
import { groupsOf } from '#ui/turns/your-turn-sentence.ts';
import type { PageServerLoad } from './$types';
import { waitingFor } from './your-turn.server.ts';

export const load: PageServerLoad = async ({ locals }) => {
  const { runtime } = locals;
  const viewer = viewerOf(locals);
  const turns = await waitingFor(runtime.db.read, { viewer, now: runtime.clock.now() });
  return { groups: groupsOf(turns), topics: [`member:${viewer.id}`] };
};
