import type { MeetingState, PlaceKind } from './meeting.ts';

/** IANA zones, '' where somebody did not say theirs. */
export interface Zones {
  readonly yours: string;
  readonly theirs: string;
}

/** A meeting in a list, and on top of a pairing. */
export interface MeetingSummary {
  readonly id: string;
  readonly pairingId: string;
  readonly seriesId: string | null;
  readonly at: number;
  readonly endsAt: number;
  readonly minutes: number;
  /** ISO date it belongs to by its rhythm, whatever it was moved to. */
  readonly date: string;
  readonly state: MeetingState;
  readonly placeKind: PlaceKind;
  readonly place: string;
  readonly zones: Zones;
  readonly isMoved: boolean;
  readonly isLogged: boolean;
}
