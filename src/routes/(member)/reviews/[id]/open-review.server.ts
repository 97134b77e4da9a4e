/** The review a page is about, for one of the two it is between. */
import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import type { Viewer } from '#domain/members/viewer.ts';
import { draftOf, reviewPage } from '#domain/reviews/reviews.queries.server.ts';
import type { ReviewPage } from '#domain/reviews/review-view.ts';
import { viewerOf } from '#door/viewer.server.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import { askedIn, hrefFor, type Asked } from '#ui/reviews/review-address.ts';

export type ReviewEvent = Pick<RequestEvent<{ id: string }>, 'locals' | 'params' | 'url'>;

/** Who does something in which review; the commands see to it that it is theirs. */
export function actingOn({ locals, params }: Pick<ReviewEvent, 'locals' | 'params'>): {
  runtime: Runtime;
  actor: Viewer;
  reviewId: string;
} {
  return { runtime: locals.runtime, actor: viewerOf(locals), reviewId: params.id };
}

export interface OpenedReview {
  page: ReviewPage;
  asked: Asked;
  /** Who reads the page: now, and their zone. */
  reader: { now: number; timeZone: string };
}

/**
 * The review of the address, compared as the address asks; its author is led to one they still prepare.
 *
 * @throws a 404 answer where it is not there, or between other people (requirement C2)
 */
export async function openReview(event: ReviewEvent): Promise<OpenedReview> {
  const { runtime, actor, reviewId } = actingOn(event);
  const asked = askedIn(event.url.searchParams);
  const asking = { reviewId, viewerId: actor.id, compare: asked.compare };
  const page = await reviewPage(runtime.db.read, asking);
  if (page === undefined) {
    const draft = await draftOf(runtime.db.read, { reviewId, viewerId: actor.id });
    if (draft === undefined) error(404, 'not_found');
    redirect(303, `/reviews/${reviewId}/draft`);
  }
  const now = runtime.clock.now();
  return { page, asked, reader: { now, timeZone: actor.timeZone } };
}

/** The page as it was, with no form open. */
export function backTo({ params, url }: Pick<ReviewEvent, 'params' | 'url'>, anchor = ''): string {
  const rest = hrefFor(askedIn(url.searchParams));
  return `/reviews/${params.id}${rest === '?' ? '' : rest}${anchor === '' ? '' : `#${anchor}`}`;
}
