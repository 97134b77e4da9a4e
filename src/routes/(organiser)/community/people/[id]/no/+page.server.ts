import { error } from '@sveltejs/kit';
import { isId } from '#lib/ids.ts';
import { lengthOf } from '#lib/text.ts';
import { turnDown } from '#domain/accounts/admission.commands.server.ts';
import { kindNo } from '#domain/accounts/admission-letters.ts';
import { findWaiting } from '#domain/accounts/admission.queries.server.ts';
import { submit, textOf } from '#door/forms.server.ts';
import { problemMessage } from '#ui/community/form-problems.ts';
import type { Actions, PageServerLoad } from './$types';

const longestWords = 2000;

export const load: PageServerLoad = async ({ locals, params }) => {
  const guest = isId(params.id) ? await findWaiting(locals.runtime.db.read, params.id) : undefined;
  if (guest === undefined || locals.community === undefined) error(404, 'not_found');
  const locale = guest.locale ?? locals.community.locale;
  return { name: guest.name, words: kindNo({ community: locals.community.name, locale }) };
};

export const actions: Actions = {
  default: (event) =>
    submit(event, async (form) => {
      const { runtime, viewer } = event.locals;
      const words = textOf(form, 'words');
      if (lengthOf(words) > longestWords) {
        const message = problemMessage({ code: 'too_long', value: '' });
        return { refusal: { problems: [{ field: 'words', message }], words } };
      }
      await turnDown(runtime, { actorId: viewer?.id ?? '', memberId: event.params.id, words });
      return { goTo: '/community/people', saying: 'turned_down' };
    }),
};
