import { error } from '@sveltejs/kit';
import { writeMarkdown, type ExportWords } from '#domain/reviews/review-markdown.ts';
import { reviewForDownload } from '#domain/reviews/reviews.queries.server.ts';
import { kindWords, sayAtLines } from '#ui/reviews/review-state-words.ts';
import { sayDate } from '#ui/time-on-pages.ts';
import { m } from '#words/paraglide/messages.js';
import { actingOn } from '../open-review.server.ts';
import type { RequestHandler } from './$types';

/** Code, comments and all as Markdown, for the two of it and for nobody else (requirement C2). */
export const GET: RequestHandler = async (event) => {
  const { runtime, actor, reviewId } = actingOn(event);
  const found = await reviewForDownload(runtime.db.read, { reviewId, viewerId: actor.id });
  if (found === undefined) error(404, 'not_found');
  const words = wordsFor({ now: runtime.clock.now(), timeZone: actor.timeZone });
  return new Response(writeMarkdown(found.exported, words), {
    headers: {
      'content-type': 'text/markdown; charset=utf-8',
      'content-disposition': 'attachment; filename="review.md"',
      'x-robots-tag': 'noindex, nofollow',
    },
  });
};

const wordsFor = (reader: { now: number; timeZone: string }): ExportWords => ({
  kind: (kind) => kindWords[kind](),
  lookAt: m.reviews_export_look_at(),
  leaveOut: m.reviews_export_leave_out(),
  link: m.reviews_export_link(),
  overall: m.reviews_overall(),
  comments: m.reviews_comments(),
  whole: m.reviews_on_whole(),
  place: ({ path, from, to, revision }) =>
    m.reviews_export_place({
      path,
      lines: sayAtLines({ from, to }),
      revision: m.reviews_revision({ revision }),
    }),
  suggestion: m.reviews_suggestion(),
  removed: m.reviews_export_removed(),
  sorted: m.reviews_is_sorted(),
  pickedUp: m.reviews_picked_up_title(),
  date: (at) => sayDate(at, reader),
});
