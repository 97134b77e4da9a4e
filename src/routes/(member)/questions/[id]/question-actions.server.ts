/** What those a question concerns do on its page. */
import { error, type RequestEvent } from '@sveltejs/kit';
import { dropDraft, saveDraft } from '#domain/conversations/drafts.commands.server.ts';
import { typedIn } from '#domain/conversations/draft.ts';
import { addAgendaItem } from '#domain/meetings/agenda.commands.server.ts';
import { itemWords } from '#domain/meetings/agenda.input.ts';
import { postBody, thanksWords } from '#domain/questions/question.input.ts';
import {
  markHelped,
  removePost,
  unmarkHelped,
  writePost,
} from '#domain/questions/question-posts.commands.server.ts';
import { widen } from '#domain/questions/ask-around.commands.server.ts';
import { findStoredSkill } from '#domain/skills/skills.queries.server.ts';
import { readForm, textOf, type Problem, type Reply } from '#door/forms.server.ts';
import { sayAroundProblem, sayProblem } from '#ui/questions/question-row-words.ts';
import { m } from '#words/paraglide/messages.js';
import { refusalOf } from '../../pairings/[id]/open-pairing.server.ts';
import { drawWords } from '../question-html.server.ts';
import { actingOn, openQuestion, type QuestionEvent } from './open-question.server.ts';
import { nextChatOf } from './question-context.server.ts';

/** The page's forms as they are shown again. */
export interface QuestionFormState {
  body: string;
  skill: string;
  /** Words of thanks, and the post they are for. */
  thanks: { postId: string; words: string };
  problems: Problem[];
  /** How the words would look; null where nobody asked. */
  preview: string | null;
}

const blank = { body: '', skill: '', thanks: { postId: '', words: '' }, preview: null };

const mending = (
  said: Partial<QuestionFormState> & Pick<QuestionFormState, 'problems'>,
): { refusal: QuestionFormState } => ({
  refusal: { ...blank, ...said },
});

/** Names the draft of what somebody writes here. */
export const draftAbout = (questionId: string): string => `post:${questionId}`;

const homeOf = (event: Pick<RequestEvent<{ id: string }>, 'params'>): string =>
  `/questions/${event.params.id}`;

export async function look(event: QuestionEvent): Promise<QuestionFormState> {
  await openQuestion(event);
  const body = textOf(await readForm(event), 'body');
  const parsed = postBody.safeParse(body);
  if (parsed.success)
    return { ...blank, body, problems: [], preview: await drawWords(parsed.data) };
  return { ...blank, body, problems: [bodyProblem(parsed.error.issues)] };
}

const bodyProblem = (issues: readonly { message: string }[]): Problem => ({
  field: 'body',
  message: sayProblem({ field: 'body', code: issues[0]?.message ?? '' }),
});

export async function write(
  event: QuestionEvent,
  form: FormData,
): Promise<Reply<QuestionFormState>> {
  const { runtime, actor, questionId } = actingOn(event);
  const body = textOf(form, 'body');
  const parsed = postBody.safeParse(body);
  if (!parsed.success) return mending({ body, problems: [bodyProblem(parsed.error.issues)] });
  const written = await writePost(runtime, { actor, questionId, body: parsed.data });
  const refusal = refusalOf(written);
  if (refusal !== null) {
    const message =
      refusal === 'closed' ? m.questions_problem_closed() : m.questions_problem_slow();
    return mending({ body, problems: [{ field: 'body', message }] });
  }
  await dropDraft(runtime, { memberId: actor.id, about: draftAbout(questionId) });
  return { goTo: `${homeOf(event)}#latest` };
}

/** One press says that it helped; words of thanks can follow, and change. */
export async function helped(
  event: QuestionEvent,
  form: FormData,
): Promise<Reply<QuestionFormState>> {
  const { runtime, actor } = actingOn(event);
  const postId = textOf(form, 'id');
  const words = textOf(form, 'thanks');
  const parsed = thanksWords.safeParse(words);
  if (!parsed.success) {
    const message = sayProblem({ field: 'thanks', code: 'too_long' });
    return mending({ thanks: { postId, words }, problems: [{ field: 'thanks', message }] });
  }
  refusalOf(await markHelped(runtime, { actor, postId, thanks: parsed.data }));
  return { goTo: `${homeOf(event)}#p-${postId}` };
}

export async function notHelped(
  event: QuestionEvent,
  form: FormData,
): Promise<Reply<QuestionFormState>> {
  const { runtime, actor } = actingOn(event);
  const postId = textOf(form, 'id');
  refusalOf(await unmarkHelped(runtime, { actor, postId }));
  return { goTo: `${homeOf(event)}#p-${postId}` };
}

export async function remove(
  event: QuestionEvent,
  form: FormData,
): Promise<Reply<QuestionFormState>> {
  const { runtime, actor } = actingOn(event);
  const postId = textOf(form, 'id');
  refusalOf(await removePost(runtime, { actor, postId }));
  return { goTo: `${homeOf(event)}#p-${postId}` };
}

/** The asker's yes to asking a few others. */
export async function askOthers(
  event: QuestionEvent,
  form: FormData,
): Promise<Reply<QuestionFormState>> {
  const { runtime, actor, questionId } = actingOn(event);
  const typed = textOf(form, 'skill').trim();
  const skill = typed === '' ? null : await findStoredSkill(runtime.db.read, typed);
  const refuse = (code: string) =>
    mending({ skill: typed, problems: [{ field: 'skill', message: sayAroundProblem(code) }] });
  if (typed !== '' && skill === null) return refuse('no_such_skill');
  const refusal = refusalOf(
    await widen(runtime, { actor, questionId, skillId: skill?.id ?? null }),
  );
  return refusal === null ? { goTo: homeOf(event), saying: 'sent' } : refuse(refusal);
}

/** Puts the question on the list for the next catch-up; what was being typed is kept. */
export async function saveForChat(
  event: QuestionEvent,
  form: FormData,
): Promise<Reply<QuestionFormState>> {
  const { runtime, actor, questionId } = actingOn(event);
  const opened = await openQuestion(event);
  const chat = await nextChatOf(runtime.db.read, opened);
  if (chat === null) error(404, 'not_found');
  const body = textOf(form, 'body');
  if (body.trim() !== '') {
    const fields = typedIn(form);
    await saveDraft(runtime, { memberId: actor.id, about: draftAbout(questionId), fields });
  }
  if (chat.isOn) return { goTo: `${homeOf(event)}#write` };
  const { meetingId } = chat;
  const words = itemWords.parse(opened.page.title);
  const refusal = refusalOf(await addAgendaItem(runtime, { actor, meetingId, words }));
  if (refusal === null) return { goTo: `${homeOf(event)}#write`, saying: 'added' };
  const message =
    refusal === 'too_many' ? m.questions_problem_agenda() : m.questions_problem_over();
  return mending({ body, problems: [{ field: 'body', message }] });
}
