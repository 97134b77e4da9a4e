/** The only cookies there are, all needed for what the person just asked for; so no banner. */
import type { Cookies } from '@sveltejs/kit';
import { second, day } from '#lib/duration.ts';
import type { Config } from '#platform/config.server.ts';
import { isFlashCode, type FlashCode } from './flash-code.ts';

type Named = 'session' | 'browser' | 'joining' | 'flash' | 'locale';

/** `__Host-` binds a cookie to this host over https; browsers refuse the prefix on plain http. */
export const cookieName = (config: Pick<Config, 'isSecure'>, name: Named): string =>
  config.isSecure ? `__Host-${name}` : `bothways-${name}`;

function set(
  cookies: Cookies,
  {
    config,
    name,
    value,
    days,
  }: { config: Config; name: Named; value: string; days: number | null },
): void {
  cookies.set(cookieName(config, name), value, {
    path: '/',
    httpOnly: true,
    secure: config.isSecure,
    sameSite: 'lax',
    ...(days === null ? {} : { maxAge: (days * day) / second }),
  });
}

function drop(cookies: Cookies, { config, name }: { config: Config; name: Named }): void {
  cookies.delete(cookieName(config, name), {
    path: '/',
    httpOnly: true,
    secure: config.isSecure,
    sameSite: 'lax',
  });
}

export const readCookie = (cookies: Cookies, config: Config, name: Named): string | undefined =>
  cookies.get(cookieName(config, name));

/** Keeps somebody signed in on this browser. */
export const setSessionCookie = (cookies: Cookies, config: Config, token: string): void =>
  set(cookies, { config, name: 'session', value: token, days: 180 });

export const dropSession = (cookies: Cookies, config: Config): void =>
  drop(cookies, { config, name: 'session' });

/** Remembers which browser asked for a sign-in link. */
export const setBrowserCookie = (cookies: Cookies, config: Config, token: string): void =>
  set(cookies, { config, name: 'browser', value: token, days: 1 });

/** The same as the header of an answer that is made without `cookies`. */
export const browserCookie = (cookies: Cookies, config: Config, token: string): string =>
  cookies.serialize(cookieName(config, 'browser'), token, {
    path: '/',
    httpOnly: true,
    secure: config.isSecure,
    sameSite: 'lax',
    maxAge: day / second,
  });

/** Remembers what a newcomer has proved while they fill in the form to join; sealed, for an hour. */
export const setJoiningCookie = (cookies: Cookies, config: Config, ticket: string): void =>
  set(cookies, { config, name: 'joining', value: ticket, days: 1 / 24 });

export const dropJoining = (cookies: Cookies, config: Config): void =>
  drop(cookies, { config, name: 'joining' });

export const setLocaleCookie = (cookies: Cookies, config: Config, locale: string): void =>
  set(cookies, { config, name: 'locale', value: locale, days: 365 });

/** Says a sentence on the next page. */
export const say = (cookies: Cookies, config: Config, code: FlashCode): void =>
  set(cookies, { config, name: 'flash', value: code, days: null });

/** The sentence to show now, if any. */
export function readFlash(cookies: Cookies, config: Config): FlashCode | null {
  const code = readCookie(cookies, config, 'flash');
  return code !== undefined && isFlashCode(code) ? code : null;
}

/**
 * Forgets the sentence on the answer that shows it. Not through `cookies`: a page that redirects
 * after its layout has read the sentence must not lose it.
 */
export function clearFlash(headers: Headers, config: Config): void {
  const secure = config.isSecure ? '; Secure' : '';
  const name = cookieName(config, 'flash');
  headers.append('set-cookie', `${name}=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax${secure}`);
}
