import { apartFrom } from '#domain/members/blocks.queries.server.ts';
import type { Reader } from '#platform/db/database.server.ts';
import { pairingWith } from '#domain/pairings/pairing-store.queries.server.ts';
import type { Person } from '#domain/pairings/pairing-person.ts';
import { peopleOf } from '#domain/pairings/pairing-people.queries.server.ts';

export interface HandOffView {
  id: string;
  to: Person;
  by: 'you' | 'them';
  /** True for the person who is to say yes; only they see what became of it. */
  isForYou: boolean;
  words: string;
  state: 'suggested' | 'agreed' | 'not_now';
  /** Epoch milliseconds. */
  suggestedAt: number;
  requestId: string | null;
}

/**
 * Who was suggested in a pairing, the latest first; undefined for everybody but the two. Whoever
 * suggested somebody is not shown the answer, so that no is as easy as yes.
 */
export async function handOffsOf(
  db: Reader,
  { pairingId, viewerId }: { pairingId: string; viewerId: string },
): Promise<HandOffView[] | undefined> {
  const pairing = await pairingWith(db, { pairingId, memberId: viewerId });
  if (pairing === undefined) return undefined;
  const rows = await db
    .selectFrom('hand_offs')
    .selectAll()
    .where('pairing_id', '=', pairingId)
    .orderBy('suggested_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  if (rows.length === 0) return [];
  const people = await peopleOf(db, [...new Set(rows.map((row) => row.to_id))]);
  const apart = await apartFrom(db, viewerId);
  return rows.flatMap((row) => {
    const to = people.get(row.to_id);
    const isForYou = row.mentee_id === viewerId;
    if (to === undefined || (row.suggested_by !== viewerId && !isForYou)) return [];
    if (row.suggested_by !== viewerId && apart.has(to.id)) return [];
    return {
      id: row.id,
      to: { ...to, isGone: to.isGone || apart.has(to.id) },
      by: row.suggested_by === viewerId ? ('you' as const) : ('them' as const),
      isForYou,
      words: row.words,
      state: isForYou ? row.state : 'suggested',
      suggestedAt: row.suggested_at,
      requestId: isForYou ? row.request_id : null,
    };
  });
}
