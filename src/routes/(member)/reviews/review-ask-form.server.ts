/** What a review says of itself, as forms bring it. */
import { askForm, longestTitle, type AskForm } from '#domain/reviews/review.input.ts';
import type { GatheredFile } from '#domain/reviews/code-upload.ts';
import type { PatchMessage } from '#lib/code/patch-message.ts';
import { textOf, type Problem } from '#door/forms.server.ts';
import { m } from '#words/paraglide/messages.js';

/** As it was typed. */
export interface TypedAsk {
  readonly title: string;
  readonly lookAt: string;
  readonly leaveOut: string;
  readonly link: string;
}

export const noAsk: TypedAsk = { title: '', lookAt: '', leaveOut: '', link: '' };

export const readAsk = (form: FormData): TypedAsk => ({
  title: textOf(form, 'title'),
  lookAt: textOf(form, 'lookAt'),
  leaveOut: textOf(form, 'leaveOut'),
  link: textOf(form, 'link'),
});

/** What was typed, ready to be kept; or what is to be mended. */
export function parseAsk(
  typed: TypedAsk,
): { ok: true; form: AskForm } | { ok: false; problems: Problem[] } {
  const parsed = askForm.safeParse(typed);
  if (parsed.success) return { ok: true, form: parsed.data };
  const problems = parsed.error.issues.map(({ path, message }) => ({
    field: String(path[0] ?? 'title'),
    message: sayAskProblem(message),
  }));
  return { ok: false, problems: problems.filter(isFirstAt) };
}

const isFirstAt = ({ field }: Problem, at: number, all: readonly Problem[]): boolean =>
  all.findIndex((each) => each.field === field) === at;

function sayAskProblem(code: string): string {
  switch (code) {
    case 'title_missing':
      return m.reviews_problem_title_missing();
    case 'title_long':
      return m.reviews_problem_title_long();
    case 'title_hidden':
      return m.reviews_problem_title_hidden();
    case 'link_long':
    case 'link_unusable':
      return m.reviews_problem_link();
    default:
      return m.reviews_problem_words_long();
  }
}

/** A review nobody named is called after its patch, or its first file. */
export function titled(
  typed: TypedAsk,
  { files, message }: { files: readonly GatheredFile[]; message: PatchMessage | null },
): TypedAsk {
  if (typed.title.trim() !== '') return typed;
  const name = files[0]?.path.split('/').at(-1) ?? '';
  const title = message === null || message.subject === '' ? name : message.subject;
  return { ...typed, title: [...title].slice(0, longestTitle).join('') };
}
