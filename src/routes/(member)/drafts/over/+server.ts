import { error, redirect } from '@sveltejs/kit';
import { dropDraft } from '#domain/conversations/drafts.commands.server.ts';
import { aboutInput } from '#domain/conversations/draft.input.ts';
import { readForm, textOf } from '#door/forms.server.ts';
import { ownPath } from '#lib/site-path.ts';
import type { RequestHandler } from './$types';

/** Starts a form over: what was kept of it is dropped. */
export const POST: RequestHandler = async (event) => {
  const { runtime, viewer } = event.locals;
  const form = await readForm(event);
  const about = aboutInput.safeParse(textOf(form, 'about'));
  if (viewer === null || !about.success) error(422, 'not_understood');
  await dropDraft(runtime, { memberId: viewer.id, about: about.data });
  redirect(303, ownPath(textOf(form, 'back')));
};
