import { draftValue } from '#domain/conversations/draft.ts';
import { draftOf } from '#domain/conversations/drafts.queries.server.ts';
import { closeQuestion } from '#domain/questions/close-question.commands.server.ts';
import { passBy } from '#domain/questions/ask-around.commands.server.ts';
import { skillsInUse } from '#domain/skills/skills.queries.server.ts';
import { submit } from '#door/forms.server.ts';
import { sayTurn } from '#ui/questions/question-row-words.ts';
import { refusalOf } from '../../pairings/[id]/open-pairing.server.ts';
import type { Actions, PageServerLoad } from './$types';
import {
  askOthers,
  draftAbout,
  helped,
  look,
  notHelped,
  remove,
  saveForChat,
  write,
} from './question-actions.server.ts';
import { askedOf, postsOf } from './shown-posts.server.ts';
import { actingOn, openQuestion, type Opened } from './open-question.server.ts';
import { sayAside, sayPromise, saySeenBy, showAround } from './question-page-words.ts';
import { belongingOf, nextChatOf, replyTimeOf } from './question-context.server.ts';

export const load: PageServerLoad = async (event) => {
  const opened = await openQuestion(event);
  const { page, viewer, reader } = opened;
  const { read } = event.locals.runtime.db;
  const about = draftAbout(page.id);
  const saved = await draftOf(read, { memberId: viewer.id, about });
  const replyTime = await replyTimeOf(read, opened);
  const around = showAround(page);
  return {
    ...writingEligibilityOf(opened),
    asked: await askedOf(opened),
    posts: await postsOf(opened),
    removeId: event.url.searchParams.get('remove') ?? '',
    belongs: await belongingOf(read, opened),
    chat: await nextChatOf(read, opened),
    around,
    skillNames: around === null ? [] : await sharedNames(read),
    aside: sayAside(page, { replyTime, reader }),
    draft: { about, body: draftValue(saved, { name: 'body' }) },
  };
};

/** What the page says of the question itself, and what the viewer may do with it. */
function writingEligibilityOf({ page, reader }: Opened) {
  const other = page.part === 'asker' ? page.partner : page.asker;
  return {
    id: page.id,
    title: page.title,
    part: page.part,
    state: page.state,
    turn: sayTurn(page, reader),
    seenBy: saySeenBy(page),
    promise: sayPromise(page, reader),
    /** Whom it is with; '' where that is nobody in particular. */
    name: other?.name ?? '',
    asker: page.asker.name,
    pairingId: page.pairingId,
    topics: [`question:${page.id}`],
    isAnswered: page.isAnswered,
    isWidened: page.isWidened,
    writesForTwo: page.writesFor === 'partners',
    may: {
      write: page.mayWrite,
      pass: page.mayPass,
      close: page.mayClose,
      share: page.mayShare,
    },
    sharing: page.sharing,
  };
}

async function sharedNames(read: Parameters<typeof skillsInUse>[0]): Promise<string[]> {
  const skills = await skillsInUse(read);
  return skills.filter(({ sharing }) => sharing > 0).map(({ name }) => name);
}

export const actions: Actions = {
  look: (event) => look(event),
  write: (event) => submit(event, (form) => write(event, form)),
  helped: (event) => submit(event, (form) => helped(event, form)),
  notHelped: (event) => submit(event, (form) => notHelped(event, form)),
  remove: (event) => submit(event, (form) => remove(event, form)),
  around: (event) => submit(event, (form) => askOthers(event, form)),
  agenda: (event) => submit(event, (form) => saveForChat(event, form)),
  close: (event) =>
    submit(event, async () => {
      const { runtime, actor, questionId } = actingOn(event);
      refusalOf(await closeQuestion(runtime, { actor, questionId }));
      return { goTo: `/questions/${questionId}` };
    }),
  pass: (event) =>
    submit(event, async () => {
      const { runtime, actor, questionId } = actingOn(event);
      const refusal = refusalOf(await passBy(runtime, { actor, questionId }));
      return { goTo: refusal === null ? '/questions' : `/questions/${questionId}` };
    }),
};
