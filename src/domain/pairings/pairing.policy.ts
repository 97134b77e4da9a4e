/** Who may do what in a pairing, and until when. */
import { day } from '#lib/duration.ts';
import { isLiving, type Pairing } from './pairing.ts';

/** How long after an ending a goodbye, a thank-you and "what I picked up" can still be left. */
const timeForLastWords = 14 * day;

export type Sides = Pick<Pairing, 'mentorId' | 'menteeId'>;

/** True for the two it is between; for everybody else it is not there (requirement C2). */
export const isBetween = ({ mentorId, menteeId }: Sides, memberId: string): boolean =>
  memberId === mentorId || memberId === menteeId;

/** The other of the two. */
export const otherOf = ({ mentorId, menteeId }: Sides, memberId: string): string =>
  memberId === mentorId ? menteeId : mentorId;

/** Until when last words can be left; null while the pairing goes on. */
export const lastWordsUntil = ({ wrappedUpAt }: Pairing): number | null =>
  wrappedUpAt === null ? null : wrappedUpAt + timeForLastWords;

/** True where words on the way out can be left now. */
export function mayLeaveWords(pairing: Pairing, now: number): boolean {
  const until = lastWordsUntil(pairing);
  return until !== null && now < until;
}

/** A thank-you can be left all along, and for a while after. */
export const mayThank = (pairing: Pairing, now: number): boolean =>
  isLiving(pairing) || mayLeaveWords(pairing, now);

/** Who may be handed on to somebody else: the mentee, or in a swap the other of the two. */
export const handedOn = (
  pairing: Pick<Pairing, 'kind' | 'mentorId' | 'menteeId'>,
  suggesterId: string,
): string => (pairing.kind === 'swap' ? otherOf(pairing, suggesterId) : pairing.menteeId);

/** One text for two people in either order. */
export const pairKeyOf = (one: string, another: string): string =>
  one < another ? `${one} ${another}` : `${another} ${one}`;
