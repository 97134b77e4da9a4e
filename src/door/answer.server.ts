/** What every answer carries, and a line in the log for each. */
import type { Handle, HandleServerError } from '@sveltejs/kit';
import { closedPolicy, commonHeaders } from '#platform/headers.server.ts';
import { truncateAddress } from '#platform/log.server.ts';
import { currentHouse } from './open.server.ts';

/** Sets the security headers, forbids storing private pages, writes the log line. */
export const answer: Handle = async ({ event, resolve }) => {
  const { runtime } = currentHouse();
  const started = performance.now();
  const response = await resolve(event, { transformPageChunk: ({ html }) => fillDocument(html, event.locals) });
  for (const [name, value] of commonHeaders(runtime.config)) response.headers.set(name, value);
  if (!response.headers.has('content-security-policy')) response.headers.set('content-security-policy', closedPolicy);
  if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'no-store');
  runtime.log.info(
    {
      request: event.locals.requestId,
      method: event.request.method,
      // The route, not the address: addresses can hold tokens and search words.
      route: event.route.id ?? 'none',
      status: response.status,
      from: truncateAddress(addressOf(event)),
      ms: Math.round((performance.now() - started) * 10) / 10,
    },
    'answered',
  );
  return response;
};

function addressOf(event: { getClientAddress(): string }): string {
  try {
    return event.getClientAddress();
  } catch {
    return '';
  }
}

function fillDocument(html: string, locals: App.Locals): string {
  return html
    .replace('%bothways.lang%', locals.locale)
    .replace('%bothways.theme%', locals.viewer?.theme ?? '');
}

/** An unexpected error gets an id, is written down, and gives back what was typed. */
export const explainError: HandleServerError = ({ error, event, status, message }) => {
  if (status === 404) return { message: 'not_found' };
  if (status < 500) return { message };
  const id = event.locals.requestId;
  currentHouse().runtime.log.error({ request: id, route: event.route.id, err: error }, 'something broke');
  return { message: 'broken', id, typed: event.locals.typed ?? [] };
};
