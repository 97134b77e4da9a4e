import { error } from '@sveltejs/kit';
import { findPicture } from '#domain/members/pictures.queries.server.ts';
import { isId } from '#lib/ids.ts';
import type { RequestHandler } from './$types';

/** One member's picture. Its id changes with the picture, so a browser may keep it for good. */
export const GET: RequestHandler = async ({ locals, params }) => {
  const listVisibility = locals.community?.listVisibility ?? 'members';
  const picture = isId(params.id)
    ? await findPicture(locals.runtime.db.read, {
        id: params.id,
        viewer: locals.viewer,
        listVisibility,
      })
    : undefined;
  if (picture === undefined) error(404, 'not_found');
  return new Response(picture, {
    headers: {
      'content-type': 'image/webp',
      'content-length': String(picture.length),
      'cache-control': 'private, max-age=31536000, immutable',
    },
  });
};
