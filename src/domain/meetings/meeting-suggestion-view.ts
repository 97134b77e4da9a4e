import type { Suggested } from './meeting-suggestion.ts';

/** A suggestion that stands, as one of the two sees it. */
export interface SuggestionView {
  readonly id: string;
  readonly pairingId: string;
  readonly suggested: Suggested;
  readonly by: 'you' | 'them';
  /** The meeting it is about as it stands, for a move, a skip, and a move of all from one on. */
  readonly meeting: { readonly id: string; readonly at: number; readonly endsAt: number } | null;
  /** Epoch milliseconds. */
  readonly suggestedAt: number;
}
