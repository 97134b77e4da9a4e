import { invitesMade } from '#domain/accounts/admission.queries.server.ts';
import { inviteToken } from '#domain/accounts/invite-links.commands.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const { config, db, clock, secret } = locals.runtime;
  const [invite] = await invitesMade(db.read, { now: clock.now() });
  return {
    joinLink: invite?.isOpen ? `${config.publicUrl}/join/${inviteToken(secret, invite.id)}` : null,
    address: config.publicUrl,
    isOpenToAll: locals.community?.joinPolicy === 'open',
    sendsMail: config.smtpUrl !== null,
  };
};
