/** Coming in: the browser's own token, and what changes in it when somebody signs in. */
import type { RequestEvent } from '@sveltejs/kit';
import { endSession } from '#domain/accounts/sessions.commands.server.ts';
import { makeToken } from '#platform/crypto.server.ts';
import { networkOf } from '#platform/rate-limit.server.ts';
import { dropJoining, setBrowserCookie, setSessionCookie, readCookie } from './cookies.server.ts';

type Event = Pick<RequestEvent, 'cookies' | 'locals'>;

const tokenShape = /^[\w-]{32}$/;

/** The token that ties a sign-in link to this browser; made when it has none. */
export function browserOf({ cookies, locals }: Event): string {
  const { config, random } = locals.runtime;
  const known = knownBrowser({ cookies, locals });
  if (known !== undefined) return known;
  const made = makeToken(random);
  setBrowserCookie(cookies, config, made);
  return made;
}

/** The token this browser has, if any. */
export function knownBrowser({ cookies, locals }: Event): string | undefined {
  const kept = readCookie(cookies, locals.runtime.config, 'browser');
  return kept !== undefined && tokenShape.test(kept) ? kept : undefined;
}

/** Who is asking, for limits and for the list of sign-ins. */
export function askerOf(event: RequestEvent): { network: string; userAgent: string } {
  const userAgent = (event.request.headers.get('user-agent') ?? '').slice(0, 500);
  return { network: networkOf(event.getClientAddress()), userAgent };
}

/** Lets a session begin in this browser; the one it had before is over (requirement B2). */
export async function comeIn({ cookies, locals }: Event, sessionToken: string): Promise<void> {
  const { runtime, viewer, sessionId } = locals;
  if (viewer !== null && sessionId !== null) {
    await endSession(runtime, { id: sessionId, memberId: viewer.id });
  }
  setSessionCookie(cookies, runtime.config, sessionToken);
  dropJoining(cookies, runtime.config);
}

/** Where to go after signing in: the start page is for visitors, members begin with people. */
export const homeOf = (path: string): string => (path === '/' ? '/mentors' : path);
