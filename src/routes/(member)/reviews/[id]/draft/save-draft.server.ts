/** What a form of the draft page brings is kept first, whatever was pressed: its words, languages and code. */
import { error } from '@sveltejs/kit';
import { changeDraft } from '#domain/reviews/ask-review.commands.server.ts';
import { revisionNote } from '#domain/reviews/review.input.ts';
import type { Notice } from '#domain/reviews/code-upload.ts';
import { draftOf } from '#domain/reviews/reviews.queries.server.ts';
import {
  addFiles,
  setLanguage,
  writeNote,
} from '#domain/reviews/prepare-revision.commands.server.ts';
import type { DraftView } from '#domain/reviews/review-view.ts';
import { textOf, type Problem } from '#door/forms.server.ts';
import { isLanguage } from '#lib/code/programming-languages.ts';
import type { Blocks } from '#ui/reviews/code-blocks.ts';
import { m } from '#words/paraglide/messages.js';
import { parseAsk, readAsk, type TypedAsk } from '../../review-ask-form.server.ts';
import {
  broughtIn,
  codeProblem,
  gathered,
  isNothing,
  shownAgain,
  unfitProblem,
} from '../../posted-code.server.ts';
import { actingOn, type ReviewEvent } from '../open-review.server.ts';

/** The form as it is shown again. */
export interface DraftFormState {
  typed: TypedAsk & { note: string };
  code: Blocks;
  problems: Problem[];
  /** What is asked about once more: a file by its id, or 'all'. */
  sure?: string;
}

/** What was typed, to be shown again. */
export async function shownFrom(form: FormData, problems: Problem[] = []): Promise<DraftFormState> {
  const typed = { ...readAsk(form), note: textOf(form, 'note') };
  return { typed, code: shownAgain(await broughtIn(form)), problems };
}

/**
 * What the author is preparing.
 *
 * @throws a 404 answer where there is none, or the viewer is not its author (requirement C2)
 */
export async function draftIn(event: Pick<ReviewEvent, 'locals' | 'params'>): Promise<DraftView> {
  const { runtime, actor, reviewId } = actingOn(event);
  const draft = await draftOf(runtime.db.read, { reviewId, viewerId: actor.id });
  if (draft === undefined) error(404, 'not_found');
  return draft;
}

export type SavedDraft =
  | { ok: true; draft: DraftView; hasCode: boolean; notices: readonly Notice[] }
  | { ok: false; problems: Problem[] };

/** Keeps everything a form brings; or says what is to be mended, in which case code was not added. */
export async function keepAll(event: ReviewEvent, form: FormData): Promise<SavedDraft> {
  const draft = await draftIn(event);
  await keepLanguages(event, { form, draft });
  const problems = await keepWords(event, { form, draft });
  if (problems.length > 0) return { ok: false, problems };
  const brought = await broughtIn(form);
  if (isNothing(brought)) return { ok: true, draft, hasCode: false, notices: [] };
  const { runtime, actor, reviewId } = actingOn(event);
  const code = await gathered({ runtime, actor }, brought);
  if (!code.ok) return { ok: false, problems: [codeProblem(code.problem, brought)] };
  const added = await addFiles(runtime, { actor, reviewId, files: code.files });
  if (added.outcome === 'done') return { ok: true, draft, hasCode: true, notices: code.notices };
  const problem =
    added.code === 'unfit' ? unfitProblem(added.problem, brought) : closedProblem(added.code);
  return { ok: false, problems: [problem] };
}

/**
 * Why nothing can be sent any more.
 *
 * @throws a 404 answer where it is not there
 */
export function closedProblem(code: string): Problem {
  if (code === 'not_found') error(404, 'not_found');
  return { field: 'send', message: m.reviews_problem_closed() };
}

interface Keeping {
  form: FormData;
  draft: DraftView;
}

async function keepWords(event: ReviewEvent, { form, draft }: Keeping): Promise<Problem[]> {
  const { runtime, ...touching } = actingOn(event);
  if (draft.review.state === 'drafted') {
    const asked = parseAsk(readAsk(form));
    if (!asked.ok) return asked.problems;
    const changed = await changeDraft(runtime, { ...touching, form: asked.form });
    return changed.outcome === 'done' ? [] : [closedProblem(changed.code)];
  }
  const note = revisionNote.safeParse(textOf(form, 'note'));
  if (!note.success) return [{ field: 'note', message: m.reviews_problem_words_long() }];
  const written = await writeNote(runtime, { ...touching, note: note.data });
  return written.outcome === 'done' ? [] : [closedProblem(written.code)];
}

/** Only those that were corrected. */
async function keepLanguages(event: ReviewEvent, { form, draft }: Keeping): Promise<void> {
  const { runtime, ...touching } = actingOn(event);
  for (const { id: fileId, language: known } of draft.files) {
    if (!form.has(`language-${fileId}`)) continue;
    const language = textOf(form, `language-${fileId}`);
    if (language === known || (language !== '' && !isLanguage(language))) continue;
    await setLanguage(runtime, { ...touching, fileId, language });
  }
}
