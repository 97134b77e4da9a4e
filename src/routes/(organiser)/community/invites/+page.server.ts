import { endInvite, openInvite } from '#domain/accounts/doorkeeping/commands.server.ts';
import { invitesMade } from '#domain/accounts/doorkeeping/queries.server.ts';
import { inviteToken } from '#domain/accounts/invites/commands.server.ts';
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

/** Days an invite stays open, by the choice made; null until somebody ends it. */
const lasting: Record<string, number | null> = { week: 7, month: 30, always: null };

export const actions: Actions = {
  make: (event) =>
    submit(event, async (form) => {
      const { runtime, viewer } = event.locals;
      const days = lasting[textOf(form, 'lasts')];
      await openInvite(runtime, {
        actorId: viewer?.id ?? '',
        days: days === undefined ? 30 : days,
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
