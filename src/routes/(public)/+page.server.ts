import { redirect } from '@sveltejs/kit';
import { homeFigures } from '#domain/insights/queries.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const { runtime, community, viewer } = locals;
  if (community === undefined) return { home: null };
  if (viewer !== null) redirect(303, viewer.status === 'active' ? '/mentors' : '/waiting');
  const figures = await homeFigures(runtime.db.read, { now: runtime.clock.now() });
  return { home: { ...figures, name: community.name } };
};
