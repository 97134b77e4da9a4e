import { error, json } from '@sveltejs/kit';
import { beginSigningIn, finishSigningIn } from '#domain/accounts/passkeys.commands.server.ts';
import { authentication } from '#domain/accounts/passkey.input.ts';
import { say } from '#door/cookies.server.ts';
import { askerOf, comeIn, homeOf } from '#door/sign-in.server.ts';
import { readJson } from '#door/json.server.ts';
import { ownPath } from '#lib/site-path.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async (event) => {
  const { runtime } = event.locals;
  const asked = await readJson(event, authentication);
  const { network, userAgent } = askerOf(event);
  if (asked.step === 'begin') {
    const begun = await beginSigningIn(runtime, { network });
    return begun === null ? error(429, 'slow_down') : json(begun);
  }
  const finished = await finishSigningIn(runtime, { answer: asked, userAgent });
  if (finished.outcome === 'refused') error(403, 'passkey_refused');
  await comeIn(event, finished.sessionToken);
  say(event.cookies, runtime.config, 'signed_in');
  return json({ goTo: homeOf(ownPath(asked.to)) });
};
