import { makeId } from '#lib/ids.ts';
import { takeFlash } from '#door/cookies.server.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = ({ locals, cookies }) => ({
  viewer: locals.viewer,
  community: locals.community === undefined ? undefined : { name: locals.community.name },
  locale: locals.locale,
  once: makeId(locals.runtime.clock.now(), locals.runtime.random),
  flash: takeFlash(cookies, locals.runtime.config),
});
