/** Standing in line for a place with somebody who is full. */
import type { Terms } from '#domain/members/offers/offer.ts';
import type { Reader } from '#platform/db/database.server.ts';
import type { Note } from '../note.ts';
import type { Person } from '../queries.server.ts';

export type WaitingState = 'waiting' | 'offered' | 'taken' | 'let_go';

/** One place in line, as the one who waits sees it. Times are epoch milliseconds. */
export interface WaitingLine {
  readonly id: string;
  readonly mentor: Person;
  readonly state: WaitingState;
  /** 1 is next; 0 once it is over. */
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

/** A place in line for the one who stands there; undefined for everybody else. */
export function waitingPlace(
  _db: Reader,
  _asking: { waitingPlaceId: string; viewerId: string; now: number },
): Promise<WaitingPlacePage | undefined> {
  return Promise.resolve(undefined);
}
