/** What those whose words a copy holds do with it. */
import { error } from '@sveltejs/kit';
import { dropDraft, saveDraft } from '#domain/conversations/drafts.commands.server.ts';
import { typedIn } from '#domain/conversations/draft.ts';
import { sharedWords } from '#domain/questions/question.input.ts';
import {
  agreeToSharing,
  editSharing,
  setNamed,
  suggestSharing,
  takeBack,
} from '#domain/questions/share-answer.commands.server.ts';
import type { SharedWords } from '#domain/questions/shared-answer-view.ts';
import { readForm, textOf, type Problem, type Reply } from '#door/forms.server.ts';
import { sayProblems } from '#ui/questions/question-row-words.ts';
import { m } from '#words/paraglide/messages.js';
import { drawWords } from '../../question-html.server.ts';
import { actingOn, openQuestion, type QuestionEvent } from '../open-question.server.ts';

export interface CopyShown {
  title: string;
  question: string;
  answer: string;
}

/** The form as it is shown again. */
export interface SharingFormState {
  /** Null where nothing was typed. */
  typed: (SharedWords & { isNamed: boolean }) | null;
  problems: Problem[];
  /** How the copy would look, as HTML; null where nobody asked. */
  preview: CopyShown | null;
  /** True where somebody changed the words meanwhile. */
  isChanged: boolean;
}

const blank: SharingFormState = { typed: null, problems: [], preview: null, isChanged: false };

const mending = (
  said: Partial<SharingFormState>,
): { status: 409 | 422; refusal: SharingFormState } => ({
  status: said.isChanged ? 409 : 422,
  refusal: { ...blank, ...said },
});

/** Names the draft of a copy. */
export const draftAbout = (questionId: string): string => `share:${questionId}`;

/** Question and answer as HTML. */
export async function drawCopy({ title, question, answer }: SharedWords): Promise<CopyShown> {
  return { title, question: await drawWords(question), answer: await drawWords(answer) };
}

const wordsIn = (form: FormData): SharedWords => ({
  title: textOf(form, 'title'),
  question: textOf(form, 'question'),
  answer: textOf(form, 'answer'),
});

const isNamedIn = (form: FormData): boolean => textOf(form, 'named') === 'yes';

/** Which copy, and the edition that was read. */
async function copyAt(event: QuestionEvent, form: FormData) {
  const { runtime, actor } = actingOn(event);
  const { page } = await openQuestion(event);
  const edition = Number(textOf(form, 'edition'));
  const seen = Number.isSafeInteger(edition) ? edition : 0;
  return { runtime, actor, page, edition: seen, home: `/questions/${page.id}` };
}

export async function look(event: QuestionEvent): Promise<SharingFormState> {
  await openQuestion(event);
  const form = await readForm(event);
  const words = wordsIn(form);
  const typed = { ...words, isNamed: isNamedIn(form) };
  const parsed = sharedWords.safeParse(words);
  if (!parsed.success) return { ...blank, typed, problems: sayProblems(parsed.error.issues) };
  return { ...blank, typed, preview: await drawCopy(parsed.data) };
}

/** Suggests a copy, or other words for the one there is. */
export async function suggest(
  event: QuestionEvent,
  form: FormData,
): Promise<Reply<SharingFormState>> {
  const { runtime, actor, page, edition, home } = await copyAt(event, form);
  const words = wordsIn(form);
  const isNamed = isNamedIn(form);
  const typed = { ...words, isNamed };
  const parsed = sharedWords.safeParse(words);
  if (!parsed.success) return mending({ typed, problems: sayProblems(parsed.error.issues) });
  const deciding = { actor, words: parsed.data, isNamed };
  const result =
    page.sharing === null
      ? await suggestSharing(runtime, { ...deciding, questionId: page.id })
      : await editSharing(runtime, { ...deciding, sharedAnswerId: page.sharing.id, edition });
  const whose = { memberId: actor.id, about: draftAbout(page.id) };
  if (result.outcome === 'done') {
    await dropDraft(runtime, whose);
    return { goTo: `${home}/share`, saying: 'sent' };
  }
  await saveDraft(runtime, { ...whose, fields: typedIn(form) });
  return refuse(result.code, { typed });
}

export async function agree(
  event: QuestionEvent,
  form: FormData,
): Promise<Reply<SharingFormState>> {
  const { runtime, actor, page, edition, home } = await copyAt(event, form);
  if (page.sharing === null) return { goTo: `${home}/share` };
  const deciding = { actor, sharedAnswerId: page.sharing.id, edition, isNamed: isNamedIn(form) };
  const result = await agreeToSharing(runtime, deciding);
  return result.outcome === 'done'
    ? { goTo: `${home}/share`, saying: 'saved' }
    : refuse(result.code);
}

/** Not there and not theirs are one answer; for everything else the newest copy is shown. */
function refuse(code: string, said: Partial<SharingFormState> = {}): Reply<SharingFormState> {
  if (code === 'not_found') error(404, 'not_found');
  if (code === 'changed') return mending({ ...said, isChanged: true });
  const message = m.questions_share_gone();
  return mending({ ...said, problems: [{ field: 'title', message }] });
}

export async function name(event: QuestionEvent, form: FormData): Promise<Reply<SharingFormState>> {
  const { runtime, actor, page, home } = await copyAt(event, form);
  if (page.sharing !== null) {
    const deciding = { actor, sharedAnswerId: page.sharing.id, isNamed: isNamedIn(form) };
    await setNamed(runtime, deciding);
  }
  return { goTo: `${home}/share`, saying: 'saved' };
}

export async function back(event: QuestionEvent, form: FormData): Promise<Reply<SharingFormState>> {
  const { runtime, actor, page, home } = await copyAt(event, form);
  if (page.sharing !== null) await takeBack(runtime, { actor, sharedAnswerId: page.sharing.id });
  return { goTo: home, saying: 'undone' };
}
