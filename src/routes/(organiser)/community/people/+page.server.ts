import { letIn } from '#domain/accounts/doorkeeping/commands.server.ts';
import { findPeople, peopleWaiting } from '#domain/accounts/doorkeeping/queries.server.ts';
import { submit, textOf } from '#door/forms.server.ts';
import type { Actions, PageServerLoad } from './$types';

const longestSearch = 80;

export const load: PageServerLoad = async ({ locals, url }) => {
  const { db } = locals.runtime;
  const search = (url.searchParams.get('name') ?? '').slice(0, longestSearch);
  const after = url.searchParams.get('after') ?? '';
  const [waiting, found] = await Promise.all([peopleWaiting(db.read), findPeople(db.read, { search, after })]);
  return { search, waiting: after === '' && search === '' ? waiting : [], isFirst: after === '' && search === '', ...found };
};

export const actions: Actions = {
  'let-in': (event) =>
    submit(event, async (form) => {
      const { runtime, viewer } = event.locals;
      await letIn(runtime, { actorId: viewer?.id ?? '', memberId: textOf(form, 'member') });
      return { goTo: '/community/people', saying: 'let_in' };
    }),
};
