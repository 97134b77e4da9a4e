import type { Tx } from '#platform/db/database.server.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import type { Viewer } from '../viewer.ts';
import { findOther, hasBlocked } from './queries.server.ts';

interface Between {
  readonly actor: Viewer;
  readonly otherId: string;
}

/** What else ends where two people are set apart, in the same transaction: their requests, their pairing. */
export type AlsoBetween = (
  tx: Tx,
  between: { memberId: string; otherId: string; now: number },
) => Promise<void>;

/**
 * Sets the actor and another member apart: from now on neither sees the other anywhere. It announces
 * nothing, nobody is told, and doing it twice is doing it once.
 *
 * @returns `not_there` for oneself, for somebody who is no member, and for somebody who did it first
 */
export async function blockMember(
  { db, clock }: Pick<Runtime, 'db' | 'clock'>,
  { actor, otherId, alsoInTransaction }: Between & { alsoInTransaction: AlsoBetween },
): Promise<{ outcome: 'done' } | { outcome: 'refused'; code: 'not_there' }> {
  const now = clock.now();
  return db.transact((tx) => setApart(tx, { actor, otherId, alsoInTransaction, now }));
}

/** {@link blockMember} inside a transaction that has something else to do as well. */
export async function setApart(
  tx: Tx,
  {
    actor,
    otherId,
    alsoInTransaction,
    now,
  }: Between & { alsoInTransaction: AlsoBetween; now: number },
): Promise<{ outcome: 'done' } | { outcome: 'refused'; code: 'not_there' }> {
  const between = { memberId: actor.id, otherId };
  if (await hasBlocked(tx, between)) return { outcome: 'done' };
  const other = await findOther(tx, { viewerId: actor.id, memberId: otherId });
  if (other === undefined) return { outcome: 'refused', code: 'not_there' };
  await tx
    .insertInto('blocks')
    .values({ member_id: actor.id, other_id: otherId, since: now })
    .execute();
  await alsoInTransaction(tx, { ...between, now });
  return { outcome: 'done' };
}

/**
 * Takes the actor's own block back; one that is not there is fine. Where the other person wants no
 * contact either, the two stay apart. What ended with the block does not begin again.
 */
export async function unblock(
  { db }: Pick<Runtime, 'db'>,
  { actor, otherId }: Between,
): Promise<void> {
  await db.transact((tx) =>
    tx
      .deleteFrom('blocks')
      .where('member_id', '=', actor.id)
      .where('other_id', '=', otherId)
      .execute(),
  );
}
