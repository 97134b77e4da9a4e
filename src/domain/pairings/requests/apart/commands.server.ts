/** What a block does to notes: the two have nothing open with each other any more, and nobody is told. */
import type { Tx } from '#platform/db/database.server.ts';
import type { Random } from '#lib/random.ts';
import { pairKeyOf } from '../../policy.ts';
import { saveEnd } from '../keeping/commands.server.ts';
import { requestFrom, selectRequests } from '../keeping/queries.server.ts';
import { letGoBetween } from '../waiting/keeping/commands.server.ts';

export interface Parting {
  memberId: string;
  otherId: string;
  /** Epoch milliseconds. */
  now: number;
  random: Random;
}

/**
 * Ends the open note between two people, whoever wrote it, and takes them out of each other's lines.
 * It ends as time would end it, with nobody's name on the change (requirement E3).
 */
export async function endOpenRequestsBetween(
  tx: Tx,
  { memberId, otherId, now, random }: Parting,
): Promise<void> {
  const rows = await selectRequests(tx)
    .where('pair_key', '=', pairKeyOf(memberId, otherId))
    .where('state', '=', 'open')
    .execute();
  for (const before of rows.map(requestFrom)) {
    const after = { ...before, state: 'expired', endedAt: now, holdsPlace: false } as const;
    await saveEnd(tx, { before, after, byId: null }, { now, random });
  }
  await letGoBetween(tx, { memberId, otherId }, { now, random });
}
