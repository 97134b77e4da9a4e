/** The meeting a page is about, for one of the two it is between. */
import { error, type RequestEvent } from '@sveltejs/kit';
import { meetingPage, type MeetingPage } from '#domain/meetings/meetings.queries.server.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import { viewerOf } from '#door/viewer.server.ts';
import type { Runtime } from '#platform/runtime.server.ts';

export type MeetingEvent = Pick<RequestEvent<{ id: string }>, 'locals' | 'params'>;

/** Who does something about which meeting; the commands see to it that it is theirs. */
export function actingAt({ locals, params }: MeetingEvent): {
  runtime: Runtime;
  actor: Viewer;
  meetingId: string;
} {
  return { runtime: locals.runtime, actor: viewerOf(locals), meetingId: params.id };
}

/**
 * The meeting of the address.
 *
 * @throws a 404 answer where it is not there, or between other people (requirement C2)
 */
export async function openMeeting(event: MeetingEvent): Promise<MeetingPage> {
  const { runtime, actor, meetingId } = actingAt(event);
  const now = runtime.clock.now();
  const page = await meetingPage(runtime.db.read, { meetingId, viewerId: actor.id, now });
  if (page === undefined) error(404, 'not_found');
  return page;
}
