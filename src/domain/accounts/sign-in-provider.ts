/** An account elsewhere that somebody may sign in with, and when it may be believed. */

import { done, refused, type Outcome } from '#lib/outcome.ts';

export interface Claim {
  /** The member this account is connected to already. */
  connectedTo: string | null;
  /** Who was signed in here when they set out; null for a visitor. */
  signedInAs: string | null;
  /** The address the other site gives, '' for none. */
  email: string;
  isEmailVerified: boolean;
  /** Whose address that is here. */
  owner: { memberId: string; status: 'invited' | 'waiting' | 'active'; isVerified: boolean } | null;
}

export type Decision = Outcome<
  /** `connect_and_sign_in` where both sides have verified the same address. */
  | { kind: 'connect' | 'sign_in' | 'connect_and_sign_in'; memberId: string }
  | { kind: 'join'; memberId: string | null },
  'belongs_to_other' | 'unverified_there' | 'unverified_here'
>;

/**
 * What a claim of identity leads to. An account is connected only for somebody who is signed in, or
 * when both sides have verified the same address; otherwise whoever made an account here first
 * with a stranger's address would share it with them later (requirement A10).
 */
export function decide({
  connectedTo,
  signedInAs,
  email,
  isEmailVerified,
  owner,
}: Claim): Decision {
  if (signedInAs !== null) {
    const isFree = connectedTo === null || connectedTo === signedInAs;
    return isFree ? done({ kind: 'connect', memberId: signedInAs }) : refused('belongs_to_other');
  }
  if (connectedTo !== null) return done({ kind: 'sign_in', memberId: connectedTo });
  if (email === '' || !isEmailVerified) return refused('unverified_there');
  if (owner === null) return done({ kind: 'join', memberId: null });
  // Nobody has used an invited person's account yet: it begins now, with a verified address.
  if (owner.status === 'invited') return done({ kind: 'join', memberId: owner.memberId });
  return owner.isVerified
    ? done({ kind: 'connect_and_sign_in', memberId: owner.memberId })
    : refused('unverified_here');
}
