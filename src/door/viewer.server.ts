/**
 * Who is signed in, for pages and forms of members. The door has led everybody else away before these
 * run (authorise.server.ts), so that the refusals here are for a page in the wrong folder of routes.
 */
import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { isFreshSession } from '#domain/accounts/sessions.queries.server.ts';
import type { Viewer } from '#domain/members/viewer.ts';

/** @throws a 404 answer where nobody is signed in */
export function viewerOf({ viewer }: App.Locals): Viewer {
  if (viewer === null) error(404, 'not_found');
  return viewer;
}

/**
 * The member with the session they are signed in by.
 *
 * @throws a 404 answer where nobody is signed in
 */
export function signedInOf(locals: App.Locals): { viewer: Viewer; sessionId: string } {
  const { sessionId } = locals;
  if (sessionId === null) error(404, 'not_found');
  return { viewer: viewerOf(locals), sessionId };
}

/** Whether somebody signed in within the last ten minutes. */
export const isFresh = ({ sessionId, runtime: { db, clock } }: App.Locals): Promise<boolean> =>
  isFreshSession(db.read, { id: sessionId ?? '', now: clock.now() });

/**
 * The member, where they signed in within the last ten minutes: for what somebody who finds a screen
 * unlocked must not do (requirement A12). Everybody else signs in once more first and comes back here.
 *
 * @throws a redirect to the sign-in page
 */
export async function freshViewerOf({
  locals,
  url,
}: Pick<RequestEvent, 'locals' | 'url'>): Promise<Viewer> {
  if (await isFresh(locals)) return viewerOf(locals);
  redirect(303, `/sign-in?again=1&to=${encodeURIComponent(url.pathname)}`);
}
