import { error } from '@sveltejs/kit';
import { reviewForDownload } from '#domain/reviews/reviews.queries.server.ts';
import { writeLongPatch } from '#lib/code/long-texts.server.ts';
import { actingOn } from '../open-review.server.ts';
import type { RequestHandler } from './$types';

/** A revision as a patch, for the two of it and for nobody else (requirement C2). */
export const GET: RequestHandler = async (event) => {
  const { runtime, actor, reviewId } = actingOn(event);
  const revision = Number(event.url.searchParams.get('revision') ?? '');
  const chosen = Number.isSafeInteger(revision) && revision > 0 ? { revision } : {};
  const asking = { reviewId, viewerId: actor.id, ...chosen };
  const found = await reviewForDownload(runtime.db.read, asking);
  if (found === undefined) error(404, 'not_found');
  return new Response(await writeLongPatch(found.changes), {
    headers: {
      'content-type': 'text/x-patch; charset=utf-8',
      'content-disposition': 'attachment; filename="review.patch"',
      'x-robots-tag': 'noindex, nofollow',
    },
  });
};
