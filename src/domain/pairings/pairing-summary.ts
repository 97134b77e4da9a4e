import type { Rhythm } from './agreement.ts';
import type { PairingKind, PairingState } from './pairing.ts';
import type { Person } from './pairing-person.ts';

/** What a pairing is about for each of the two, in words; '' where nobody said. */
export interface Topics {
  yours: string;
  theirs: string;
}

/** What a pairing waits for from somebody: an answer, or a look at a suggestion. */
export type Wait = 'after_chat' | 'renewal' | 'agreement';

/** A pairing in a list. All times are epoch milliseconds. */
export interface PairingSummary {
  id: string;
  kind: PairingKind;
  other: Person;
  state: PairingState;
  topics: Topics;
  rhythm: Rhythm | null;
  beganAt: number;
  chatAt: number | null;
  restingUntil: number | null;
  reviewAt: number | null;
  wrappedUpAt: number | null;
  conversationId: string;
  /** What the viewer is asked and has not answered yet. */
  waitsForYou: Wait | null;
}
