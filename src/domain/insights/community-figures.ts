/** Counts as people are told them: never so exact that somebody could be picked out. */

/** Below this many, a count reads "a few". */
export const fewBelow = 5;

export type Count = { kind: 'none' } | { kind: 'few' } | { kind: 'exactly'; count: number };

/** What may be said about a count of people. */
export function countInWords(count: number): Count {
  if (count <= 0) return { kind: 'none' };
  return count < fewBelow ? { kind: 'few' } : { kind: 'exactly', count };
}

/** How the people on the list stand about money, as one sentence may say it. */
export type MoneyMix = 'all_free' | 'most_free' | 'mixed' | 'unsaid';

/** Says nothing about so few that the sentence would be about somebody. */
export function moneyMix({ listed, free }: { listed: number; free: number }): MoneyMix {
  if (listed < fewBelow) return 'unsaid';
  if (free === listed) return 'all_free';
  return free * 2 > listed ? 'most_free' : 'mixed';
}

export interface SkillPair {
  /** Somebody here shares it. */
  known: string;
  /** The same somebody would love to learn it. */
  wanted: string;
}

/** Two names have to stand in one large headline. */
const longestInHeadline = 14;

/** The pair for this day: another one every day, of those short enough for a headline. */
export function pairOfTheDay(pairs: readonly SkillPair[], day: number): SkillPair | null {
  const short = pairs.filter(
    ({ known, wanted }) => known.length <= longestInHeadline && wanted.length <= longestInHeadline,
  );
  return short[day % Math.max(1, short.length)] ?? null;
}
