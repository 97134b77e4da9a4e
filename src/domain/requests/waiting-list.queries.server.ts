/** Waiting for a place with somebody who is full. */
import { findCommunity } from '#domain/community/community.queries.server.ts';
import { apartFrom } from '#domain/members/blocks.queries.server.ts';
import type { Terms } from '#domain/members/offer.ts';
import { isAvailable } from '#domain/members/tick.ts';
import { tickOf } from '#domain/members/ticks.queries.server.ts';
import type { Reader } from '#platform/db/database.server.ts';
import type { Note } from './note.ts';
import type { Person } from './request-summary.ts';
import { peopleFor } from './request-people.queries.server.ts';
import {
  placeFrom,
  readPlace,
  type StoredWaitingPlace,
} from './waiting-place-store.queries.server.ts';
import { estimateWeeks, placeStateAt, type WaitingState } from './waiting-place.ts';

export type { WaitingState };

/** One entry of a waiting list, as the one who waits sees it. Times are epoch milliseconds. */
export interface WaitingLine {
  readonly id: string;
  readonly mentor: Person;
  readonly state: WaitingState;
  /** 1 is next; 0 once it is offered or over. */
  readonly position: number;
  /** The mentor has said yes: with a place it is a pairing at once. */
  readonly promised: boolean;
  /** From the review dates of what runs now; null where it is hard to say. */
  readonly estimateWeeks: number | null;
  readonly joinedAt: number;
  readonly offeredAt: number | null;
  readonly offerEndsAt: number | null;
  readonly endedAt: number | null;
}

export interface WaitingPlacePage extends WaitingLine {
  readonly note: Note;
  readonly terms: Terms;
  /** The note it came from or became. */
  readonly requestId: string | null;
  readonly pairingId: string | null;
}

interface WaitingQuery {
  viewerId: string;
  now: number;
}

/** An entry for the one who waits; undefined for everybody else (requirement C2). */
export async function waitingPlace(
  db: Reader,
  { waitingPlaceId, viewerId, now }: WaitingQuery & { waitingPlaceId: string },
): Promise<WaitingPlacePage | undefined> {
  const place = await readPlace(db, waitingPlaceId);
  if (place?.memberId !== viewerId) return undefined;
  const apart = await apartFrom(db, viewerId);
  const [line] = await linesOf(db, { places: [place], apart, now });
  if (line === undefined || apart.has(line.mentor.id)) return undefined;
  const { note, terms, requestId } = place;
  return { ...line, note, terms, requestId, pairingId: await pairingFrom(db, place) };
}

async function pairingFrom(
  db: Reader,
  { state, isPromised, requestId }: StoredWaitingPlace,
): Promise<string | null> {
  if (state !== 'taken' || !isPromised || requestId === null) return null;
  const row = await db
    .selectFrom('pairings')
    .select('id')
    .where('request_id', '=', requestId)
    .executeTakeFirst();
  return row?.id ?? null;
}

/** What a member waits for now, offered places first, then as they joined. */
export async function waitingLines(
  db: Reader,
  { viewerId, apart, now }: WaitingQuery & { apart: ReadonlySet<string> },
): Promise<WaitingLine[]> {
  const rows = await db
    .selectFrom('waiting_places')
    .selectAll()
    .where('member_id', '=', viewerId)
    .where('state', 'in', ['waiting', 'offered'])
    .orderBy('state')
    .orderBy('joined_at')
    .orderBy('id')
    .execute();
  const lines = await linesOf(db, { places: rows.map(placeFrom), apart, now });
  return lines.filter(({ mentor, state }) => !apart.has(mentor.id) && state !== 'let_go');
}

async function linesOf(
  db: Reader,
  {
    places,
    apart,
    now,
  }: { places: readonly StoredWaitingPlace[]; apart: ReadonlySet<string>; now: number },
): Promise<WaitingLine[]> {
  const memberIds = places.map(({ mentorId }) => mentorId);
  const people = await peopleFor(db, { memberIds, apart });
  const lines: WaitingLine[] = [];
  for (const place of places) {
    const mentor = people.get(place.mentorId);
    if (mentor === undefined) continue;
    const state = placeStateAt(place, now);
    const position = state === 'waiting' ? await positionOf(db, place) : 0;
    lines.push({
      id: place.id,
      mentor,
      state,
      position,
      promised: place.isPromised,
      estimateWeeks: position === 0 ? null : await estimateFor(db, { place, position, now }),
      joinedAt: place.joinedAt,
      offeredAt: place.offeredAt,
      offerEndsAt: place.offerEndsAt,
      endedAt: place.endedAt,
    });
  }
  return lines.toSorted((a, b) => Number(b.state === 'offered') - Number(a.state === 'offered'));
}

/** Their number among those who still wait. */
async function positionOf(
  db: Reader,
  { id, mentorId, joinedAt }: StoredWaitingPlace,
): Promise<number> {
  const { count } = await db
    .selectFrom('waiting_places')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('mentor_id', '=', mentorId)
    .where('state', '=', 'waiting')
    .where((eb) =>
      eb.or([
        eb('joined_at', '<', joinedAt),
        eb.and([eb('joined_at', '=', joinedAt), eb('id', '<', id)]),
      ]),
    )
    .executeTakeFirstOrThrow();
  return count + 1;
}

/** Hard to say while the mentor takes nobody on. */
async function estimateFor(
  db: Reader,
  { place, position, now }: { place: StoredWaitingPlace; position: number; now: number },
): Promise<number | null> {
  const { mentorId } = place;
  const tickDays = (await findCommunity(db))?.tickDays ?? 0;
  if (!isAvailable(await tickOf(db, mentorId), { tickDays, now })) return null;
  const offer = await db
    .selectFrom('offers')
    .select(['capacity', 'held'])
    .where('member_id', '=', mentorId)
    .executeTakeFirst();
  const running = await db
    .selectFrom('pairings')
    .select('review_at')
    .where('mentor_id', '=', mentorId)
    .where('state', '<>', 'wrapped_up')
    .where('review_at', '>', now)
    .execute();
  const room = (offer?.capacity ?? 0) - (offer?.held ?? 0);
  const reviewDates = running.flatMap(({ review_at }) => review_at ?? []);
  return estimateWeeks({ position, room, reviewDates, now });
}
