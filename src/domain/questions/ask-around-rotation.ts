/**
 * Whom a question goes to next: in turn. Whoever was asked longest ago comes first, of those whoever was
 * asked least, and what is then still equal is shuffled by a seed. So among people who fit equally well
 * nobody is ever asked two times more often than somebody else.
 *
 * Proof, for a steady group: before each round let those asked k times stand in front of those asked
 * k + 1 times. A round takes from the front and puts them, asked once more, at the end; equal instants are
 * parted by the count. So it holds before the next round as well, and no count is two above another.
 */
import { digest, Shuffle } from '#lib/keyed-shuffle.ts';

export interface Candidate {
  readonly id: string;
  /** When they were last asked around, in epoch milliseconds; null for never. */
  readonly lastInvitedAt: number | null;
  /** How often they have been asked around. */
  readonly invitations: number;
  /** Of these, how many wait for them now. */
  readonly open: number;
}

export interface Rotation {
  readonly howMany: number;
  readonly mostOpen: number;
  /** Nobody it concerns already: who asked, the partner, who was asked before or passed. */
  readonly without: ReadonlySet<string>;
  readonly seed: string;
}

/** The ids of the next ones, at most `howMany`. */
export function chooseNext(candidates: readonly Candidate[], rotation: Rotation): string[] {
  const { howMany, mostOpen, without, seed } = rotation;
  const shuffle = new Shuffle(seed);
  return candidates
    .filter(({ id, open }) => open < mostOpen && !without.has(id))
    .map((each) => ({
      ...each,
      last: each.lastInvitedAt ?? -Infinity,
      draw: drawOf(shuffle, each),
    }))
    .toSorted(
      (a, b) =>
        (a.last === b.last ? 0 : a.last - b.last) ||
        a.invitations - b.invitations ||
        a.draw - b.draw,
    )
    .slice(0, howMany)
    .map(({ id }) => id);
}

const drawOf = (shuffle: Shuffle, { id }: Candidate): number => shuffle.high(digest(id));
