import type { Person } from '#domain/pairings/pairing-person.ts';
import type { Suggested } from './meeting-suggestion.ts';

interface Waiting {
  readonly pairingId: string;
  readonly other: Person;
  /** Since when it waits, in epoch milliseconds. */
  readonly since: number;
}

/** Something about meetings that waits for one of the two. */
export type MeetingTurn =
  | (Waiting & {
      readonly kind: 'suggestion';
      readonly suggestionId: string;
      readonly suggested: Suggested;
      /** When the meeting it is about is, as it stands, in epoch milliseconds; null where it is about none. */
      readonly meetingAt: number | null;
    })
  /** Nobody has said yet whether they met. */
  | (Waiting & { readonly kind: 'happened'; readonly meetingId: string; readonly at: number });
