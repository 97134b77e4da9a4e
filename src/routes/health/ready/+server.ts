import { isReachable } from '#platform/readiness.server.ts';
import type { RequestHandler } from './$types';

/** The database answers as well, so requests may be sent here. */
export const GET: RequestHandler = async ({ locals }) =>
  (await isReachable(locals.runtime.db))
    ? new Response('ready\n')
    : new Response('the database does not answer\n', {
        status: 503,
        headers: { 'retry-after': '5' },
      });
