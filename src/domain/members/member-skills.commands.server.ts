import type { Act } from '#platform/act.server.ts';
import type { Tx } from '#platform/db/database.server.ts';

interface Move {
  readonly fromId: string;
  readonly intoId: string;
}

/**
 * Gives everybody who shares or wants the first skill the second instead. Who has both keeps the surer
 * confidence and the stronger wish.
 */
export async function moveSkill({ tx }: Act, move: Move): Promise<void> {
  await moveShared(tx, move);
  await moveWanted(tx, move);
}

async function moveShared(tx: Tx, { fromId, intoId }: Move): Promise<void> {
  const sharing = tx.selectFrom('shared_skills').select('member_id');
  for (const confidence of [2, 3] as const) {
    await tx
      .updateTable('shared_skills')
      .set({ confidence })
      .where('skill_id', '=', intoId)
      .where('confidence', '<', confidence)
      .where(
        'member_id',
        'in',
        sharing.where('skill_id', '=', fromId).where('confidence', '=', confidence),
      )
      .execute();
  }
  await tx
    .deleteFrom('shared_skills')
    .where('skill_id', '=', fromId)
    .where('member_id', 'in', sharing.where('skill_id', '=', intoId))
    .execute();
  await tx
    .updateTable('shared_skills')
    .set({ skill_id: intoId })
    .where('skill_id', '=', fromId)
    .execute();
}

async function moveWanted(tx: Tx, { fromId, intoId }: Move): Promise<void> {
  const wanting = tx.selectFrom('wanted_skills').select('member_id');
  for (const priority of [2, 1] as const) {
    await tx
      .updateTable('wanted_skills')
      .set({ priority })
      .where('skill_id', '=', intoId)
      .where('priority', '>', priority)
      .where(
        'member_id',
        'in',
        wanting.where('skill_id', '=', fromId).where('priority', '=', priority),
      )
      .execute();
  }
  await tx
    .deleteFrom('wanted_skills')
    .where('skill_id', '=', fromId)
    .where('member_id', 'in', wanting.where('skill_id', '=', intoId))
    .execute();
  await tx
    .updateTable('wanted_skills')
    .set({ skill_id: intoId })
    .where('skill_id', '=', fromId)
    .execute();
}
