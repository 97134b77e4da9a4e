import { error } from '@sveltejs/kit';
import { minute } from '#lib/duration.ts';
import { saveDraft } from '#domain/conversations/drafts.commands.server.ts';
import { draftInput } from '#domain/conversations/draft.input.ts';
import { readJson } from '#door/json.server.ts';
import { viewerOf } from '#door/viewer.server.ts';
import { memoryLimiter } from '#platform/rate-limit.server.ts';
import type { RequestHandler } from './$types';

/** Somebody typing without a pause is saved once a second. */
const typing = memoryLimiter({ window: minute });

/** Keeps a form as it stands; sent by the page's script while somebody writes. */
export const POST: RequestHandler = async (event) => {
  const { runtime } = event.locals;
  const viewer = viewerOf(event.locals);
  const verdict = typing.take({ bucket: viewer.id, allowed: 120 }, runtime.clock.now());
  if (!verdict.isAllowed) error(429, 'slow_down');
  const { about, fields } = await readJson(event, draftInput);
  await saveDraft(runtime, { memberId: viewer.id, about, fields });
  return new Response(null, { status: 204 });
};
