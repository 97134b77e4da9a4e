/** What a block does to notes: the two have nothing open with each other any more, and nobody is told. */
import type { Act } from '#platform/act.server.ts';
import { pairKeyOf } from '#domain/pairings/pairing.policy.ts';
import { saveEnd } from './request-store.commands.server.ts';
import { requestFrom, selectRequests } from './request-store.queries.server.ts';
import { letGoBetween } from './waiting-place-store.commands.server.ts';

/**
 * Ends the open note between two people, whoever wrote it, and takes them off each other's waiting
 * lists. It ends as if it had expired, with nobody's name on the change (requirement E3).
 */
export async function endOpenRequestsBetween(
  act: Act,
  { memberId, otherId }: { memberId: string; otherId: string },
): Promise<void> {
  const rows = await selectRequests(act.tx)
    .where('pair_key', '=', pairKeyOf(memberId, otherId))
    .where('state', '=', 'open')
    .execute();
  for (const before of rows.map(requestFrom)) {
    const after = { ...before, state: 'expired', endedAt: act.now, holdsPlace: false } as const;
    await saveEnd(act, { before, after, byId: null });
  }
  await letGoBetween(act, { memberId, otherId });
}
