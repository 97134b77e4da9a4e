/** Saving places in line: standing in line, being offered a place, letting one go. */
import { sql } from 'kysely';
import { makeId } from '#lib/ids.ts';
import { findCommunity } from '#domain/community/queries.server.ts';
import { closeConversation } from '#domain/conversations/commands.server.ts';
import type { Terms } from '#domain/members/offers/offer.ts';
import { freePlace, takePlace } from '#domain/members/offers/places/commands.server.ts';
import { tickOf } from '#domain/members/offers/queries.server.ts';
import { isAvailable } from '#domain/members/offers/tick.ts';
import type { Tx } from '#platform/db/database.server.ts';
import { announce, letSleep, wakeAt } from '#platform/jobs.server.ts';
import type { PlaceOffered, PutOnWaitingList } from '../../../events.ts';
import type { Moment } from '../../keeping/commands.server.ts';
import { writeNote, type Note } from '../../note.ts';
import { letGo, newPlace, nextWaitingStep, offered, type WaitingPlace } from '../place.ts';
import { nextInLine, placesBetween, type KeptPlace } from './queries.server.ts';

export const waitingClockKind = 'waiting-clock';

export interface Standing {
  mentorId: string;
  memberId: string;
  note: Note;
  terms: Terms;
  /** The mentor said yes to this note, and it goes on in its conversation; null where nobody has. */
  promised: { requestId: string; conversationId: string } | null;
}

/** Puts somebody at the end of a line; who stands there already stays where they are, with what is promised now. */
export async function standInLine(
  tx: Tx,
  standing: Standing,
  { now, random }: Moment,
): Promise<string> {
  const { mentorId, memberId, note, terms, promised } = standing;
  const place = newPlace(promised !== null, now);
  const { id } = await tx
    .insertInto('waiting_places')
    .values({
      id: makeId(now, random),
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
        // As the index says it: SQLite knows no index by a condition with arguments.
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
  await windWaitingClock(tx, { id, ...place }, { now, random });
  const event: PutOnWaitingList = { name: 'PutOnWaitingList', waitingPlaceId: id };
  await announce(tx, { event, now, random });
  return id;
}

const columnsOf = ({ state, joinedAt, offeredAt, offerEndsAt, endedAt }: WaitingPlace) => ({
  state,
  joined_at: joinedAt,
  offered_at: offeredAt,
  offer_ends_at: offerEndsAt,
  ended_at: endedAt,
});

/** Saves what became of a place in line, and winds its clock. */
export async function savePlace(
  tx: Tx,
  { place, requestId }: { place: KeptPlace; requestId?: string },
  moment: Moment,
): Promise<void> {
  await tx
    .updateTable('waiting_places')
    .set({ ...columnsOf(place), request_id: requestId ?? place.requestId })
    .where('id', '=', place.id)
    .execute();
  await windWaitingClock(tx, place, moment);
}

/** Winds the clock of a place in line for the end of its offer, or lets it sleep. */
export async function windWaitingClock(
  tx: Tx,
  place: WaitingPlace & { id: string },
  { now, random }: Moment,
): Promise<void> {
  const next = nextWaitingStep(place, now);
  const dueAt = next.step === 'rest' ? next.wakeAt : now;
  const clock = { kind: waitingClockKind, key: place.id };
  if (dueAt === null) return letSleep(tx, { ...clock, now });
  await wakeAt(tx, { ...clock, payload: { waitingPlaceId: place.id }, dueAt, now, random });
}

/** Takes somebody out of a line: the place kept for them goes back, and what was promised is over. */
export async function letPlaceGo(
  tx: Tx,
  before: KeptPlace,
  { now, random }: Moment,
): Promise<void> {
  const moved = letGo(before, now);
  if (moved.outcome === 'refused') return;
  await savePlace(tx, { place: { ...before, ...moved.place } }, { now, random });
  if (before.state === 'offered') await freePlace(tx, { memberId: before.mentorId, now, random });
  const { conversationId } = before;
  if (conversationId !== null) await closeConversation(tx, { conversationId, now });
}

/** Takes the two out of each other's lines, because they go along now or because of a block. */
export async function letGoBetween(
  tx: Tx,
  { memberId, otherId }: { memberId: string; otherId: string },
  moment: Moment,
): Promise<void> {
  for (const place of await placesBetween(tx, { memberId, otherId })) {
    await letPlaceGo(tx, place, moment);
  }
}

/** More than this nobody has room for. */
const mostAtOnce = 20;

/**
 * Keeps each free place of a mentor for whoever is first in their line, while their box is ticked.
 *
 * @returns how many were offered a place
 */
export async function offerPlaces(
  tx: Tx,
  mentorId: string,
  { now, random }: Moment,
): Promise<number> {
  const line = await nextInLine(tx, { mentorId, limit: mostAtOnce });
  if (line.length === 0 || !(await takesPeople(tx, { mentorId, now }))) return 0;
  let count = 0;
  for (const place of line) {
    if (!(await takePlace(tx, { memberId: mentorId, now, random }))) break;
    await savePlace(tx, { place: { ...place, ...offered(place, now) } }, { now, random });
    const event: PlaceOffered = { name: 'PlaceOffered', waitingPlaceId: place.id };
    await announce(tx, { event, now, random });
    count += 1;
  }
  return count;
}

async function takesPeople(
  tx: Tx,
  { mentorId, now }: { mentorId: string; now: number },
): Promise<boolean> {
  const tickDays = (await findCommunity(tx))?.tickDays ?? 0;
  return isAvailable(await tickOf(tx, mentorId), { tickDays, now });
}
