import { currentServer } from '#door/start.server.ts';
import { isReachable } from '#platform/readiness.server.ts';
import type { RequestHandler } from './$types';

/**
 * The database answers as well, so requests may be sent here; and for how long this process answered
 * nobody, at the longest since it started.
 */
export const GET: RequestHandler = async ({ locals }) =>
  (await isReachable(locals.runtime.db))
    ? new Response(`ready\nlongest stall: ${longestStall()}\n`)
    : new Response('the database does not answer\n', {
        status: 503,
        headers: { 'retry-after': '5' },
      });

/** What was under way is in the log alone: strangers may read this. */
function longestStall(): string {
  const { longest } = currentServer().stalls;
  return longest === null
    ? 'none'
    : `${longest.milliseconds} ms, ${new Date(longest.at).toISOString()}`;
}
