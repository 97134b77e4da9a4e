import type { Viewer } from '#domain/members/viewer.ts';
import type { Tx } from '#platform/db/database.server.ts';
import { makeId } from '#lib/ids.ts';
import {
  done,
  inPairing,
  refused,
  tellPages,
  type Acting,
  type Done,
  type Refused,
  type Room,
} from '../keeping/commands.server.ts';
import { isLiving } from '../pairing.ts';
import { isBetween } from '../policy.ts';
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

type Changed = Done | Refused<'not_found' | 'wrapped_up'>;
export type Added =
  { outcome: 'done'; id: string } | Refused<'not_found' | 'wrapped_up' | 'too_many'>;

/** Adds a goal for one of the two; either may. The words are already parsed. */
export function addGoal(
  room: Room,
  { actor, pairingId, forId, words }: Touching & { forId: string; words: string },
): Promise<Added> {
  return inPairing(room, { actor, pairingId }, async (acting): Promise<Added> => {
    const { tx, pairing, youId, now, random } = acting;
    if (!isBetween(pairing, forId)) return refused('not_found');
    if (!isLiving(pairing)) return refused('wrapped_up');
    if (!hasRoomFor(await countGoals(tx, { pairingId, forId }), mostGoals))
      return refused('too_many');
    const id = makeId(now, random);
    const goal = { id, pairing_id: pairingId, for_id: forId, words, added_by: youId };
    await tx
      .insertInto('goals')
      .values({ ...goal, added_at: now, done_at: null, removed_at: null })
      .execute();
    tellPages(tx, pairingId);
    return { ...done, id };
  });
}

/** Ticks a goal off, or on again. */
export function tickGoal(
  room: Room,
  { goalId, isDone, ...touching }: TouchingGoal & { isDone: boolean },
): Promise<Changed> {
  return withGoal(room, { goalId, ...touching }, ({ tx, now }) =>
    tx
      .updateTable('goals')
      .set({ done_at: isDone ? now : null })
      .where('id', '=', goalId)
      .where('done_at', isDone ? 'is' : 'is not', null)
      .execute(),
  );
}

/** Takes a goal away, or brings it back with its steps. */
export function removeGoal(
  room: Room,
  { goalId, isRemoved, ...touching }: TouchingGoal & { isRemoved: boolean },
): Promise<Changed> {
  return withGoal(room, { goalId, ...touching }, ({ tx, now }) =>
    tx
      .updateTable('goals')
      .set({ removed_at: isRemoved ? now : null })
      .where('id', '=', goalId)
      .execute(),
  );
}

/** Adds a step towards a goal. */
export function addStep(
  room: Room,
  { actor, pairingId, goalId, words }: TouchingGoal & { words: string },
): Promise<Added> {
  return inPairing(room, { actor, pairingId }, async (acting): Promise<Added> => {
    const { tx, pairing, now, random } = acting;
    if (!(await isGoalHere(tx, { pairingId, goalId }))) return refused('not_found');
    if (!isLiving(pairing)) return refused('wrapped_up');
    if (!hasRoomFor(await countSteps(tx, goalId), mostSteps)) return refused('too_many');
    const id = makeId(now, random);
    await tx
      .insertInto('goal_steps')
      .values({ id, goal_id: goalId, words, added_at: now, done_at: null, removed_at: null })
      .execute();
    tellPages(tx, pairingId);
    return { ...done, id };
  });
}

/** Ticks a step off, or on again. */
export function tickStep(
  room: Room,
  { stepId, isDone, ...touching }: TouchingStep & { isDone: boolean },
): Promise<Changed> {
  return withStep(room, { stepId, ...touching }, ({ tx, now }) =>
    tx
      .updateTable('goal_steps')
      .set({ done_at: isDone ? now : null })
      .where('id', '=', stepId)
      .where('done_at', isDone ? 'is' : 'is not', null)
      .execute(),
  );
}

/** Takes a step away, or brings it back. */
export function removeStep(
  room: Room,
  { stepId, isRemoved, ...touching }: TouchingStep & { isRemoved: boolean },
): Promise<Changed> {
  return withStep(room, { stepId, ...touching }, ({ tx, now }) =>
    tx
      .updateTable('goal_steps')
      .set({ removed_at: isRemoved ? now : null })
      .where('id', '=', stepId)
      .execute(),
  );
}

function withGoal(
  room: Room,
  { actor, pairingId, goalId }: TouchingGoal,
  change: (acting: Acting) => Promise<unknown>,
): Promise<Changed> {
  return inPairing(room, { actor, pairingId }, async (acting): Promise<Changed> => {
    const { tx, pairing } = acting;
    if (!(await isGoalHere(tx, { pairingId, goalId }))) return refused('not_found');
    if (!isLiving(pairing)) return refused('wrapped_up');
    await change(acting);
    tellPages(tx, pairingId);
    return done;
  });
}

function withStep(
  room: Room,
  { actor, pairingId, stepId }: TouchingStep,
  change: (acting: Acting) => Promise<unknown>,
): Promise<Changed> {
  return inPairing(room, { actor, pairingId }, async (acting): Promise<Changed> => {
    const { tx, pairing } = acting;
    const row = await tx
      .selectFrom('goal_steps')
      .innerJoin('goals', 'goals.id', 'goal_steps.goal_id')
      .select('goals.pairing_id')
      .where('goal_steps.id', '=', stepId)
      .executeTakeFirst();
    if (row?.pairing_id !== pairingId) return refused('not_found');
    if (!isLiving(pairing)) return refused('wrapped_up');
    await change(acting);
    tellPages(tx, pairingId);
    return done;
  });
}

async function isGoalHere(
  tx: Tx,
  { pairingId, goalId }: { pairingId: string; goalId: string },
): Promise<boolean> {
  const row = await tx
    .selectFrom('goals')
    .select('pairing_id')
    .where('id', '=', goalId)
    .executeTakeFirst();
  return row?.pairing_id === pairingId;
}

async function countGoals(
  tx: Tx,
  { pairingId, forId }: { pairingId: string; forId: string },
): Promise<number> {
  const row = await tx
    .selectFrom('goals')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('pairing_id', '=', pairingId)
    .where('for_id', '=', forId)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  return Number(row?.count ?? 0);
}

async function countSteps(tx: Tx, goalId: string): Promise<number> {
  const row = await tx
    .selectFrom('goal_steps')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('goal_id', '=', goalId)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  return Number(row?.count ?? 0);
}
