import { error, json } from '@sveltejs/kit';
import { beginAdding, finishAdding } from '#domain/accounts/passkeys.commands.server.ts';
import { registration } from '#domain/accounts/passkey.input.ts';
import { say } from '#door/cookies.server.ts';
import { askerOf } from '#door/sign-in.server.ts';
import { readJson } from '#door/json.server.ts';
import { isFresh, viewerOf } from '#door/viewer.server.ts';
import type { RequestHandler } from './$types';

export const POST: RequestHandler = async (event) => {
  const { runtime } = event.locals;
  const viewer = viewerOf(event.locals);
  const asked = await readJson(event, registration);
  // Whoever finds a screen unlocked must not leave a key of their own behind.
  if (!(await isFresh(event.locals))) return json({ goTo: '/sign-in?again=1&to=/settings' });
  if (asked.step === 'begin') return json(await beginAdding(runtime, { member: viewer }));
  const { userAgent } = askerOf(event);
  const finished = await finishAdding(runtime, { memberId: viewer.id, answer: asked, userAgent });
  if (finished.outcome === 'refused') error(422, 'passkey_refused');
  say(event.cookies, runtime.config, 'added');
  return json({ goTo: '/settings#passkeys' });
};
