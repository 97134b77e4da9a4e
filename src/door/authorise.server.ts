/** Who may enter which route. The route's group says it; pages and actions alike. */
import { error, redirect } from '@sveltejs/kit';
import type { Handle } from '@sveltejs/kit/hooks';
import { minute } from '#lib/duration.ts';
import { memoryLimiter, networkOf } from '#platform/rate-limit.server.ts';
import { refuseRequest } from '#platform/http-request.server.ts';
import { saveFormAndSignIn } from './save-form.server.ts';
import { isFresh } from './viewer.server.ts';

/** Pages that show people one after another (requirement E8). */
const browsing = memoryLimiter({ window: 15 * minute });
const browsed = ['/(public)/mentors', '/(public)/members/[id]'];

/** What comes in for code is more than what stays of it: pictures in a folder are left out. */
const codeLimit = 10 * 1024 * 1024;

/** Addresses that take a file, and how many bytes. */
const uploads: Record<string, number> = {
  '/(member)/profile/picture': 2.2 * 1024 * 1024,
  '/(organiser)/community/import': 5 * 1024 * 1024,
  '/(member)/pairings/[id]/reviews/new': codeLimit,
  '/(member)/reviews/[id]/draft': codeLimit,
  '/(member)/reviews/[id]/revisions/new': codeLimit,
};

/**
 * What nobody may do who finds a screen unlocked: handing out links, appointing and taking off organisers,
 * and changing how people join. Who signed in over ten minutes ago does so once more (requirement A12).
 */
const askForProof = ['/(organiser)/community/people/[id]', '/(organiser)/community/settings'];

/** Mail programs write here for their reader, without being signed in (requirement G1, RFC 8058). */
const writtenToFromAnywhere = '/(public)/unsubscribe/[token]';

/** Refuses what must not come in, before any page or action runs. */
export const authorise: Handle = async ({ event, resolve }) => {
  const { runtime, community, viewer } = event.locals;
  const route = event.route.id ?? '';
  const turned = refuseRequest(event.request, {
    publicUrl: runtime.config.publicUrl,
    bodyLimit: uploads[route],
    isFromAnywhere: route === writtenToFromAnywhere,
  });
  if (turned !== null) {
    runtime.log.warn(
      { security: turned.reason, status: turned.status, request: event.locals.requestId },
      'turned away',
    );
    error(turned.status, turned.reason);
  }
  if (route.startsWith('/health/')) return resolve(event);
  if (community === undefined && !openBeforeSetUp(route)) redirect(303, '/');
  if (viewer === null && isForMembers(route)) {
    const path = `${event.url.pathname}${event.url.search}`;
    if (event.request.method === 'POST') return saveFormAndSignIn(event);
    redirect(303, `/sign-in?to=${encodeURIComponent(path)}`);
  }
  if (viewer !== null) letIn({ route, viewer });
  if (
    event.request.method === 'POST' &&
    askForProof.includes(route) &&
    !(await isFresh(event.locals))
  )
    return saveFormAndSignIn(event, { isAgain: true });
  if (browsed.includes(route)) {
    const who = viewer?.id ?? networkOf(event.getClientAddress());
    const verdict = browsing.take(
      { bucket: who, allowed: runtime.config.readingLimit },
      runtime.clock.now(),
    );
    if (!verdict.isAllowed) {
      event.locals.retryAfterSeconds = verdict.retryAfterSeconds;
      error(429, 'slow_down');
    }
  }
  return resolve(event);
};

const openBeforeSetUp = (route: string) =>
  [
    '/(public)',
    '/(public)/welcome',
    '/(public)/welcome/[token]',
    '/(public)/language',
    '/(public)/refused/[status]',
    '/robots.txt',
    '/[x+2e]well-known/security.txt',
  ].includes(route) || route.startsWith('/dev/');

const roomOf = (route: string) => /^\/\((\w+)\)/.exec(route)?.[1];
const isForMembers = (route: string) => ['member', 'organiser'].includes(roomOf(route) ?? '');

function letIn({
  route,
  viewer,
}: {
  route: string;
  viewer: NonNullable<App.Locals['viewer']>;
}): void {
  if (!isForMembers(route)) return;
  if (viewer.status !== 'active') redirect(303, '/waiting');
  // Not yours and not there look alike (requirement C2).
  if (roomOf(route) === 'organiser' && !viewer.isOrganiser) error(404, 'not_found');
}
