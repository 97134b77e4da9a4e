import { command } from '#platform/act.server.ts';
import { done } from '#lib/outcome.ts';

/** Whether a member would answer people they don't know yet. Nobody is told. */
export const setWilling = command(
  async (act, { memberId, isWilling }: { memberId: string; isWilling: boolean }) => {
    const is_willing = isWilling ? 1 : 0;
    await act.tx
      .insertInto('asked_around_choices')
      .values({ member_id: memberId, is_willing })
      .onConflict((conflict) => conflict.column('member_id').doUpdateSet({ is_willing }))
      .execute();
    return done();
  },
);
