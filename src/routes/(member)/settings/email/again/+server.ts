import { redirect } from '@sveltejs/kit';
import { takeLettersAgain } from '#domain/accounts/email-addresses.commands.server.ts';
import { say } from '#door/cookies.server.ts';
import type { RequestHandler } from './$types';

/** Lets letters go to the viewer's address once more; the next that is refused stops them again. */
export const POST: RequestHandler = async ({ locals, cookies }) => {
  const { runtime, viewer } = locals;
  if (viewer !== null) await takeLettersAgain(runtime, { memberId: viewer.id });
  say(cookies, runtime.config, 'writing_again');
  redirect(303, '/settings');
};
