import { knownBrowser } from '#door/sign-in.server.ts';
import { submit } from '#door/forms.server.ts';
import { deleteSavedForm, findSavedForm } from '#platform/kept-forms.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { runtime, viewer } = event.locals;
  const form = await findSavedForm(runtime, {
    token: event.params.token,
    browser: knownBrowser(event),
    memberId: viewer?.id ?? '',
  });
  if (form === undefined) return { kept: null };
  const { action, page, fields } = form;
  return { kept: { action, page, parts: partsOf(fields) } };
};

/** Words a person wrote, as opposed to a box that was ticked or a choice that was made. */
const isWritten = (value: string) => /\s|:\/\//.test(value.trim());

/** What is shown, numbered and once under its name; the rest goes along unseen, with number 0. */
function partsOf(fields: { name: string; value: string }[]) {
  const shown = new Set<string>();
  return fields.map(({ name, value }) => {
    const isShown = isWritten(value) && !shown.has(name);
    if (isShown) shown.add(name);
    return { name, value, number: isShown ? shown.size : 0 };
  });
}

export const actions: Actions = {
  default: (event) =>
    submit(event, async () => {
      const browser = knownBrowser(event);
      if (browser !== undefined)
        await deleteSavedForm(event.locals.runtime, { token: event.params.token, browser });
      return { goTo: '/mentors', saying: 'removed' };
    }),
};
