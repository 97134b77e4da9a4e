import type { Selectable } from 'kysely';
import type { Reader } from '#platform/db/database.server.ts';
import type { PairingsTable } from './tables.ts';
import { isId } from '#lib/ids.ts';
import type { Pairing } from './pairing.ts';
import { isBetween } from './pairing.policy.ts';

/** A pairing as its row holds it. */
export const pairingFrom = (row: Selectable<PairingsTable>): Pairing => ({
  id: row.id,
  kind: row.kind,
  mentorId: row.mentor_id,
  menteeId: row.mentee_id,
  requestId: row.request_id,
  conversationId: row.conversation_id,
  state: row.state,
  beforeRest: row.before_rest,
  restingSince: row.resting_since,
  restingUntil: row.resting_until,
  beganAt: row.began_at,
  chatAt: row.chat_at,
  askedAt: row.asked_at,
  askEndsAt: row.ask_ends_at,
  goingSince: row.going_since,
  reviewAt: row.review_at,
  checkInAt: row.check_in_at,
  wrappedUpAt: row.wrapped_up_at,
  toldAt: row.told_at,
});

/** A pairing by its id, whoever it is between. For tasks and reactions, never for a page. */
export async function readPairing(db: Reader, pairingId: string): Promise<Pairing | undefined> {
  if (!isId(pairingId)) return undefined;
  const row = await db
    .selectFrom('pairings')
    .selectAll()
    .where('id', '=', pairingId)
    .executeTakeFirst();
  return row === undefined ? undefined : pairingFrom(row);
}

/** A pairing for one of the two it is between; not there for everybody else (requirement C2). */
export async function pairingWith(
  db: Reader,
  { pairingId, memberId }: { pairingId: string; memberId: string },
): Promise<Pairing | undefined> {
  const pairing = await readPairing(db, pairingId);
  return pairing !== undefined && isBetween(pairing, memberId) ? pairing : undefined;
}

/** The living pairing between two people, if there is one. */
export async function livingBetween(db: Reader, pairKey: string): Promise<Pairing | undefined> {
  const row = await db
    .selectFrom('pairings')
    .selectAll()
    .where('pair_key', '=', pairKey)
    .where('state', '<>', 'wrapped_up')
    .executeTakeFirst();
  return row === undefined ? undefined : pairingFrom(row);
}
