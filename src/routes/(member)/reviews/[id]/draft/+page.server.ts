import { error, redirect } from '@sveltejs/kit';
import { dropDraft, sendReview } from '#domain/reviews/ask-review.commands.server.ts';
import { reviewWith } from '#domain/reviews/review-store.queries.server.ts';
import { draftOf } from '#domain/reviews/reviews.queries.server.ts';
import {
  addFiles,
  dropRevision,
  removeFile,
  sendRevision,
} from '#domain/reviews/prepare-revision.commands.server.ts';
import type { DraftView } from '#domain/reviews/review-view.ts';
import { readForm, submit, textOf, type Problem, type Reply } from '#door/forms.server.ts';
import { ForServer } from '#lib/server-only.ts';
import { textOf as wholeTextOf } from '#lib/code/known-text.ts';
import { noBlocks } from '#ui/reviews/code-blocks.ts';
import { m } from '#words/paraglide/messages.js';
import { broughtIn, noticesIn, noticesQuery, shownAgain } from '../../posted-code.server.ts';
import { actingOn, type ReviewEvent } from '../open-review.server.ts';
import type { Actions, PageServerLoad } from './$types';
import {
  closedProblem,
  draftIn,
  keepAll,
  shownFrom,
  type DraftFormState,
} from './save-draft.server.ts';
import { prepared } from './prepared-files.server.ts';
import { secretsIn, withoutSecrets } from './found-secrets.server.ts';

export const load: PageServerLoad = async (event) => {
  const { runtime, actor, reviewId } = actingOn(event);
  const draft = await draftOf(runtime.db.read, { reviewId, viewerId: actor.id });
  if (draft === undefined) return leadOn(event);
  const { review, other, number, note, dropped, taken, maySend } = draft;
  const { title, lookAt, leaveOut, link } = review;
  const isFirst = review.state === 'drafted';
  const all = `/pairings/${review.pairingId}/reviews`;
  return {
    title,
    name: other.name,
    isGone: other.isGone,
    isFirst,
    number,
    home: `/reviews/${review.id}`,
    all,
    back: isFirst ? all : `/reviews/${review.id}`,
    typed: { title, lookAt, leaveOut, link, note },
    code: noBlocks,
    files: new ForServer(await prepared(draft)),
    notices: noticesIn(event.url.searchParams),
    isAdded: event.url.searchParams.has('added'),
    dropped,
    taken,
    maySend,
  };
};

/** Nothing is being prepared: the two find the review, and everybody else nothing (requirement C2). */
async function leadOn(event: ReviewEvent): Promise<never> {
  const { runtime, actor, reviewId } = actingOn(event);
  const found = await reviewWith(runtime.db.read, { reviewId, memberId: actor.id });
  if (found === undefined) error(404, 'not_found');
  redirect(303, `/reviews/${reviewId}`);
}

export const actions: Actions = {
  save: (event) => submit(event, (form) => keep(event, form)),
  later: (event) =>
    submit(event, async (form) => {
      const reply = await keep(event, form);
      if (!('goTo' in reply)) return reply;
      const { review } = await draftIn(event);
      return { goTo: `/pairings/${review.pairingId}/reviews`, saying: 'saved' };
    }),
  send: (event) => submit(event, (form) => send(event, form)),
  /** One more field for code; everything else stays as it is. */
  another: async (event): Promise<DraftFormState> => {
    await draftIn(event);
    const form = await readForm(event);
    const code = shownAgain(await broughtIn(form), [{ path: '', text: '' }]);
    return { ...(await shownFrom(form)), code };
  },
  /** A file in a field, to be changed there; kept again it takes its own place. */
  open: async (event): Promise<DraftFormState> => {
    const { files } = await draftIn(event);
    const form = await readForm(event);
    const file = files.find(({ id }) => id === textOf(form, 'file'));
    const block = { path: file?.path ?? '', text: file?.after ? wholeTextOf(file.after) : '' };
    const code = shownAgain(await broughtIn(form), [block]);
    return { ...(await shownFrom(form)), code };
  },
  /** Asks once more. */
  ask: async (event): Promise<DraftFormState> => {
    await draftIn(event);
    const form = await readForm(event);
    return { ...(await shownFrom(form)), sure: textOf(form, 'sure') };
  },
  remove: (event) =>
    submit(event, (form) =>
      keeping(event, form, async () => {
        const { runtime, ...touching } = actingOn(event);
        await removeFile(runtime, { ...touching, fileId: textOf(form, 'file') });
        return { goTo: `/reviews/${touching.reviewId}/draft`, saying: 'removed' };
      }),
    ),
  mask: (event) =>
    submit(event, (form) =>
      keeping(event, form, async () => {
        await mask(event);
        return { goTo: `/reviews/${event.params.id}/draft`, saying: 'removed' };
      }),
    ),
  drop: (event) =>
    submit(event, async () => {
      const { runtime, ...touching } = actingOn(event);
      const { review } = await draftIn(event);
      const isFirst = review.state === 'drafted';
      const result = await (isFirst ? dropDraft : dropRevision)(runtime, touching);
      if (result.outcome === 'refused') closedProblem(result.code);
      const goTo = isFirst ? `/pairings/${review.pairingId}/reviews` : `/reviews/${review.id}`;
      return { goTo, saying: 'removed' };
    }),
};

/** Keeps everything, and then does something more. */
async function keeping(
  event: ReviewEvent,
  form: FormData,
  act: (draft: DraftView) => Promise<Reply<DraftFormState>>,
): Promise<Reply<DraftFormState>> {
  const kept = await keepAll(event, form);
  return kept.ok ? act(kept.draft) : refusing(form, kept.problems);
}

const refusing = async (form: FormData, problems: Problem[]): Promise<Reply<DraftFormState>> => ({
  refusal: await shownFrom(form, problems),
});

async function keep(event: ReviewEvent, form: FormData): Promise<Reply<DraftFormState>> {
  const kept = await keepAll(event, form);
  if (!kept.ok) return refusing(form, kept.problems);
  return {
    goTo: `/reviews/${event.params.id}/draft${noticesQuery(kept.notices)}`,
    saying: 'saved',
  };
}

async function send(event: ReviewEvent, form: FormData): Promise<Reply<DraftFormState>> {
  const kept = await keepAll(event, form);
  if (!kept.ok) return refusing(form, kept.problems);
  const { runtime, ...touching } = actingOn(event);
  const home = `/reviews/${touching.reviewId}`;
  // What was not seen yet is looked at before it goes.
  if (kept.hasCode) {
    const query = noticesQuery(kept.notices);
    return { goTo: `${home}/draft${query}${query === '' ? '?' : '&'}added=1` };
  }
  const { review, number, files } = kept.draft;
  if (textOf(form, 'seen') === '' && files.some((file) => secretsIn(file).length > 0))
    return refusing(form, [{ field: 'seen', message: m.reviews_problem_secrets() }]);
  const sent =
    review.state === 'drafted'
      ? await sendReview(runtime, touching)
      : await sendRevision(runtime, { ...touching, number });
  if (sent.outcome === 'done') return { goTo: home, saying: 'sent' };
  return refusing(form, [sendProblem(sent.code)]);
}

function sendProblem(code: string): Problem {
  if (code === 'no_files') return { field: 'code-0', message: m.reviews_problem_no_files() };
  if (code === 'nothing_changed')
    return { field: 'code-0', message: m.reviews_problem_nothing_changed() };
  return closedProblem(code);
}

/** Puts a word in place of every line that looks like a secret. */
async function mask(event: ReviewEvent): Promise<void> {
  const { runtime, ...touching } = actingOn(event);
  const { files } = await draftIn(event);
  for (const file of files.filter((each) => secretsIn(each).length > 0)) {
    const { id: fileId, before } = file;
    // A whole original stays with its file, so the file goes first.
    if (before?.isWhole === true) await removeFile(runtime, { ...touching, fileId });
    const added = await addFiles(runtime, { ...touching, files: [withoutSecrets(file)] });
    if (added.outcome === 'refused') closedProblem(added.code);
  }
}
