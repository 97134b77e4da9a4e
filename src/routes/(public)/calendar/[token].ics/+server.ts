import { stampUse } from '#domain/calendars/calendar-feeds.commands.server.ts';
import { feedFor } from '#domain/calendars/calendar-feeds.queries.server.ts';
import { m } from '#words/paraglide/messages.js';
import type { RequestHandler } from './$types';

/** Programs come by every few hours; nobody on the way keeps it, and no search engine lists it. */
const kept = {
  'cache-control': 'private, no-cache',
  'x-robots-tag': 'noindex, nofollow',
};
const plain = { ...kept, 'content-type': 'text/plain; charset=utf-8' };

/** Somebody's meetings, for whoever knows the address. A HEAD, and what was kept already, need no body. */
export const GET: RequestHandler = async ({ locals: { runtime, locale }, params, request }) => {
  const feed = await feedFor(runtime, params.token);
  if (feed.outcome === 'refused' && feed.code === 'not_found')
    return new Response(`${m.meetings_calendar_gone_unknown({}, { locale })}\n`, {
      status: 404,
      headers: plain,
    });
  if (feed.outcome === 'refused')
    return new Response(`${m.meetings_calendar_gone({}, { locale: feed.locale })}\n`, {
      status: 410,
      headers: plain,
    });
  if (feed.needsStamp && request.method === 'GET') await stampUse(runtime, feed.feedId);
  const headers = { ...kept, etag: feed.etag };
  if (isKept(request, feed.etag)) return new Response(null, { status: 304, headers });
  return new Response(request.method === 'HEAD' ? null : feed.text, {
    headers: {
      ...headers,
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'inline; filename="bothways.ics"',
    },
  });
};

export const HEAD = GET;

/** If-None-Match compares weakly: what a proxy squeezed on the way is the same calendar. */
function isKept(request: Request, etag: string): boolean {
  const known = request.headers.get('if-none-match') ?? '';
  return known
    .split(',')
    .map((tag) => tag.trim().replace(/^W\//, ''))
    .some((tag) => tag === etag || tag === '*');
}
