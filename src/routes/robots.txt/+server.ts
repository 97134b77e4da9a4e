import type { RequestHandler } from './$types';

/** People come here by a link from someone, not from a search; every page says noindex as well. */
export const GET: RequestHandler = () =>
  new Response('User-agent: *\nDisallow: /\n', {
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  });
