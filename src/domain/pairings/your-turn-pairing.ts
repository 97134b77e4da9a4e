import type { Person } from './pairing-person.ts';

interface Waiting {
  readonly pairingId: string;
  readonly other: Person;
  /** Since when it waits, in epoch milliseconds. */
  readonly since: number;
}

/** Something a pairing waits for from one of the two. */
export type PairingTurn =
  /** Both are asked whether they would like to go on. */
  | (Waiting & { readonly kind: 'after_chat' | 'renewal' })
  /** What they agreed would change; `us` is Bothways. */
  | (Waiting & { readonly kind: 'agreement'; readonly by: 'them' | 'us' })
  /** The other thought of somebody to talk to next. */
  | (Waiting & { readonly kind: 'hand_off'; readonly to: Person });
