import { done, refused, type Outcome } from '#lib/outcome.ts';
import { command, type Act } from '#platform/act.server.ts';
import type { Viewer } from './viewer.ts';
import { findOther, hasBlocked } from './blocks.queries.server.ts';

/**
 * Saves that a member blocks another: from now on neither sees the other anywhere. It announces
 * nothing, nobody is told, and doing it twice is doing it once. What else ends with a block is
 * decided where requests and pairings are known.
 *
 * @returns whether it `isNew`; `not_there` for oneself, for somebody who is no member, and for
 *   somebody who did it first
 */
export async function addBlock(
  { tx, now }: Act,
  { memberId, otherId }: { memberId: string; otherId: string },
): Promise<Outcome<{ isNew: boolean }, 'not_there'>> {
  if (await hasBlocked(tx, { memberId, otherId })) return done({ isNew: false });
  const other = await findOther(tx, { viewerId: memberId, memberId: otherId });
  if (other === undefined) return refused('not_there');
  await tx
    .insertInto('blocks')
    .values({ member_id: memberId, other_id: otherId, since: now })
    .execute();
  return done({ isNew: true });
}

/**
 * Takes the actor's own block back; one that is not there is fine. Where the other person wants no
 * contact either, the two stay apart. What ended with the block does not begin again.
 */
export const unblock = command(
  async ({ tx }, { actor, otherId }: { actor: Viewer; otherId: string }) => {
    await tx
      .deleteFrom('blocks')
      .where('member_id', '=', actor.id)
      .where('other_id', '=', otherId)
      .execute();
  },
);
