/** A form that comes in after its session ended: its words are kept until somebody has signed in (fault 15). */
import type { RequestEvent } from '@sveltejs/kit';
import { memberOfSession } from '#domain/accounts/sessions.queries.server.ts';
import { hour } from '#lib/duration.ts';
import { ownPath } from '#lib/site-path.ts';
import { makeToken } from '#platform/crypto.server.ts';
import { saveForm, type TypedForm } from '#platform/kept-forms.server.ts';
import { networkOf, strangersLimits, takeAll } from '#platform/rate-limit.server.ts';
import { browserCookie, readCookie } from './cookies.server.ts';
import { knownBrowser } from './sign-in.server.ts';

/** Bytes of a form that is kept; larger ones carry files. */
const largest = 64 * 1024;
const formKinds = ['application/x-www-form-urlencoded', 'multipart/form-data'];

/**
 * Leads somebody whose session is over, or who has to show again that it is they, to the sign-in page,
 * and on from there to what they typed, or to the page they were on where they typed nothing.
 */
export async function saveFormAndSignIn(
  event: RequestEvent,
  { isAgain = false }: { isAgain?: boolean } = {},
): Promise<Response> {
  const page = pageOf(event.request.headers.get('referer'), event.locals.runtime.config.publicUrl);
  const form = await typedForm(event, page);
  if (form === null || !(await isWithinLimits(event))) return leadTo(page, isAgain);
  const browser = knownBrowser(event) ?? makeToken(event.locals.runtime.random);
  const token = await saveForm(event.locals.runtime, { browser, form });
  const answer = leadTo(`/kept/${token}`, isAgain);
  // Set here, since an answer made at the door takes no cookies along.
  answer.headers.append(
    'set-cookie',
    browserCookie(event.cookies, event.locals.runtime.config, browser),
  );
  return answer;
}

function leadTo(path: string, isAgain: boolean): Response {
  const location = `/sign-in?${isAgain ? 'again=1&' : ''}to=${encodeURIComponent(path)}`;
  return new Response(null, { status: 303, headers: { location } });
}

/** The page of ours that sent this request; browsers tell us, and nobody else. */
function pageOf(referer: string | null, publicUrl: string): string {
  if (referer === null || !URL.canParse(referer)) return '/';
  const { origin, pathname, search } = new URL(referer);
  return origin === publicUrl ? ownPath(`${pathname}${search}`) : '/';
}

async function typedForm(event: RequestEvent, page: string): Promise<TypedForm | null> {
  const { request, url, locals, cookies } = event;
  const kind = (request.headers.get('content-type') ?? '').split(';')[0]?.trim().toLowerCase();
  const size = Number(request.headers.get('content-length') ?? Infinity);
  if (kind === undefined || !formKinds.includes(kind) || !(size <= largest)) return null;
  const form = await request.formData().catch(() => new FormData());
  const fields = [...form].flatMap(([name, value]) =>
    typeof value === 'string' ? [{ name, value }] : [],
  );
  if (!fields.some(({ name, value }) => name !== 'once' && value.trim() !== '')) return null;
  const session = readCookie(cookies, locals.runtime.config, 'session');
  const memberId =
    session === undefined ? null : await memberOfSession(locals.runtime.db.read, session);
  return { action: ownPath(`${url.pathname}${url.search}`), page, fields, memberId };
}

/** Anybody can send a form without a session, so little room is given to it. */
async function isWithinLimits(event: RequestEvent): Promise<boolean> {
  const { db, clock } = event.locals.runtime;
  const network = networkOf(event.getClientAddress());
  const limits = strangersLimits({
    what: 'kept',
    network,
    household: 20,
    everybody: 200,
    window: hour,
  });
  return (await takeAll(db, { limits, now: clock.now() })).isAllowed;
}
