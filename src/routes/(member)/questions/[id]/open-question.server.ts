/** The question a page is about, for one of those it concerns. */
import { error, type RequestEvent } from '@sveltejs/kit';
import type { Viewer } from '#domain/members/viewer.ts';
import { questionPage } from '#domain/questions/questions.queries.server.ts';
import type { QuestionPage } from '#domain/questions/question-view.ts';
import { viewerOf } from '#door/viewer.server.ts';
import type { Runtime } from '#platform/runtime.server.ts';

export type QuestionEvent = RequestEvent<{ id: string }>;

export interface Opened {
  page: QuestionPage;
  viewer: Viewer;
  /** Who reads the page: now, and their zone. */
  reader: { now: number; timeZone: string };
}

/**
 * The question of the address.
 *
 * @throws a 404 answer where it is not there, or does not concern them (requirement C2)
 */
export async function openQuestion(event: QuestionEvent): Promise<Opened> {
  const { runtime, actor: viewer, questionId } = actingOn(event);
  const now = runtime.clock.now();
  const page = await questionPage(runtime.db.read, { questionId, viewerId: viewer.id, now });
  if (page === undefined) error(404, 'not_found');
  return { page, viewer, reader: { now, timeZone: viewer.timeZone } };
}

/** Who does something about which question; the commands see to it that it concerns them. */
export function actingOn({ locals, params }: Pick<QuestionEvent, 'locals' | 'params'>): {
  runtime: Runtime;
  actor: Viewer;
  questionId: string;
} {
  return { runtime: locals.runtime, actor: viewerOf(locals), questionId: params.id };
}
