import { letIn } from '#domain/accounts/admission.commands.server.ts';
import { findPeople, peopleWaiting } from '#domain/accounts/admission.queries.server.ts';
import { invitePeople } from '#domain/accounts/mailed-invitations.commands.server.ts';
import { countUninvited } from '#domain/accounts/mailed-invitations.queries.server.ts';
import { submit, textOf } from '#door/forms.server.ts';
import type { Actions, PageServerLoad } from './$types';

const longestSearch = 80;

export const load: PageServerLoad = async ({ locals, url }) => {
  const { db, clock } = locals.runtime;
  const search = (url.searchParams.get('name') ?? '').slice(0, longestSearch);
  const after = url.searchParams.get('after') ?? '';
  const found = await findPeople(db.read, { search, after });
  const isFirst = search === '' && after === '';
  const waiting = isFirst ? await peopleWaiting(db.read) : [];
  const uninvited = isFirst ? await countUninvited(db.read, { now: clock.now() }) : 0;
  return { search, isFirst, waiting, uninvited, ...found };
};

export const actions: Actions = {
  invite: (event) =>
    submit(event, async () => {
      await invitePeople(event.locals.runtime, { actorId: event.locals.viewer?.id ?? '' });
      return { goTo: '/community/people', saying: 'sent' };
    }),
  'let-in': (event) =>
    submit(event, async (form) => {
      const { runtime, viewer } = event.locals;
      await letIn(runtime, { actorId: viewer?.id ?? '', memberId: textOf(form, 'member') });
      return { goTo: '/community/people', saying: 'let_in' };
    }),
};
