import { redirect, type RequestEvent } from '@sveltejs/kit';
import {
  addGoal,
  addStep,
  removeGoal,
  removeStep,
} from '#domain/pairings/goals.commands.server.ts';
import { goalWords } from '#domain/pairings/goal.input.ts';
import { goalsOf } from '#domain/pairings/goals.queries.server.ts';
import { submit, textOf, type Problem, type Reply } from '#door/forms.server.ts';
import { m } from '#words/paraglide/messages.js';
import type { Actions, PageServerLoad } from './$types';
import { actingIn, openPairing, refusalOf } from '../open-pairing.server.ts';

/** What was typed, in which field. */
interface GoalFormState {
  field: string;
  words: string;
  problems: Problem[];
}

export const load: PageServerLoad = async (event) => {
  const { pairing, viewer, home } = await openPairing(event);
  if (pairing.state === 'wrapped_up') redirect(303, home);
  const { read } = event.locals.runtime.db;
  const goals = await goalsOf(read, { pairingId: pairing.id, viewerId: viewer.id });
  return {
    home,
    you: viewer.id,
    other: { id: pairing.other.id, name: pairing.other.name },
    goals: goals ?? { yours: [], theirs: [] },
    removed: removedIn(event.url),
  };
};

/** What was taken out a moment ago, to be put back with one press. */
function removedIn({ searchParams }: URL): { is: 'goal' | 'step'; id: string } | null {
  const goal = searchParams.get('goal');
  const step = searchParams.get('step');
  if (goal !== null) return { is: 'goal', id: goal };
  return step === null ? null : { is: 'step', id: step };
}

export const actions: Actions = {
  add: (event) =>
    submit(event, (form) => {
      const forId = textOf(form, 'for');
      return add(event, {
        field: `words-${forId}`,
        words: textOf(form, `words-${forId}`),
        adding: (words) => addGoal(event.locals.runtime, { ...actorIn(event), forId, words }),
      });
    }),
  step: (event) =>
    submit(event, (form) => {
      const goalId = textOf(form, 'goal');
      return add(event, {
        field: `step-${goalId}`,
        words: textOf(form, `step-${goalId}`),
        adding: (words) => addStep(event.locals.runtime, { ...actorIn(event), goalId, words }),
      });
    }),
  remove: (event) => submit(event, (form) => remove(event, { form, isRemoved: true })),
  back: (event) => submit(event, (form) => remove(event, { form, isRemoved: false })),
};

function actorIn(event: RequestEvent<{ id: string }>) {
  const { actor, pairingId } = actingIn(event);
  return { actor, pairingId };
}

interface Adding {
  field: string;
  words: string;
  adding: (words: string) => ReturnType<typeof addGoal>;
}

async function add(
  event: RequestEvent<{ id: string }>,
  { field, words, adding }: Adding,
): Promise<Reply<GoalFormState>> {
  const { pairingId } = actingIn(event);
  const parsed = goalWords.safeParse(words);
  const shown = (message: string) => ({
    refusal: { field, words, problems: [{ field, message }] },
  });
  if (!parsed.success) {
    const isEmpty = parsed.error.issues[0]?.message === 'words_missing';
    return shown(isEmpty ? m.pairings_goal_missing() : m.pairings_goal_too_long());
  }
  const refusal = refusalOf(await adding(parsed.data));
  if (refusal === 'too_many') return shown(m.pairings_goal_too_many());
  return { goTo: `/pairings/${pairingId}/goals` };
}

async function remove(
  event: RequestEvent<{ id: string }>,
  { form, isRemoved }: { form: FormData; isRemoved: boolean },
): Promise<Reply<GoalFormState>> {
  const { runtime, actor, pairingId } = actingIn(event);
  const id = textOf(form, 'id');
  const is = textOf(form, 'is') === 'step' ? 'step' : 'goal';
  const touching = { actor, pairingId, isRemoved };
  refusalOf(
    is === 'step'
      ? await removeStep(runtime, { ...touching, stepId: id })
      : await removeGoal(runtime, { ...touching, goalId: id }),
  );
  return { goTo: `/pairings/${pairingId}/goals${isRemoved ? `?${is}=${id}` : ''}` };
}
