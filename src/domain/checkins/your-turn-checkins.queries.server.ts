/** The check-ins that are open for somebody: for "Your turn". */
import { activePartnersOf } from '#domain/pairings/active-partners.queries.server.ts';
import type { Reader } from '#platform/db/database.server.ts';
import type { CheckInTurn } from './your-turn-checkin.ts';

/**
 * What waits for a member, the longest first. Nothing in it depends on what the other said. The number of
 * statements does not grow with what there is.
 */
export async function turnsOf(
  db: Reader,
  { viewerId, now }: { viewerId: string; now: number },
): Promise<CheckInTurn[]> {
  const company = await activePartnersOf(db, viewerId);
  if (company.size === 0) return [];
  const rows = await db
    .selectFrom('check_ins')
    .innerJoin('pairings', 'pairings.id', 'check_ins.pairing_id')
    .select(['check_ins.id', 'pairing_id', 'opened_at'])
    .where('pairing_id', 'in', [...company.keys()])
    .where('pairings.state', '=', 'going')
    .where('closed_at', 'is', null)
    .where('closes_at', '>', now)
    .where('check_ins.id', 'not in', (eb) =>
      eb.selectFrom('check_in_answers').select('check_in_id').where('member_id', '=', viewerId),
    )
    .orderBy('opened_at')
    .orderBy('check_ins.id')
    .execute();
  return rows.flatMap(({ id, pairing_id: pairingId, opened_at: since }) => {
    const other = company.get(pairingId)?.other;
    return other === undefined ? [] : { checkInId: id, pairingId, other, since };
  });
}
