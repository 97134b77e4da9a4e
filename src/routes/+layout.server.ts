import { hasNews } from '#domain/notifications/notices.queries.server.ts';
import { makeId } from '#lib/ids.ts';
import { lettersComeBack } from '#domain/accounts/email-addresses.queries.server.ts';
import { readFlash } from '#door/cookies.server.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals, cookies }) => {
  const { runtime, viewer, community, locale } = locals;
  locals.flash = readFlash(cookies, runtime.config);
  // Before anything is read: what changes from here on is news to this page.
  const mark = runtime.db.changes.mark();
  return {
    mark,
    viewer,
    community: community === undefined ? undefined : { name: community.name },
    locale,
    once: makeId(runtime.clock.now(), runtime.random),
    flash: locals.flash,
    hasNews: viewer?.status === 'active' && (await hasNews(runtime.db.read, viewer.id)),
    lettersComeBack:
      viewer?.status === 'active' && (await lettersComeBack(runtime.db.read, viewer.id)),
  };
};
