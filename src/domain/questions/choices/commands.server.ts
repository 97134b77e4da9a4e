import type { Runtime } from '#platform/runtime.server.ts';

/** Whether a member would answer people they don't know yet. Nobody is told. */
export async function setWilling(
  { db }: Pick<Runtime, 'db'>,
  { memberId, isWilling }: { memberId: string; isWilling: boolean },
): Promise<void> {
  const is_willing = isWilling ? 1 : 0;
  await db.transact((tx) =>
    tx
      .insertInto('asked_around_choices')
      .values({ member_id: memberId, is_willing })
      .onConflict((conflict) => conflict.column('member_id').doUpdateSet({ is_willing }))
      .execute(),
  );
}
