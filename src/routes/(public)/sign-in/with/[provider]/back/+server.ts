import { error, redirect } from '@sveltejs/kit';
import { comeBack, findProvider } from '#domain/accounts/sign-in-providers.commands.server.ts';
import { setJoiningCookie, say } from '#door/cookies.server.ts';
import { askerOf, comeIn, homeOf, knownBrowser } from '#door/sign-in.server.ts';
import type { RequestHandler } from './$types';

/** The other site leads people here. Without the flow this browser began, nothing happens. */
export const GET: RequestHandler = async (event) => {
  const { runtime, viewer } = event.locals;
  const provider = findProvider(runtime, event.params.provider);
  if (provider === undefined) error(404, 'not_found');
  const cameBack = await comeBack(runtime, {
    provider,
    search: event.url.search,
    browser: knownBrowser(event),
    viewerId: viewer?.id ?? null,
    userAgent: askerOf(event).userAgent,
  });
  if (cameBack.outcome === 'refused')
    redirect(303, `/sign-in/with/${provider.id}?trouble=${cameBack.code}`);
  switch (cameBack.kind) {
    case 'signed_in':
      await comeIn(event, cameBack.sessionToken);
      say(event.cookies, runtime.config, 'signed_in');
      redirect(303, homeOf(cameBack.goTo));
      break;
    case 'connected':
      say(event.cookies, runtime.config, 'added');
      redirect(303, cameBack.goTo);
      break;
    case 'joining':
      setJoiningCookie(event.cookies, runtime.config, cameBack.ticket);
      redirect(303, '/join');
  }
};
