import { error } from '@sveltejs/kit';
import { meetingFile } from '#domain/calendars/meeting-file.queries.server.ts';
import type { RequestHandler } from './$types';

/** One meeting as a file; for the two of it, and for nobody else (requirement C2). */
export const GET: RequestHandler = async ({ locals, params }) => {
  const { runtime, viewer, locale } = locals;
  const file =
    viewer && (await meetingFile(runtime, { meetingId: params.id, viewerId: viewer.id, locale }));
  if (!file) error(404, 'not_found');
  return new Response(file, {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'attachment; filename="meeting.ics"',
      'x-robots-tag': 'noindex, nofollow',
    },
  });
};
