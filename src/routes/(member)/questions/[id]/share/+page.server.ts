import { redirect } from '@sveltejs/kit';
import { draftValue } from '#domain/conversations/draft.ts';
import { draftOf } from '#domain/conversations/drafts.queries.server.ts';
import { sharingPage, wordsToShare } from '#domain/questions/shared-answers.queries.server.ts';
import type { SharingPage } from '#domain/questions/shared-answer-view.ts';
import type { QuestionPage } from '#domain/questions/question-view.ts';
import { submit } from '#door/forms.server.ts';
import { m } from '#words/paraglide/messages.js';
import { openQuestion } from '../open-question.server.ts';
import type { Actions, PageServerLoad } from './$types';
import { agree, back, draftAbout, drawCopy, look, name, suggest } from './decide-sharing.server.ts';

export const load: PageServerLoad = async (event) => {
  const { page, viewer } = await openQuestion(event);
  const { read } = event.locals.runtime.db;
  const viewerId = viewer.id;
  const sharing =
    page.sharing === null
      ? undefined
      : await sharingPage(read, { sharedAnswerId: page.sharing.id, viewerId });
  const words = sharing ?? (await wordsToShare(read, { questionId: page.id, viewerId }));
  if (words === undefined) redirect(303, `/questions/${page.id}`);
  const about = draftAbout(page.id);
  const saved = await draftOf(read, { memberId: viewerId, about });
  const kept = (field: 'title' | 'question' | 'answer') =>
    draftValue(saved, { name: field, otherwise: words[field] });
  return {
    id: page.id,
    title: page.title,
    names: namesToAsk(page),
    about,
    isKept: saved !== undefined,
    typed: {
      ...{ title: kept('title'), question: kept('question'), answer: kept('answer') },
      isNamed: draftValue(saved, { name: 'named' }) !== 'no',
    },
    sharing: sharing === undefined ? null : await shownAs(sharing),
  };
};

/** Those whose yes is needed as far as the viewer knows, "Kweku and Ana"; '' for nobody in particular. */
function namesToAsk({ posts, asker, part }: QuestionPage): string {
  const helpers = posts.filter(({ hasHelped, isYours }) => hasHelped && !isYours);
  const names = new Set(helpers.map(({ from }) => from.name));
  if (part !== 'asker') names.add(asker.name);
  const [only, ...more] = names;
  return only !== undefined && more.length === 0 ? only : '';
}

async function shownAs(sharing: SharingPage) {
  const { id, edition, state, people, youAgreed, isNamed } = sharing;
  return {
    ...{ id, edition, state, youAgreed, isNamed },
    copy: await drawCopy(sharing),
    people: people.map(({ person, isYou, hasAgreed }) => ({
      id: person.id,
      name: isYou ? '' : person.name,
      said: sayAgreed({ isYou, hasAgreed }),
      hasAgreed,
    })),
    canChange: sharing.questionId !== null,
    topics: [`sharedAnswer:${id}`],
  };
}

function sayAgreed({ isYou, hasAgreed }: { isYou: boolean; hasAgreed: boolean }): string {
  if (isYou) return hasAgreed ? m.questions_share_said_yes_you() : m.questions_share_not_yet_you();
  return hasAgreed ? m.questions_share_said_yes() : m.questions_share_not_yet();
}

export const actions: Actions = {
  look: (event) => look(event),
  suggest: (event) => submit(event, (form) => suggest(event, form)),
  agree: (event) => submit(event, (form) => agree(event, form)),
  name: (event) => submit(event, (form) => name(event, form)),
  back: (event) => submit(event, (form) => back(event, form)),
};
