/** Writing comments: drafts, which are sent together, and replies, which are sent at once. */
import { error, type RequestEvent } from '@sveltejs/kit';
import { dropDraft } from '#domain/conversations/drafts.commands.server.ts';
import {
  draftComment,
  editDraft,
  removeComment,
  reply as replyTo,
  sortThread,
} from '#domain/reviews/review-comments.commands.server.ts';
import {
  commentForm,
  placeForm,
  replyBody,
  type CommentForm,
} from '#domain/reviews/review.input.ts';
import { takeSuggestion } from '#domain/reviews/take-suggestion.commands.server.ts';
import { textOf, type Problem, type Reply } from '#door/forms.server.ts';
import type { Typed } from '#ui/reviews/review-shown.ts';
import { m } from '#words/paraglide/messages.js';
import { refusalOf } from '../../pairings/[id]/open-pairing.server.ts';
import { actingOn, backTo } from './open-review.server.ts';
import { mendingComment, mendingWords, type ReviewFormState } from './review-form-reply.ts';

type Event = RequestEvent<{ id: string }>;

/** Adds a comment that nobody else sees yet. */
export async function addComment(event: Event, form: FormData): Promise<Reply<ReviewFormState>> {
  const { runtime, ...acting } = actingOn(event);
  const typed = typedIn(form);
  const place = placeForm.safeParse({
    revision: textOf(form, 'revision'),
    path: textOf(form, 'path'),
    side: textOf(form, 'side') === 'before' ? 'before' : 'after',
    from: typed.from.trim() === '' ? undefined : typed.from,
    to: typed.to.trim() === '' ? undefined : typed.to,
  });
  if (!place.success) return mendingComment(typed, [noSuchLines()]);
  const read = readComment(form, typed);
  if ('problems' in read) return mendingComment(typed, read.problems);
  const written = await draftComment(runtime, { ...acting, ...place.data, form: read.form });
  const refusal = refusalOf(written);
  if (refusal === 'no_such_place') return mendingComment(typed, [noSuchLines()]);
  if (refusal !== null || written.outcome === 'refused')
    return mendingComment(typed, [{ field: 'body', message: sayRefusal(refusal ?? '') }]);
  const about = textOf(form, 'about');
  await dropDraft(runtime, { memberId: acting.actor.id, about });
  return { goTo: backTo(event, `c-${written.commentId}`) };
}

/** Changes a comment that is not sent yet. */
export async function changeComment(event: Event, form: FormData): Promise<Reply<ReviewFormState>> {
  const { runtime, ...acting } = actingOn(event);
  const typed = typedIn(form);
  const commentId = textOf(form, 'id');
  const read = readComment(form, typed);
  if ('problems' in read) return mendingComment(typed, read.problems);
  const version = Number(textOf(form, 'version'));
  const about = { commentId, version: Number.isSafeInteger(version) ? version : 0 };
  const refusal = refusalOf(await editDraft(runtime, { ...acting, ...about, form: read.form }));
  if (refusal === null) return { goTo: backTo(event, `c-${commentId}`) };
  return mendingComment(typed, [{ field: 'body', message: sayRefusal(refusal) }]);
}

const typedIn = (form: FormData): Typed => ({
  kind: textOf(form, 'kind'),
  body: textOf(form, 'body'),
  suggestion: textOf(form, 'suggestion'),
  from: textOf(form, 'from'),
  to: textOf(form, 'to'),
});

const noSuchLines = (): Problem => ({ field: 'from', message: m.reviews_problem_lines() });

/** Lines that were left as they are suggest nothing. */
function readComment(
  form: FormData,
  { kind, body, suggestion }: Typed,
): { form: CommentForm } | { problems: Problem[] } {
  const plain = (text: string) => text.replace(/\r\n?/g, '\n');
  const was = form.get('was');
  const isSuggested = typeof was === 'string' && plain(was) !== plain(suggestion);
  const parsed = commentForm.safeParse({ kind, body, suggestion: isSuggested ? suggestion : null });
  if (parsed.success) return { form: parsed.data };
  const problems = parsed.error.issues.map(({ path, message }) => ({
    field: String(path[0] ?? 'body'),
    message: sayProblem(message),
  }));
  const isBare = body.trim() === '' && !isSuggested;
  if (!isBare || problems.some(({ field }) => field === 'body')) return { problems };
  return { problems: [...problems, { field: 'body', message: sayProblem('body_missing') }] };
}

/** Throws a draft away, or takes back what was sent. */
export async function dropComment(event: Event, form: FormData): Promise<Reply<ReviewFormState>> {
  const { runtime, ...acting } = actingOn(event);
  refusalOf(await removeComment(runtime, { ...acting, commentId: textOf(form, 'id') }));
  return { goTo: backTo(event), saying: 'removed' };
}

/** Answers a comment, at once. */
export async function reply(event: Event, form: FormData): Promise<Reply<ReviewFormState>> {
  const { runtime, ...acting } = actingOn(event);
  const commentId = textOf(form, 'id');
  const words = { field: `reply-${commentId}`, text: textOf(form, `reply-${commentId}`) };
  const parsed = replyBody.safeParse(words.text);
  if (!parsed.success)
    return mendingWords(words, sayProblem(parsed.error.issues[0]?.message ?? 'body_missing'));
  const replying = { ...acting, commentId, body: parsed.data };
  const refusal = refusalOf(await replyTo(runtime, replying));
  if (refusal !== null) return mendingWords(words, sayRefusal(refusal));
  return { goTo: backTo(event, `c-${commentId}`) };
}

/** Marks a thread as sorted, or as not sorted after all. */
export async function sort(event: Event, form: FormData): Promise<Reply<ReviewFormState>> {
  const { runtime, ...acting } = actingOn(event);
  const commentId = textOf(form, 'id');
  const isSorted = textOf(form, 'sorted') === 'yes';
  refusalOf(await sortThread(runtime, { ...acting, commentId, isSorted }));
  return { goTo: backTo(event, `c-${commentId}`) };
}

/** Takes a suggestion into the revision its author prepares. */
export async function take(event: Event, form: FormData): Promise<Reply<ReviewFormState>> {
  const { runtime, ...acting } = actingOn(event);
  const commentId = textOf(form, 'id');
  const taken = await takeSuggestion(runtime, { ...acting, commentId });
  if (taken.outcome === 'done') return { goTo: backTo(event, `c-${commentId}`), saying: 'added' };
  if ('code' in taken && taken.code === 'not_found') error(404, 'not_found');
  const code = 'code' in taken ? taken.code : '';
  const message =
    code === 'gone' || code === 'lines_changed' ? takeProblems[code]() : sayRefusal(code);
  return mendingWords({ field: `take-${commentId}`, text: '' }, message);
}

const takeProblems = {
  gone: m.reviews_problem_take_gone,
  lines_changed: m.reviews_problem_take_changed,
};

function sayProblem(code: string): string {
  switch (code) {
    case 'kind_missing':
      return m.reviews_problem_kind();
    case 'body_long':
      return m.reviews_problem_long();
    case 'suggestion_long':
      return m.reviews_problem_suggestion_long();
    default:
      return m.reviews_problem_body();
  }
}

/** What stands in the way of writing anything here, in words. */
export function sayRefusal(code: string): string {
  switch (code) {
    case 'too_many':
      return m.reviews_problem_too_many();
    case 'changed':
      return m.reviews_problem_changed();
    case 'sent':
      return m.reviews_problem_sent();
    case 'finished':
      return m.reviews_problem_finished();
    default:
      return m.reviews_problem_closed();
  }
}
