import type { Person } from '#domain/pairings/pairing-person.ts';

/** A check-in one of the two has not answered, which the other may have or not. */
export interface CheckInTurn {
  readonly checkInId: string;
  readonly pairingId: string;
  readonly other: Person;
  /** Since when it is open, in epoch milliseconds. */
  readonly since: number;
}
