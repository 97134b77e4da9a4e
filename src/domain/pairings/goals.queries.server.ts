import type { Reader } from '#platform/db/database.server.ts';
import { pairingWith } from './pairing-store.queries.server.ts';

interface Step {
  id: string;
  words: string;
  /** Epoch milliseconds; null while it is still to do. */
  doneAt: number | null;
}

interface Goal extends Step {
  steps: Step[];
}

export interface Goals {
  yours: Goal[];
  theirs: Goal[];
}

/** What both are after, in the order it was added; undefined for everybody else (requirement C2). */
export async function goalsOf(
  db: Reader,
  { pairingId, viewerId }: { pairingId: string; viewerId: string },
): Promise<Goals | undefined> {
  const pairing = await pairingWith(db, { pairingId, memberId: viewerId });
  if (pairing === undefined) return undefined;
  const rows = await db
    .selectFrom('goals')
    .select(['id', 'for_id', 'words', 'done_at'])
    .where('pairing_id', '=', pairingId)
    .where('removed_at', 'is', null)
    .orderBy('added_at')
    .orderBy('id')
    .execute();
  const steps = await stepsOf(db, pairingId);
  const goals = rows.map((row) => ({
    isYours: row.for_id === viewerId,
    goal: { id: row.id, words: row.words, doneAt: row.done_at, steps: steps.get(row.id) ?? [] },
  }));
  return {
    yours: goals.filter(({ isYours }) => isYours).map(({ goal }) => goal),
    theirs: goals.filter(({ isYours }) => !isYours).map(({ goal }) => goal),
  };
}

async function stepsOf(db: Reader, pairingId: string): Promise<Map<string, Step[]>> {
  const rows = await db
    .selectFrom('goal_steps')
    .innerJoin('goals', 'goals.id', 'goal_steps.goal_id')
    .select(['goal_steps.id', 'goal_steps.goal_id', 'goal_steps.words', 'goal_steps.done_at'])
    .where('goals.pairing_id', '=', pairingId)
    .where('goal_steps.removed_at', 'is', null)
    .orderBy('goal_steps.added_at')
    .orderBy('goal_steps.id')
    .execute();
  const groups = Map.groupBy(rows, (row) => row.goal_id);
  return new Map(
    Array.from(groups, ([goalId, group]) => [
      goalId,
      group.map((row) => ({ id: row.id, words: row.words, doneAt: row.done_at })),
    ]),
  );
}
