/** Saving entries of waiting lists with their clock: joining, being offered a place, leaving. */
import { sql } from 'kysely';
import { findCommunity } from '#domain/community/community.queries.server.ts';
import { closeConversation } from '#domain/conversations/conversations.commands.server.ts';
import type { Terms } from '#domain/members/offer.ts';
import { freePlace, takePlace } from '#domain/members/capacity.commands.server.ts';
import { tickOf } from '#domain/members/ticks.queries.server.ts';
import { isAvailable } from '#domain/members/tick.ts';
import type { Act, ThingClock } from '#platform/act.server.ts';
import { PlaceOffered, PutOnWaitingList } from '#domain/pairings/events.ts';
import { writeNote, type Note } from './note.ts';
import { letGo, newPlace, nextDueAt, offered, type WaitingPlace } from './waiting-place.ts';
import {
  firstWaiting,
  placesBetween,
  type StoredWaitingPlace,
} from './waiting-place-store.queries.server.ts';

/** Runs until the entry has ended. */
export const waitingClock: ThingClock<WaitingPlace & { id: string }> = {
  kind: 'waiting-clock',
  idOf: ({ id }) => id,
  dueAt: nextDueAt,
};

export interface NewWaitingPlace {
  mentorId: string;
  memberId: string;
  note: Note;
  terms: Terms;
  /** The mentor said yes to this note, and it goes on in its conversation; null where nobody has. */
  promised: { requestId: string; conversationId: string } | null;
}

/**
 * Puts somebody at the end of a waiting list; whoever is on it already keeps their position, with what
 * is promised now.
 *
 * @returns the entry's id
 */
export async function addToWaitingList(act: Act, standing: NewWaitingPlace): Promise<string> {
  const place = newPlace(standing.promised !== null, act.now);
  const id = await addOrChange(act, { standing, place });
  await act.schedule(waitingClock, { id, ...place });
  await act.announce(PutOnWaitingList, { waitingPlaceId: id });
  return id;
}

async function addOrChange(
  act: Act,
  { standing, place }: { standing: NewWaitingPlace; place: WaitingPlace },
): Promise<string> {
  const { mentorId, memberId, note, terms, promised } = standing;
  const { id } = await act.tx
    .insertInto('waiting_places')
    .values({
      id: act.id(),
      mentor_id: mentorId,
      member_id: memberId,
      promised: promised === null ? 0 : 1,
      note: writeNote(note),
      terms: JSON.stringify(terms),
      request_id: promised?.requestId ?? null,
      conversation_id: promised?.conversationId ?? null,
      ...columnsOf(place),
    })
    .onConflict((conflict) =>
      conflict
        .columns(['mentor_id', 'member_id'])
        // Word for word as in the index: SQLite knows no index by a condition with arguments.
        .where(sql<boolean>`state in ('waiting', 'offered')`)
        .doUpdateSet((eb) => ({
          promised: eb.ref('excluded.promised'),
          note: eb.ref('excluded.note'),
          terms: eb.ref('excluded.terms'),
          request_id: eb.ref('excluded.request_id'),
          conversation_id: eb.ref('excluded.conversation_id'),
        })),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

const columnsOf = ({ state, joinedAt, offeredAt, offerEndsAt, endedAt }: WaitingPlace) => ({
  state,
  joined_at: joinedAt,
  offered_at: offeredAt,
  offer_ends_at: offerEndsAt,
  ended_at: endedAt,
});

/** Saves a changed entry and sets its clock. */
export async function savePlace(
  act: Act,
  { place, requestId }: { place: StoredWaitingPlace; requestId?: string },
): Promise<void> {
  await act.tx
    .updateTable('waiting_places')
    .set({ ...columnsOf(place), request_id: requestId ?? place.requestId })
    .where('id', '=', place.id)
    .execute();
  await act.schedule(waitingClock, place);
}

/** Takes somebody off a waiting list: the place kept for them is given back, and a promise ends. */
export async function letPlaceGo(act: Act, before: StoredWaitingPlace): Promise<void> {
  const next = letGo(before, act.now);
  if (next.outcome === 'refused') return;
  await savePlace(act, { place: { ...before, ...next.place } });
  if (before.state === 'offered') await freePlace(act, { memberId: before.mentorId });
  const { conversationId } = before;
  if (conversationId !== null) await closeConversation(act, { conversationId });
}

/** Takes the two off each other's waiting lists, because they go along now or because of a block. */
export async function letGoBetween(
  act: Act,
  { memberId, otherId }: { memberId: string; otherId: string },
): Promise<void> {
  for (const place of await placesBetween(act.tx, { memberId, otherId }))
    await letPlaceGo(act, place);
}

/** More places than anybody has. */
const mostAtOnce = 20;

/**
 * Keeps each free place of a mentor for whoever is first on their waiting list, while their box is ticked.
 *
 * @returns how many were offered a place
 */
export async function offerPlaces(act: Act, mentorId: string): Promise<number> {
  const waiting = await firstWaiting(act.tx, { mentorId, limit: mostAtOnce });
  if (waiting.length === 0 || !(await takesPeople(act, mentorId))) return 0;
  let count = 0;
  for (const place of waiting) {
    if (!(await takePlace(act, { memberId: mentorId }))) break;
    await savePlace(act, { place: { ...place, ...offered(place, act.now) } });
    await act.announce(PlaceOffered, { waitingPlaceId: place.id });
    count += 1;
  }
  return count;
}

async function takesPeople({ tx, now }: Act, mentorId: string): Promise<boolean> {
  const tickDays = (await findCommunity(tx))?.tickDays ?? 0;
  return isAvailable(await tickOf(tx, mentorId), { tickDays, now });
}
