import { error } from '@sveltejs/kit';
import { isId } from '#lib/ids.ts';
import { findPerson, type PersonSeen } from '#domain/accounts/admission.queries.server.ts';
import { makeHandedLink } from '#domain/accounts/handed-sign-in-links.commands.server.ts';
import {
  appointOrganiser,
  takeOffOrganiser,
} from '#domain/community/organisers.commands.server.ts';
import { readForm, submit } from '#door/forms.server.ts';
import { viewerOf } from '#door/viewer.server.ts';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

async function personOf({
  locals,
  params,
}: Pick<RequestEvent, 'locals' | 'params'>): Promise<PersonSeen> {
  const person = isId(params.id) ? await findPerson(locals.runtime.db.read, params.id) : undefined;
  return person ?? error(404, 'not_found');
}

export const load: PageServerLoad = async (event) => {
  const person = await personOf(event);
  return { person, isYou: person.id === event.locals.viewer?.id };
};

export const actions: Actions = {
  // Not through submit: the link is shown on this answer alone and kept nowhere.
  link: async (event) => {
    await readForm(event);
    const { runtime } = event.locals;
    const person = await personOf(event);
    const { id: actorId } = viewerOf(event.locals);
    const link = await makeHandedLink(runtime, { actorId, memberId: person.id });
    return { link: link ?? error(404, 'not_found'), isLast: false };
  },
  appoint: (event) =>
    submit(event, async () => {
      const { runtime } = event.locals;
      const person = await personOf(event);
      const { id: actorId } = viewerOf(event.locals);
      const result = await appointOrganiser(runtime, { actorId, memberId: person.id });
      if (result.outcome === 'refused') error(404, 'not_found');
      return { goTo: event.url.pathname, saying: 'saved' };
    }),
  'take-off': (event) =>
    submit(event, async () => {
      const { runtime } = event.locals;
      const person = await personOf(event);
      const { id: actorId } = viewerOf(event.locals);
      const result = await takeOffOrganiser(runtime, { actorId, memberId: person.id });
      if (result.outcome === 'refused')
        return { status: 409, refusal: { isLast: true, link: null } };
      return { goTo: person.id === actorId ? '/' : event.url.pathname, saying: 'saved' };
    }),
};
