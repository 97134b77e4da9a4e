import type { Viewer } from '#domain/members/viewer.ts';
import { done, refused, type Done, type Refused } from '#lib/outcome.ts';
import type { Act, ActRuntime } from '#platform/act.server.ts';
import type { Reader } from '#platform/db/database.server.ts';
import { pairingCommand, refreshPages } from './pairing-store.commands.server.ts';
import { isLiving } from './pairing.ts';
import { isBetween } from './pairing.policy.ts';
import { hasRoomFor, mostGoals, mostSteps } from './goal.ts';

interface Touching {
  actor: Viewer;
  pairingId: string;
}

interface TouchingGoal extends Touching {
  goalId: string;
}

interface TouchingStep extends Touching {
  stepId: string;
}

/** Adds a goal for one of the two; either may. The words are already parsed. */
export const addGoal = pairingCommand(
  async (
    act,
    { pairing, youId },
    { pairingId, forId, words }: Touching & { forId: string; words: string },
  ) => {
    if (!isBetween(pairing, forId)) return refused('not_found');
    if (!isLiving(pairing)) return refused('wrapped_up');
    if (!hasRoomFor(await countGoals(act.tx, { pairingId, forId }), mostGoals))
      return refused('too_many');
    const id = act.id();
    const goal = { id, pairing_id: pairingId, for_id: forId, words, added_by: youId };
    await act.tx
      .insertInto('goals')
      .values({ ...goal, added_at: act.now, done_at: null, removed_at: null })
      .execute();
    refreshPages(act, pairingId);
    return done({ id });
  },
);

/** Ticks a goal off, or on again. */
export const tickGoal = goalCommand(
  ({ tx, now }, { goalId, isDone }: TouchingGoal & { isDone: boolean }) =>
    tx
      .updateTable('goals')
      .set({ done_at: isDone ? now : null })
      .where('id', '=', goalId)
      .where('done_at', isDone ? 'is' : 'is not', null)
      .execute(),
);

/** Takes a goal away, or brings it back with its steps. */
export const removeGoal = goalCommand(
  ({ tx, now }, { goalId, isRemoved }: TouchingGoal & { isRemoved: boolean }) =>
    tx
      .updateTable('goals')
      .set({ removed_at: isRemoved ? now : null })
      .where('id', '=', goalId)
      .execute(),
);

/** Adds a step towards a goal. */
export const addStep = pairingCommand(
  async (act, { pairing }, { pairingId, goalId, words }: TouchingGoal & { words: string }) => {
    if (!(await isGoalHere(act.tx, { pairingId, goalId }))) return refused('not_found');
    if (!isLiving(pairing)) return refused('wrapped_up');
    if (!hasRoomFor(await countSteps(act.tx, goalId), mostSteps)) return refused('too_many');
    const id = act.id();
    await act.tx
      .insertInto('goal_steps')
      .values({ id, goal_id: goalId, words, added_at: act.now, done_at: null, removed_at: null })
      .execute();
    refreshPages(act, pairingId);
    return done({ id });
  },
);

/** Ticks a step off, or on again. */
export const tickStep = stepCommand(
  ({ tx, now }, { stepId, isDone }: TouchingStep & { isDone: boolean }) =>
    tx
      .updateTable('goal_steps')
      .set({ done_at: isDone ? now : null })
      .where('id', '=', stepId)
      .where('done_at', isDone ? 'is' : 'is not', null)
      .execute(),
);

/** Takes a step away, or brings it back. */
export const removeStep = stepCommand(
  ({ tx, now }, { stepId, isRemoved }: TouchingStep & { isRemoved: boolean }) =>
    tx
      .updateTable('goal_steps')
      .set({ removed_at: isRemoved ? now : null })
      .where('id', '=', stepId)
      .execute(),
);

type Change<Input> = (act: Act, input: Input) => Promise<unknown>;
type ChangeCommand<Input> = (
  runtime: ActRuntime,
  input: Input,
) => Promise<Done | Refused<'not_found' | 'wrapped_up'>>;

function goalCommand<Input extends TouchingGoal>(change: Change<Input>): ChangeCommand<Input> {
  return pairingCommand(async (act, { pairing }, input: Input) => {
    if (!(await isGoalHere(act.tx, input))) return refused('not_found');
    if (!isLiving(pairing)) return refused('wrapped_up');
    await change(act, input);
    refreshPages(act, pairing.id);
    return done();
  });
}

function stepCommand<Input extends TouchingStep>(change: Change<Input>): ChangeCommand<Input> {
  return pairingCommand(async (act, { pairing }, input: Input) => {
    if (!(await isStepHere(act.tx, input))) return refused('not_found');
    if (!isLiving(pairing)) return refused('wrapped_up');
    await change(act, input);
    refreshPages(act, pairing.id);
    return done();
  });
}

async function isGoalHere(
  db: Reader,
  { pairingId, goalId }: Pick<TouchingGoal, 'pairingId' | 'goalId'>,
): Promise<boolean> {
  const row = await db
    .selectFrom('goals')
    .select('pairing_id')
    .where('id', '=', goalId)
    .executeTakeFirst();
  return row?.pairing_id === pairingId;
}

async function isStepHere(
  db: Reader,
  { pairingId, stepId }: Pick<TouchingStep, 'pairingId' | 'stepId'>,
): Promise<boolean> {
  const row = await db
    .selectFrom('goal_steps')
    .innerJoin('goals', 'goals.id', 'goal_steps.goal_id')
    .select('goals.pairing_id')
    .where('goal_steps.id', '=', stepId)
    .executeTakeFirst();
  return row?.pairing_id === pairingId;
}

async function countGoals(
  db: Reader,
  { pairingId, forId }: { pairingId: string; forId: string },
): Promise<number> {
  const row = await db
    .selectFrom('goals')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('pairing_id', '=', pairingId)
    .where('for_id', '=', forId)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  return Number(row?.count ?? 0);
}

async function countSteps(db: Reader, goalId: string): Promise<number> {
  const row = await db
    .selectFrom('goal_steps')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('goal_id', '=', goalId)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  return Number(row?.count ?? 0);
}
