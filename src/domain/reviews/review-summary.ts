import type { Person } from '#domain/pairings/pairing-person.ts';
import type { ReviewState, Turn } from './review.ts';

/** A review in a list. All times are epoch milliseconds. */
export interface ReviewSummary {
  readonly id: string;
  readonly pairingId: string;
  readonly title: string;
  readonly other: Person;
  readonly youAre: Turn;
  /** Drafted ones are only in their author's list. */
  readonly state: ReviewState;
  /** False for what is wrapped up, for what its author is still preparing, and once the pairing is over. */
  readonly isYourTurn: boolean;
  /** Since when it has been the turn of whose turn it is. */
  readonly waitsSince: number;
  /** Of the newest revision the viewer may see. */
  readonly filesCount: number;
  /** Lines, against the original. */
  readonly added: number;
  readonly removed: number;
  /** How many were sent. */
  readonly revisionsCount: number;
  readonly changedAt: number;
  readonly askedAt: number | null;
  readonly wrappedUpAt: number | null;
}
