/** What every answer carries, refusals as pages, and a line in the log for each. */
import { isHttpError, isRedirect, type RequestEvent } from '@sveltejs/kit';
import type { Handle, HandleServerError } from '@sveltejs/kit/hooks';
import { closedPolicy, commonHeaders } from '#platform/headers.server.ts';
import { LateError } from '#lib/off-thread.server.ts';
import { truncateAddress } from '#platform/log.server.ts';
import { clearFlash } from './cookies.server.ts';
import { currentServer } from './start.server.ts';

/** Sets the security headers, forbids storing private pages, writes the log line. */
export const answer: Handle = async ({ event, resolve }) => {
  const { runtime, stalls } = currentServer();
  const started = performance.now();
  const end = stalls.begin(event.route.id ?? 'none');
  const response = seal(
    await Promise.try(() => drawn(event, resolve))
      .catch((thrown: unknown) => answerThrown(event, thrown))
      .finally(end),
  );
  const isShown = response.status < 300 || response.status >= 400;
  if (event.locals.flash && isShown) clearFlash(response.headers, runtime.config);
  runtime.log.info(
    {
      request: event.locals.requestId,
      method: event.request.method,
      // The route, not the address: addresses can hold tokens and search words.
      route: event.route.id ?? 'none',
      status: response.status,
      from: isBetweenTwo(event.route.id) ? undefined : truncateAddress(addressOf(event)),
      ms: Math.round((performance.now() - started) * 10) / 10,
    },
    'answered',
  );
  return response;
};

/** What two people do about each other; from where is not written down, lest it tell who (E6). */
const isBetweenTwo = (route: string | null) =>
  route !== null &&
  (route.startsWith('/(member)/pairings/') ||
    route.startsWith('/(member)/meetings/') ||
    route.endsWith('/block'));

/**
 * A page as the framework draws it, less its ETag: it would hash every character of a page that is
 * never stored. So it is given nothing to hash, and the page takes its place afterwards.
 */
async function drawn(
  event: RequestEvent,
  resolve: Parameters<Handle>[0]['resolve'],
): Promise<Response> {
  let page: string | undefined;
  const response = await resolve(event, {
    transformPageChunk: ({ html }) => {
      page = fillDocument(html, event.locals);
      return '';
    },
  });
  if (page === undefined) return response;
  response.headers.delete('etag');
  response.headers.delete('content-length');
  // As bytes: of a text each character would be looked at once more.
  return new Response(Buffer.from(page), response);
}

function seal(response: Response): Response {
  const headers = response.headers;
  const { config } = currentServer().runtime;
  // The built server sets them for files and pages alike (bin/start.ts); Vite's does not.
  if (config.isDevelopment)
    for (const [name, value] of commonHeaders(config)) headers.set(name, value);
  if (!headers.has('content-security-policy')) headers.set('content-security-policy', closedPolicy);
  if (!headers.has('cache-control')) headers.set('cache-control', 'no-store');
  return response;
}

/** The door throws redirects and refusals; both become whole answers here. */
async function answerThrown(event: RequestEvent, thrown: unknown): Promise<Response> {
  if (isRedirect(thrown))
    return new Response(null, { status: thrown.status, headers: { location: thrown.location } });
  if (isHttpError(thrown)) return refusalPage(event, thrown.status, thrown.body.message);
  writeDown(event, thrown);
  return plainRefusal(event.locals.requestId ?? '');
}

/** The error page in the visitor's language, made by the page that exists for it. */
async function refusalPage(event: RequestEvent, status: number, code: string): Promise<Response> {
  const page = await event.fetch(`/refused/${status}?code=${encodeURIComponent(code)}`);
  const headers = new Headers({ 'content-type': 'text/html; charset=utf-8' });
  const policy = page.headers.get('content-security-policy');
  if (policy !== null) headers.set('content-security-policy', policy);
  if (status === 405) headers.set('allow', 'GET, HEAD, POST');
  const wait = event.locals.retryAfterSeconds;
  if (wait !== undefined) headers.set('retry-after', String(wait));
  return new Response(event.request.method === 'HEAD' ? null : await page.text(), {
    status,
    headers,
  });
}

/** For when not even an error page can be made, such as without a database. */
function plainRefusal(id: string): Response {
  const sentence = `Something broke on our side. We've written it down. Try again in a minute. (${id})`;
  const body = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Bothways</title><h1>Something broke on our side</h1><p>${sentence}</p></html>`;
  return new Response(body, {
    status: 500,
    headers: { 'content-type': 'text/html; charset=utf-8', 'retry-after': '60' },
  });
}

function addressOf(event: { getClientAddress(): string }): string {
  try {
    return event.getClientAddress();
  } catch {
    return '';
  }
}

function fillDocument(html: string, locals: App.Locals): string {
  // Both blanks stand in the first line; the rest is long and need not be looked through.
  const start = html.indexOf('<head>');
  const opening = html
    .slice(0, start)
    .replace('%bothways.lang%', locals.locale)
    .replace('%bothways.theme%', locals.viewer?.theme ?? '');
  return opening + html.slice(start);
}

function writeDown(
  event: { locals: App.Locals; route: { id: string | null } },
  thrown: unknown,
): void {
  currentServer().runtime.log.error(
    { request: event.locals.requestId, route: event.route.id, err: thrown },
    'something broke',
  );
}

/** An unexpected error gets an id, is written down, and gives back what was typed. */
export const explainError: HandleServerError = ({ kind, error, event }) => {
  switch (kind) {
    case 'app':
      return error;
    case 'framework':
    case 'validation':
      return { status: error.status, message: error.status === 404 ? 'not_found' : 'not_a_form' };
    case 'unknown': {
      writeDown(event, error);
      const isLate = error instanceof LateError;
      return {
        status: isLate ? 503 : 500,
        message: isLate ? 'busy' : 'broken',
        id: event.locals.requestId,
        typed: event.locals.typed ?? [],
      };
    }
  }
};
