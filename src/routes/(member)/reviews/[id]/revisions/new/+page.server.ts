import { error, redirect } from '@sveltejs/kit';
import { revisionNote } from '#domain/reviews/review.input.ts';
import { addFiles, writeNote } from '#domain/reviews/prepare-revision.commands.server.ts';
import type { ReviewPage } from '#domain/reviews/review-view.ts';
import { readForm, submit, textOf, type Problem, type Reply } from '#door/forms.server.ts';
import { textOf as wholeTextOf, type KnownText } from '#lib/code/known-text.ts';
import { noBlocks, type Blocks } from '#ui/reviews/code-blocks.ts';
import { m } from '#words/paraglide/messages.js';
import {
  broughtIn,
  codeProblem,
  gathered,
  noticesQuery,
  shownAgain,
  unfitProblem,
} from '../../../posted-code.server.ts';
import { actingOn, openReview, type ReviewEvent } from '../../open-review.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** The form as it is shown again. */
interface RevisionFormState {
  note: string;
  code: Blocks;
  problems: Problem[];
}

export const load: PageServerLoad = async (event) => {
  const { page } = await openReview(event);
  const home = `/reviews/${page.review.id}`;
  if (page.drafted !== null) redirect(303, `${home}/draft`);
  if (!page.may.revise) redirect(303, home);
  return {
    home,
    title: page.review.title,
    name: page.other.name,
    number: page.revisions.length + 1,
    code: noBlocks,
    files: filesIn(page).map(({ path }) => path),
  };
};

/** The files as they are now, those whose whole text is known. */
function filesIn({ files }: ReviewPage): { path: string; text: KnownText }[] {
  return files.flatMap(({ path, right }) =>
    right?.text.isWhole === true ? [{ path, text: right.text }] : [],
  );
}

/** The page with the newest revision in it, whatever else it could compare. */
async function newestIn(event: ReviewEvent): Promise<ReviewPage> {
  const { page } = await openReview(event);
  if (page.youAre !== 'author') error(404, 'not_found');
  return page;
}

export const actions: Actions = {
  begin: (event) => submit(event, (form) => begin(event, form)),
  another: (event) => again(event, () => ({ path: '', text: '' })),
  /** A file in a field, to be changed there. */
  open: (event) =>
    again(event, (page, form) => {
      const file = filesIn(page).find(({ path }) => path === textOf(form, 'open'));
      return { path: file?.path ?? '', text: file === undefined ? '' : wholeTextOf(file.text) };
    }),
};

/** The form with one more field for code; everything else stays as it is. */
async function again(
  event: ReviewEvent & Parameters<typeof readForm>[0],
  block: (page: ReviewPage, form: FormData) => { path: string; text: string },
): Promise<RevisionFormState> {
  const page = await newestIn(event);
  const form = await readForm(event);
  const code = shownAgain(await broughtIn(form), [block(page, form)]);
  return { note: textOf(form, 'note'), code, problems: [] };
}

async function begin(event: ReviewEvent, form: FormData): Promise<Reply<RevisionFormState>> {
  const { runtime, ...touching } = actingOn(event);
  const brought = await broughtIn(form);
  const refuse = (problem: Problem): Reply<RevisionFormState> => ({
    refusal: { note: textOf(form, 'note'), code: shownAgain(brought), problems: [problem] },
  });
  const note = revisionNote.safeParse(textOf(form, 'note'));
  if (!note.success) return refuse({ field: 'note', message: m.reviews_problem_words_long() });
  const code = await gathered({ runtime, actor: touching.actor }, brought);
  if (!code.ok) return refuse(codeProblem(code.problem, brought));
  const added = await addFiles(runtime, { ...touching, files: code.files });
  if (added.outcome === 'refused') {
    if (added.code === 'not_found') error(404, 'not_found');
    return refuse(
      added.code === 'unfit'
        ? unfitProblem(added.problem, brought)
        : { field: 'code-0', message: sayRefusal(added.code) },
    );
  }
  await writeNote(runtime, { ...touching, note: note.data });
  return { goTo: `/reviews/${touching.reviewId}/draft${noticesQuery(code.notices)}` };
}

const sayRefusal = (code: string): string =>
  code === 'too_many' ? m.reviews_problem_too_many_revisions() : m.reviews_problem_closed();
