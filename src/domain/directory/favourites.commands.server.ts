/** People a member keeps in mind, and people they'd rather not see. Neither is told to anyone. */
import { findOther } from '#domain/members/blocks.queries.server.ts';
import { done, refused } from '#lib/outcome.ts';
import { command } from '#platform/act.server.ts';
import type { Tx } from '#platform/db/database.server.ts';

export type FavouriteKind = 'saved' | 'hidden';

interface Keeping {
  readonly actorId: string;
  readonly otherId: string;
}

const tables = { saved: 'favourites', hidden: 'not_for_me' } as const;

/**
 * Saves someone for later, or hides them from the member's own list; whoever was the one is no longer
 * the other. Doing it twice is doing it once.
 */
export const keep = command(
  async ({ tx, now }, { actorId, otherId, as }: Keeping & { as: FavouriteKind }) => {
    const other = await findOther(tx, { viewerId: actorId, memberId: otherId });
    if (other === undefined) return refused('no_such_member');
    await letGo(tx, { actorId, otherId, from: as === 'saved' ? 'hidden' : 'saved' });
    await tx
      .insertInto(tables[as])
      .values({ member_id: actorId, other_id: otherId, since: now })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    return done();
  },
);

/** Takes {@link keep} back. Someone who is not kept is fine. */
export const stopKeeping = command(
  ({ tx }, { actorId, otherId, as }: Keeping & { as: FavouriteKind }) =>
    letGo(tx, { actorId, otherId, from: as }),
);

async function letGo(
  tx: Tx,
  { actorId, otherId, from }: Keeping & { from: FavouriteKind },
): Promise<void> {
  await tx
    .deleteFrom(tables[from])
    .where('member_id', '=', actorId)
    .where('other_id', '=', otherId)
    .execute();
}
