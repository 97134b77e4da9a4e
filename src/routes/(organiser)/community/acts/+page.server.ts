import { recordedActs } from '#domain/community/organisers/queries.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => ({
  acts: await recordedActs(locals.runtime.db.read),
});
