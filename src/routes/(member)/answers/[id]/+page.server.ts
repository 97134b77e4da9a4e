import { error, type RequestEvent } from '@sveltejs/kit';
import { setNamed, takeBack } from '#domain/questions/share-answer.commands.server.ts';
import { sharedAnswer, sharingPage } from '#domain/questions/shared-answers.queries.server.ts';
import { submit, textOf } from '#door/forms.server.ts';
import { viewerOf } from '#door/viewer.server.ts';
import { renderMarkdownWithCode } from '#lib/markdown.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const { runtime, id, viewer } = opened(event);
  const { read } = runtime.db;
  const found = await sharedAnswer(read, { id, viewerId: viewer.id });
  if (found === undefined) error(404, 'not_found');
  const { question, answer, isYours, ...shown } = found;
  return {
    ...shown,
    question: await renderMarkdownWithCode(question),
    answer: await renderMarkdownWithCode(answer),
    own: isYours ? await ownPart(event) : null,
    said: { now: runtime.clock.now(), timeZone: viewer.timeZone },
  };
};

/** What those whose words it holds can do about it. */
async function ownPart(event: Pick<RequestEvent<{ id: string }>, 'locals' | 'params'>) {
  const { runtime, id, viewer } = opened(event);
  const asked = { sharedAnswerId: id, viewerId: viewer.id };
  const page = await sharingPage(runtime.db.read, asked);
  return page === undefined ? null : { questionId: page.questionId, isNamed: page.isNamed };
}

function opened({ locals, params }: Pick<RequestEvent<{ id: string }>, 'locals' | 'params'>) {
  return { runtime: locals.runtime, viewer: viewerOf(locals), id: params.id };
}

export const actions: Actions = {
  takeBack: (event) =>
    submit(event, async () => {
      const { runtime, viewer, id } = opened(event);
      const result = await takeBack(runtime, { actor: viewer, sharedAnswerId: id });
      if (result.outcome === 'refused') error(404, 'not_found');
      return { goTo: '/answers', saying: 'removed' };
    }),
  /** One's own name on it, or off. */
  name: (event) =>
    submit(event, async (form) => {
      const { runtime, viewer, id } = opened(event);
      const isNamed = textOf(form, 'named') === 'yes';
      await setNamed(runtime, { actor: viewer, sharedAnswerId: id, isNamed });
      return { goTo: `/answers/${id}`, saying: 'saved' };
    }),
};
