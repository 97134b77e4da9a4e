import { changePicture, removePicture } from '#domain/members/pictures.commands.server.ts';
import type { PictureRefusal } from '#domain/members/picture.ts';
import { submit, type Problem } from '#door/forms.server.ts';
import { viewerOf } from '#door/viewer.server.ts';
import { m } from '#words/paraglide/messages.js';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) => {
  const { name, hue, avatarId } = viewerOf(locals);
  return { name, hue, pictureId: avatarId };
};

export const actions: Actions = {
  change: (event) =>
    submit<{ problems: Problem[] }>(event, async (form) => {
      const sent = form.get('picture');
      const file =
        sent instanceof File ? new Uint8Array(await sent.arrayBuffer()) : new Uint8Array();
      const actor = viewerOf(event.locals);
      const changed = await changePicture(event.locals.runtime, { actor, file });
      if (changed.outcome === 'done') return { goTo: '/profile/picture', saying: 'saved' };
      const status = changed.code === 'picture_too_large' ? 413 : 422;
      return {
        status,
        refusal: { problems: [{ field: 'picture', message: sentences[changed.code]() }] },
      };
    }),
  remove: (event) =>
    submit(event, async () => {
      const actor = viewerOf(event.locals);
      await removePicture(event.locals.runtime, { actor });
      return { goTo: '/profile/picture', saying: 'removed' };
    }),
};

const sentences: Record<PictureRefusal, () => string> = {
  picture_missing: m.profile_problem_picture_missing,
  picture_too_large: m.profile_problem_picture_too_large,
  picture_not_an_image: m.profile_problem_picture_not_an_image,
  picture_unreadable: m.profile_problem_picture_unreadable,
};
