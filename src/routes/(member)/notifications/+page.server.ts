import { error, type RequestEvent } from '@sveltejs/kit';
import { noticesOf } from '#domain/notifications/notices.queries.server.ts';
import { followNotice, seeAll } from '#domain/notifications/seen-notices.commands.server.ts';
import { submit, textOf } from '#door/forms.server.ts';
import type { Actions, PageServerLoad } from './$types';

function viewerOf({ locals: { viewer, community } }: Pick<RequestEvent, 'locals'>) {
  if (viewer === null || community === undefined) error(404, 'not_found');
  return { viewer, community };
}

export const load: PageServerLoad = async (event) => {
  const { runtime, locale } = event.locals;
  const notices = await noticesOf(runtime.db.read, { ...viewerOf(event), locale });
  return {
    unseen: notices.filter(({ isNew }) => isNew),
    seen: notices.filter(({ isNew }) => !isNew),
    now: runtime.clock.now(),
  };
};

export const actions: Actions = {
  follow: (event) =>
    submit(event, async (form) => {
      const memberId = viewerOf(event).viewer.id;
      const noticeId = textOf(form, 'notice');
      const goTo = await followNotice(event.locals.runtime, { memberId, noticeId });
      return { goTo: goTo ?? '/notifications' };
    }),
  see: (event) =>
    submit(event, async () => {
      await seeAll(event.locals.runtime, viewerOf(event).viewer.id);
      return { goTo: '/notifications' };
    }),
};
