import { redirect } from '@sveltejs/kit';
import { endSession } from '#domain/accounts/sessions.commands.server.ts';
import { dropSession } from '#door/cookies.server.ts';
import { submit } from '#door/forms.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => {
  if (locals.viewer === null) redirect(303, '/');
};

export const actions: Actions = {
  default: (event) =>
    submit(event, async () => {
      const { runtime, viewer, sessionId } = event.locals;
      if (viewer !== null && sessionId !== null) {
        await endSession(runtime, { id: sessionId, memberId: viewer.id });
        runtime.log.info({ security: 'signed_out', member: viewer.id }, 'somebody signed out');
      }
      dropSession(event.cookies, runtime.config);
      return { goTo: '/', saying: 'signed_out' };
    }),
};
