import { error, type RequestEvent } from '@sveltejs/kit';
import { noticeKinds } from '#domain/notifications/notice-kinds.queries.server.ts';
import { noticesOf } from '#domain/notifications/notices.queries.server.ts';
import { followNotice, seeAll } from '#domain/notifications/seen-notices.commands.server.ts';
import { submit, textOf } from '#door/forms.server.ts';
import { viewerOf } from '#door/viewer.server.ts';
import type { Actions, PageServerLoad } from './$types';

function readerOf({ locals }: Pick<RequestEvent, 'locals'>) {
  const { community } = locals;
  if (community === undefined) error(404, 'not_found');
  return { viewer: viewerOf(locals), community };
}

export const load: PageServerLoad = async (event) => {
  const { runtime, locale } = event.locals;
  const asked = { ...readerOf(event), locale, kinds: noticeKinds };
  const notices = await noticesOf(runtime.db.read, asked);
  return {
    unseen: notices.filter(({ isNew }) => isNew),
    seen: notices.filter(({ isNew }) => !isNew),
    now: runtime.clock.now(),
  };
};

export const actions: Actions = {
  follow: (event) =>
    submit(event, async (form) => {
      const memberId = readerOf(event).viewer.id;
      const noticeId = textOf(form, 'notice');
      const goTo = await followNotice(event.locals.runtime, { memberId, noticeId });
      return { goTo: goTo ?? '/notifications' };
    }),
  see: (event) =>
    submit(event, async () => {
      await seeAll(event.locals.runtime, readerOf(event).viewer.id);
      return { goTo: '/notifications' };
    }),
};
