import { organisersOf } from '#domain/community/organisers.queries.server.ts';
import { communityFigures } from '#domain/insights/community-figures.queries.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const { db, clock, config } = locals.runtime;
  const figures = await communityFigures(db.read, { now: clock.now() });
  return {
    figures,
    lettersWait: config.smtpUrl === null ? figures.unsentLetters : 0,
    needsInvite: locals.community?.joinPolicy === 'invite' && figures.openInvites === 0,
    team: await organisersOf(db.read),
  };
};
