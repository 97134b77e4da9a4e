import { redirect, type RequestEvent } from '@sveltejs/kit';
import { dropDraft } from '#domain/conversations/drafts.commands.server.ts';
import { draftValue, type Draft } from '#domain/conversations/draft.ts';
import { draftOf } from '#domain/conversations/drafts.queries.server.ts';
import { draftReview } from '#domain/reviews/ask-review.commands.server.ts';
import { readForm, submit, type Problem, type Reply } from '#door/forms.server.ts';
import { mostBlocks, noBlocks, type Blocks } from '#ui/reviews/code-blocks.ts';
import { m } from '#words/paraglide/messages.js';
import {
  noAsk,
  parseAsk,
  readAsk,
  titled,
  type TypedAsk,
} from '../../../../reviews/review-ask-form.server.ts';
import {
  broughtIn,
  codeProblem,
  gathered,
  noticesQuery,
  shownAgain,
  unfitProblem,
  type Brought,
} from '../../../../reviews/posted-code.server.ts';
import type { Actions, PageServerLoad } from './$types';
import { actingIn, openPairing, refusalOf } from '../../open-pairing.server.ts';

/** The form as it is shown again. */
interface ReviewFormState {
  typed: TypedAsk;
  code: Blocks;
  problems: Problem[];
}

const aboutOf = (pairingId: string): string => `review:${pairingId}`;

export const load: PageServerLoad = async (event) => {
  const { pairing, viewer, home } = await openPairing(event);
  if (pairing.state === 'wrapped_up' || pairing.other.isGone) redirect(303, `${home}/reviews`);
  const about = aboutOf(pairing.id);
  const kept = await draftOf(event.locals.runtime.db.read, { memberId: viewer.id, about });
  return {
    home: `${home}/reviews`,
    name: pairing.other.name,
    about,
    isKept: kept !== undefined,
    typed: keptAsk(kept),
    code: keptCode(kept),
  };
};

const keptAsk = (kept: Draft | undefined): TypedAsk => ({
  ...noAsk,
  title: draftValue(kept, { name: 'title' }),
  lookAt: draftValue(kept, { name: 'lookAt' }),
  leaveOut: draftValue(kept, { name: 'leaveOut' }),
  link: draftValue(kept, { name: 'link' }),
});

function keptCode(kept: Draft | undefined): Blocks {
  const blocks = Array.from({ length: mostBlocks }, (_, place) => ({
    path: draftValue(kept, { name: `path-${place}` }),
    text: draftValue(kept, { name: `code-${place}` }),
  })).filter(({ path, text }) => path !== '' || text !== '');
  return blocks.length === 0 ? noBlocks : { blocks, again: [] };
}

export const actions: Actions = {
  draft: (event) => submit(event, (form) => draft(event, form)),
  /** One more field for code; everything else stays as it is. */
  another: async (event): Promise<ReviewFormState> => {
    await openPairing(event);
    const form = await readForm(event);
    const code = shownAgain(await broughtIn(form), [{ path: '', text: '' }]);
    return { typed: readAsk(form), code, problems: [] };
  },
};

async function draft(
  event: RequestEvent<{ id: string }>,
  form: FormData,
): Promise<Reply<ReviewFormState>> {
  const { runtime, actor, pairingId } = actingIn(event);
  const brought = await broughtIn(form);
  const typed = readAsk(form);
  const refuse = (...problems: Problem[]): Reply<ReviewFormState> => ({
    refusal: { typed, code: shownAgain(brought), problems },
  });
  const code = await gathered({ runtime, actor }, brought);
  const asked = parseAsk(code.ok ? titled(typed, code) : { ...typed, title: typed.title || '-' });
  const problems = asked.ok ? [] : asked.problems;
  if (!code.ok) return refuse(...problems, codeProblem(code.problem, brought));
  if (!asked.ok) return refuse(...problems);
  const drafting = { actor, pairingId, form: asked.form, files: code.files };
  const drafted = await draftReview(runtime, drafting);
  if (drafted.outcome === 'refused') return refuse(problemOf(drafted, brought));
  await dropDraft(runtime, { memberId: actor.id, about: aboutOf(pairingId) });
  return { goTo: `/reviews/${drafted.reviewId}/draft${noticesQuery(code.notices)}` };
}

type Refusal = Extract<Awaited<ReturnType<typeof draftReview>>, { outcome: 'refused' }>;

function problemOf(drafted: Refusal, brought: Brought): Problem {
  if (drafted.code === 'unfit') return unfitProblem(drafted.problem, brought);
  const code = refusalOf(drafted);
  if (code === 'too_many') return { field: 'title', message: m.reviews_problem_too_many_drafts() };
  return { field: 'title', message: m.reviews_problem_closed() };
}
