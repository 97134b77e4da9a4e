import { error } from '@sveltejs/kit';
import { conversationSeatOf } from '#domain/conversations/conversations.queries.server.ts';
import { meetingPage } from '#domain/meetings/meetings.queries.server.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import { findPairing } from '#domain/pairings/pairings.queries.server.ts';
import { findRequest } from '#domain/requests/requests.queries.server.ts';
import { questionPage } from '#domain/questions/questions.queries.server.ts';
import { sharingPage } from '#domain/questions/shared-answers.queries.server.ts';
import { reviewWith } from '#domain/reviews/review-store.queries.server.ts';
import { currentServer } from '#door/start.server.ts';
import { signedInOf } from '#door/viewer.server.ts';
import { isId } from '#lib/ids.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import type { RequestHandler } from './$types';

const mostTopics = 8;

/** Tells an open page that something it shows has changed, and never what. */
export const GET: RequestHandler = async ({ locals, url }) => {
  const { runtime } = locals;
  const { viewer, sessionId } = signedInOf(locals);
  const topics = [...new Set(url.searchParams.getAll('topic'))];
  if (topics.length === 0 || topics.length > mostTopics) error(404, 'not_found');
  for (const topic of topics)
    if (!(await mayHear(runtime, { topic, viewer }))) error(404, 'not_found');
  const since = url.searchParams.get('since') ?? '';
  const stream = currentServer().streams.open({ memberId: viewer.id, sessionId, topics, since });
  if (stream === null) {
    locals.retryAfterSeconds = 60;
    error(429, 'slow_down');
  }
  return stream;
};

/** Whoever asks for the headers alone must not hold a line. */
export const HEAD: RequestHandler = () =>
  new Response(null, { headers: { 'content-type': 'text/event-stream' } });

/** Hearing that something changes is for those who may see it; not theirs and not there are alike. */
async function mayHear(
  { db, clock }: Runtime,
  { topic, viewer }: { topic: string; viewer: Viewer },
): Promise<boolean> {
  const [about, id = '', ...more] = topic.split(':');
  if (!isId(id) || more.length > 0) return false;
  const viewerId = viewer.id;
  const now = clock.now();
  if (about === 'conversation')
    return (await conversationSeatOf(db.read, { conversationId: id, viewerId })) !== undefined;
  if (about === 'pairing')
    return (await findPairing(db.read, { pairingId: id, viewerId, now })) !== undefined;
  if (about === 'meeting')
    return (await meetingPage(db.read, { meetingId: id, viewerId, now })) !== undefined;
  if (about === 'request')
    return (await findRequest(db.read, { requestId: id, viewerId, now })) !== undefined;
  if (about === 'review')
    return (await reviewWith(db.read, { reviewId: id, memberId: viewerId })) !== undefined;
  if (about === 'question')
    return (await questionPage(db.read, { questionId: id, viewerId, now })) !== undefined;
  if (about === 'sharedAnswer')
    return (await sharingPage(db.read, { sharedAnswerId: id, viewerId })) !== undefined;
  return about === 'member' && id === viewerId;
}
