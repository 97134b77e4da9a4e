/**
 * Who is signed in, for pages and forms of members. The door has led everybody else away before these
 * run (authorise.server.ts), so that the refusals here are for a page in the wrong folder of routes.
 */
import { error } from '@sveltejs/kit';
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
