import { day } from '#lib/duration.ts';
import type { RequestHandler } from './$types';

/** Where to tell of a weakness (RFC 9116): this community's organisers, by the page they keep. */
export const GET: RequestHandler = ({ locals }) => {
  const { config, clock } = locals.runtime;
  const expires = new Date(clock.now() + 90 * day).toISOString();
  const lines = [
    `Contact: ${config.publicUrl}/about/organisers`,
    `Expires: ${expires}`,
    'Preferred-Languages: en, de',
    `Canonical: ${config.publicUrl}/.well-known/security.txt`,
  ];
  return new Response(`${lines.join('\n')}\n`, {
    headers: { 'content-type': 'text/plain; charset=utf-8' },
  });
};
