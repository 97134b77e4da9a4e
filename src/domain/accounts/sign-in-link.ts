/** A link that signs somebody in: how long it lives, where it opens, how often one may be asked for. */
import { minute, hour, day } from '#lib/duration.ts';

/** A link asked for on the sign-in page (requirement A2). */
export const askedLifetime = 15 * minute;
/** The same for somebody new, where an organiser has to carry it. */
export const carriedJoiningLifetime = day;
/** A link an organiser hands to a member. */
export const handedLifetime = day;
/** A link that whoever runs the server prints. */
export const printedLifetime = hour;
/** An invitation to somebody on an imported list; it opens nothing that has been used before. */
export const invitationLifetime = 14 * day;
/** Wrong codes before a link is dead (requirement A4). */
export const codeTriesAllowed = 5;

const paceWindow = 30 * minute;
const paceRest = 10 * minute;

/**
 * Whether one more security letter may go to an address: three within half an hour, two more when
 * ten minutes have passed since the last. So never more than five (requirement A8), and somebody
 * who floods an address can't keep its owner waiting for longer than ten minutes at first.
 *
 * @param sentAt when letters went there, epoch milliseconds, any order
 */
export function mayWriteTo(sentAt: readonly number[], now: number): boolean {
  const recent = sentAt.filter((at) => at > now - paceWindow);
  if (recent.length < 3) return true;
  return recent.length < 5 && now - Math.max(...recent) >= paceRest;
}

/** Letters before this instant no longer count for {@link mayWriteTo}. */
export const paceSince = (now: number): number => now - paceWindow;

export interface LinkState {
  expiresAt: number;
  usedAt: number | null;
  codeTries: number;
  /** Null for a link that was made for whoever holds it. */
  browserHash: string | null;
}

/**
 * What a link needs to be opened: nothing in the browser that asked for it, the code shown there in
 * any other, and nothing helps once it was used, is too old or was guessed at too often.
 *
 * @param askedHere whether this browser asked for a link to the same address, to which letters go by mail, and
 *   got no letter of its own
 */
export function needOf(
  link: LinkState,
  { browserHash, askedHere, now }: { browserHash: string | null; askedHere: boolean; now: number },
): 'nothing' | 'code' | 'over' {
  if (link.usedAt !== null || link.expiresAt <= now || link.codeTries >= codeTriesAllowed)
    return 'over';
  const isOwn = link.browserHash === null || link.browserHash === browserHash;
  return isOwn || askedHere ? 'nothing' : 'code';
}

/** 32 characters nobody mistakes for one another: no I, O, 0, 1. */
const codeLetters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** Six characters (30 bits) from at least six random bytes. */
export function codeFrom(bytes: Uint8Array): string {
  return Array.from(bytes.slice(0, 6), (byte) => codeLetters[byte % 32]).join('');
}

/** A code as people type it: any case, with spaces or dashes. */
export function tidyCode(text: string): string {
  return text.slice(0, 40).toUpperCase().replace(/[\s-]/g, '');
}
