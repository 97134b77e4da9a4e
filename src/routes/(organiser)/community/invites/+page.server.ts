import { endInvite, openInvite } from '#domain/accounts/admission.commands.server.ts';
import { invitesMade } from '#domain/accounts/admission.queries.server.ts';
import { inviteToken } from '#domain/accounts/invite-links.commands.server.ts';
import { inviteDays } from '#domain/accounts/invite-lifetime.ts';
import { submit, textOf } from '#door/forms.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals }) => {
  const { config, db, clock, secret } = locals.runtime;
  const invites = await invitesMade(db.read, { now: clock.now() });
  const joinLink = (id: string) => `${config.publicUrl}/join/${inviteToken(secret, id)}`;
  return {
    invites: invites.map((invite) => ({
      ...invite,
      link: invite.isOpen ? joinLink(invite.id) : null,
    })),
    joinPolicy: locals.community?.joinPolicy ?? 'invite',
  };
};

export const actions: Actions = {
  make: (event) =>
    submit(event, async (form) => {
      const { runtime, viewer } = event.locals;
      await openInvite(runtime, {
        actorId: viewer?.id ?? '',
        days: inviteDays(textOf(form, 'lasts')),
      });
      return { goTo: '/community/invites', saying: 'added' };
    }),
  end: (event) =>
    submit(event, async (form) => {
      const { runtime, viewer } = event.locals;
      await endInvite(runtime, { actorId: viewer?.id ?? '', inviteId: textOf(form, 'invite') });
      return { goTo: '/community/invites', saying: 'removed' };
    }),
};
