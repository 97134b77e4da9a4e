import { recordedActs } from '#domain/community/organisers.queries.server.ts';
import { reportsAbout } from '#domain/moderation/reports.queries.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals: { runtime, viewer } }) => {
  const unseenReports = await reportsAbout(runtime.db.read, viewer?.id ?? '');
  return { acts: await recordedActs(runtime.db.read, { unseenReports }) };
};
