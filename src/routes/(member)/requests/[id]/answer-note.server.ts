/** Reading and carrying out the answer to a note. */
import { error, type RequestEvent } from '@sveltejs/kit';
import type { Viewer } from '#domain/members/viewer.ts';
import {
  acceptRequest,
  askFirst,
  declineRequest,
} from '#domain/requests/answer-note.commands.server.ts';
import { longestReply, parseWords } from '#domain/requests/note.input.ts';
import { passOn } from '#domain/requests/pass-on.commands.server.ts';
import { textOf, type Problem, type Reply } from '#door/forms.server.ts';
import { viewerOf } from '#door/viewer.server.ts';
import { typedTime } from '#ui/requests/time-choice.ts';
import { m } from '#words/paraglide/messages.js';
import { answers, isAnswer, type Answer, type AnswerForm } from './answer-note-form.ts';

interface Refused {
  answer: AnswerForm;
  problems?: Problem[];
  meanwhile?: string;
}

/** The form as it was typed. */
export function readAnswer(form: FormData): AnswerForm {
  const chosen = textOf(form, 'answer');
  const words = Object.fromEntries(answers.map((each) => [each, textOf(form, each)]));
  return {
    answer: isAnswer(chosen) ? chosen : '',
    words: { yes: '', question: '', full: '', not_me: '', pass: '', ...words },
    ready: textOf(form, 'ready'),
    chat: textOf(form, 'chat'),
    chatDay: textOf(form, 'chat_day'),
    chatClock: textOf(form, 'chat_clock'),
    to: textOf(form, 'to'),
    who: textOf(form, 'who'),
  };
}

/** An answer that can be carried out. */
type Decided =
  | { answer: 'yes'; chatAt: number | null; words: string }
  | { answer: 'question' | 'full' | 'not_me'; words: string }
  | { answer: 'pass'; toId: string; words: string };

/** Carries out the answer somebody chose, or says what to mend in it. */
export async function answer(
  event: RequestEvent,
  { form, requestId }: { form: FormData; requestId: string },
): Promise<Reply<Refused>> {
  const typed = readAnswer(form);
  const viewer = viewerOf(event.locals);
  const decided = decide(typed, { zone: viewer.timeZone, now: event.locals.runtime.clock.now() });
  if ('problem' in decided) return { refusal: { answer: typed, problems: [decided.problem] } };
  const code = await carryOut(event, { actor: viewer, requestId, decided });
  if (code === 'not_found') error(404, 'not_found');
  switch (code) {
    case 'done':
      return {
        goTo: `/requests/${requestId}${decided.answer === 'yes' ? '?more' : ''}`,
        saying: 'sent',
      };
    case 'chat_past':
      return mend(typed, { field: 'chat', message: m.requests_problem_time_past() });
    case 'not_somebody':
    case 'not_available':
      return mend(typed, { field: 'to', message: m.requests_problem_somebody_away() });
    default:
      return { status: 409, refusal: { answer: typed, meanwhile: m.requests_no_gone() } };
  }
}

const mend = (typed: AnswerForm, problem: Problem): Reply<Refused> => ({
  refusal: { answer: typed, problems: [problem] },
});

interface CarryingOut {
  actor: Viewer;
  requestId: string;
  decided: Decided;
}

/** `done`, or the code of what stood against it. */
async function carryOut(
  { locals }: RequestEvent,
  { actor, requestId, decided }: CarryingOut,
): Promise<string> {
  const { runtime } = locals;
  const { words } = decided;
  const outcome = await (() => {
    switch (decided.answer) {
      case 'yes':
        return acceptRequest(runtime, { actor, requestId, chatAt: decided.chatAt, reply: words });
      case 'question':
        return askFirst(runtime, { actor, requestId, words });
      case 'full':
      case 'not_me':
        return declineRequest(runtime, { actor, requestId, reply: words });
      case 'pass':
        return passOn(runtime, { actor, requestId, toId: decided.toId, reply: words });
    }
  })();
  return outcome.outcome === 'done' ? 'done' : outcome.code;
}

/** What the form asks for, or the first thing to mend. */
function decide(
  typed: AnswerForm,
  { zone, now }: { zone: string; now: number },
): Decided | { problem: Problem } {
  const { answer } = typed;
  if (answer === '') return { problem: { field: 'answer', message: m.requests_problem_answer() } };
  const isUnasked = answer === 'question' && typed.words.question.trim() === typed.ready.trim();
  const said = parseWords(isUnasked ? '' : typed.words[answer], {
    mayBeEmpty: answer !== 'question',
  });
  if ('problem' in said) return { problem: wordsProblem(answer, said.problem) };
  const { words } = said;
  if (answer === 'pass') {
    if (typed.to !== '') return { answer, toId: typed.to, words };
    return { problem: { field: 'to', message: m.requests_problem_somebody() } };
  }
  if (answer !== 'yes') return { answer, words };
  const chatAt = chatTime(typed, zone);
  if (chatAt === undefined || (chatAt !== null && chatAt <= now))
    return { problem: { field: 'chat', message: m.requests_problem_time() } };
  return { answer, chatAt, words };
}

/** When the first chat is to be: null for later, undefined for something that is no time. */
function chatTime(
  { chat, chatDay, chatClock }: AnswerForm,
  zone: string,
): number | null | undefined {
  if (chat === '' || chat === 'later') return null;
  if (chat === 'other') return typedTime({ day: chatDay, clock: chatClock, zone }) ?? undefined;
  return /^\d{1,15}$/.test(chat) ? Number(chat) : undefined;
}

function wordsProblem(answer: Answer, code: 'words_missing' | 'words_long'): Problem {
  const limit = String(longestReply);
  const message =
    code === 'words_missing'
      ? m.requests_problem_question()
      : m.requests_problem_words_long({ limit });
  return { field: answer, message };
}
