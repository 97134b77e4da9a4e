/** Who is asking, for which community, in which language. */
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Handle } from '@sveltejs/kit/hooks';
import { makeId } from '#lib/ids.ts';
import { defaultLocale, localeOf, locales, type Locale } from '#lib/locale.ts';
import { preferredLanguage } from '#platform/http-request.server.ts';
import { touchSession } from '#domain/accounts/sessions.commands.server.ts';
import { findSession } from '#domain/accounts/sessions.queries.server.ts';
import { touchInterval } from '#domain/accounts/session.ts';
import { overwriteGetLocale } from '#words/paraglide/runtime.js';
import { readCookie } from './cookies.server.ts';
import { currentServer } from './start.server.ts';

const spoken = new AsyncLocalStorage<Locale>();
overwriteGetLocale(() => spoken.getStore() ?? defaultLocale);

/** Fills `locals` and makes messages speak the person's language for the rest of the request. */
export const authenticate: Handle = async ({ event, resolve }) => {
  const { runtime, community } = currentServer();
  const now = runtime.clock.now();
  event.locals.runtime = runtime;
  event.locals.requestId = makeId(now, runtime.random);
  event.locals.typed = [];
  event.locals.viewer = null;
  event.locals.sessionId = null;
  event.locals.community = await community();
  await recogniseViewer(event.locals, readCookie(event.cookies, runtime.config, 'session'));
  event.locals.locale = languageOf(event.locals, {
    cookie: readCookie(event.cookies, runtime.config, 'locale'),
    header: event.request.headers.get('accept-language'),
  });
  return spoken.run(event.locals.locale, () => resolve(event));
};

async function recogniseViewer(locals: App.Locals, token: string | undefined): Promise<void> {
  if (token === undefined) return;
  const { db, clock } = locals.runtime;
  const now = clock.now();
  const session = await findSession(db.read, { token, now });
  if (session === undefined) return;
  locals.viewer = session.viewer;
  locals.sessionId = session.id;
  if (now - session.seenAt > touchInterval) await touchSession(locals.runtime, { id: session.id });
}

function languageOf(
  locals: App.Locals,
  asked: { cookie: string | undefined; header: string | null },
): Locale {
  return (
    localeOf(locals.viewer?.locale) ??
    localeOf(asked.cookie) ??
    preferredLanguage(asked.header, locales) ??
    locals.community?.locale ??
    defaultLocale
  );
}
