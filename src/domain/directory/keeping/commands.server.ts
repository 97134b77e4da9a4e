/** People a member keeps in mind, and people they'd rather not see. Neither is told to anyone. */
import { findOther } from '#domain/members/blocks/queries.server.ts';
import type { Database, Tx } from '#platform/db/database.server.ts';
import type { Runtime } from '#platform/runtime.server.ts';

export type Kept = 'saved' | 'hidden';

interface Keeping {
  readonly actorId: string;
  readonly otherId: string;
}

const tables = { saved: 'favourites', hidden: 'not_for_me' } as const;

/**
 * Saves someone for later, or hides them from the member's own list; whoever was the one is no longer
 * the other. Doing it twice is doing it once.
 */
export async function keep(
  { db, clock }: Pick<Runtime, 'db' | 'clock'>,
  { actorId, otherId, as }: Keeping & { as: Kept },
): Promise<{ code: 'kept' } | { code: 'no_such_member' }> {
  const now = clock.now();
  return db.transact(async (tx) => {
    const other = await findOther(tx, { viewerId: actorId, memberId: otherId });
    if (other === undefined) return { code: 'no_such_member' };
    await letGo(tx, { actorId, otherId, from: as === 'saved' ? 'hidden' : 'saved' });
    await tx
      .insertInto(tables[as])
      .values({ member_id: actorId, other_id: otherId, since: now })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    return { code: 'kept' };
  });
}

/** Takes {@link keep} back. Someone who is not kept is fine. */
export async function stopKeeping(
  { db }: { db: Database },
  { actorId, otherId, as }: Keeping & { as: Kept },
): Promise<void> {
  await db.transact((tx) => letGo(tx, { actorId, otherId, from: as }));
}

async function letGo(tx: Tx, { actorId, otherId, from }: Keeping & { from: Kept }): Promise<void> {
  await tx
    .deleteFrom(tables[from])
    .where('member_id', '=', actorId)
    .where('other_id', '=', otherId)
    .execute();
}
