import { error, redirect } from '@sveltejs/kit';
import { saveDraft } from '#domain/conversations/drafts.commands.server.ts';
import { typedIn } from '#domain/conversations/draft.ts';
import { aboutInput } from '#domain/conversations/draft.input.ts';
import { say } from '#door/cookies.server.ts';
import { readForm, textOf } from '#door/forms.server.ts';
import { ownPath } from '#lib/site-path.ts';
import type { RequestHandler } from './$types';

/** Keeps any form for later and goes back to its page; where there is no script to do it. */
export const POST: RequestHandler = async (event) => {
  const { runtime, viewer } = event.locals;
  const form = await readForm(event);
  const about = aboutInput.safeParse(textOf(form, 'about'));
  if (viewer === null || !about.success) error(422, 'not_understood');
  const fields = typedIn(form);
  await saveDraft(runtime, { memberId: viewer.id, about: about.data, fields });
  say(event.cookies, runtime.config, 'saved');
  redirect(303, ownPath(textOf(form, 'back')));
};
