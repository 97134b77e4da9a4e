import type { Selectable } from 'kysely';
import { isId } from '#lib/ids.ts';
import { readTerms, type Terms } from '#domain/members/offer.ts';
import type { Reader } from '#platform/db/database.server.ts';
import type { WaitingPlacesTable } from './tables.ts';
import { readNote, type Note } from './note.ts';
import type { WaitingPlace } from './waiting-place.ts';

/** An entry of a waiting list with who waits, and with what words. */
export interface StoredWaitingPlace extends WaitingPlace {
  readonly id: string;
  readonly mentorId: string;
  readonly memberId: string;
  readonly note: Note;
  readonly terms: Terms;
  readonly requestId: string | null;
  readonly conversationId: string | null;
}

/** An entry as its row holds it. */
export const placeFrom = (row: Selectable<WaitingPlacesTable>): StoredWaitingPlace => ({
  id: row.id,
  mentorId: row.mentor_id,
  memberId: row.member_id,
  note: readNote(row.note),
  terms: readTerms(row.terms),
  requestId: row.request_id,
  conversationId: row.conversation_id,
  state: row.state,
  isPromised: row.promised === 1,
  joinedAt: row.joined_at,
  offeredAt: row.offered_at,
  offerEndsAt: row.offer_ends_at,
  endedAt: row.ended_at,
});

/** An entry by its id, whoever waits. For tasks and reactions, never for a page. */
export async function readPlace(
  db: Reader,
  waitingPlaceId: string,
): Promise<StoredWaitingPlace | undefined> {
  if (!isId(waitingPlaceId)) return undefined;
  const row = await db
    .selectFrom('waiting_places')
    .selectAll()
    .where('id', '=', waitingPlaceId)
    .executeTakeFirst();
  return row === undefined ? undefined : placeFrom(row);
}

/** What the two wait for with each other now. */
export async function placesBetween(
  db: Reader,
  { memberId, otherId }: { memberId: string; otherId: string },
): Promise<StoredWaitingPlace[]> {
  const pair = [memberId, otherId];
  const rows = await db
    .selectFrom('waiting_places')
    .selectAll()
    .where('mentor_id', 'in', pair)
    .where('member_id', 'in', pair)
    .where('state', 'in', ['waiting', 'offered'])
    .execute();
  return rows.map(placeFrom);
}

/** Who waits for a mentor, the first first, leaving out whoever has an open note or a pairing with them. */
export async function firstWaiting(
  db: Reader,
  { mentorId, limit }: { mentorId: string; limit: number },
): Promise<StoredWaitingPlace[]> {
  const rows = await db
    .selectFrom('waiting_places')
    .innerJoin('members', 'members.id', 'waiting_places.member_id')
    .selectAll('waiting_places')
    .where('mentor_id', '=', mentorId)
    .where('state', '=', 'waiting')
    .where('members.status', '=', 'active')
    .where((eb) => {
      const mentor = eb.ref('waiting_places.mentor_id');
      const member = eb.ref('waiting_places.member_id');
      const living = eb
        .selectFrom('pairings')
        .select('pairings.id')
        .where('pairings.state', '<>', 'wrapped_up')
        .where('pairings.mentor_id', 'in', [mentor, member])
        .where('pairings.mentee_id', 'in', [mentor, member]);
      const open = eb
        .selectFrom('requests')
        .select('requests.id')
        .where('requests.state', '=', 'open')
        .where('requests.from_id', 'in', [mentor, member])
        .where('requests.to_id', 'in', [mentor, member]);
      return eb.not(eb.or([eb.exists(living), eb.exists(open)]));
    })
    .orderBy('waiting_places.joined_at')
    .orderBy('waiting_places.id')
    .limit(limit)
    .execute();
  return rows.map(placeFrom);
}
