/** A person who might fit someone, with the reasons: facts for others to put into words. */
import type { Terms } from '#domain/members/offer.ts';
import { skillPoints } from './mentor-fit.ts';
import type { Listing, SharedSkill, WantedSkill } from './listing.ts';
import type { MentorQuery, Seeker } from './mentor-query.ts';
import type { HoursTogether } from './common-hours.ts';

export interface Suggestion {
  readonly memberId: string;
  readonly name: string;
  readonly pronouns: string;
  readonly place: string;
  /** IANA zone, '' where not said. */
  readonly timeZone: string;
  readonly avatarId: string | null;
  /** Names of the skills asked about that they share; of those the viewer wants where none was asked. */
  readonly shares: readonly string[];
  /** Names of skills they want to learn that the viewer shares. */
  readonly wants: readonly string[];
  /** The hours of the two side by side; undefined where either has not said theirs. */
  readonly together: HoursTogether | undefined;
  readonly replyDays: number;
  readonly terms: Terms;
  /** How many more people they have room for; never 0. */
  readonly roomLeft: number;
}

/**
 * The skills that speak for this mentor, by id: those asked about first, else those the seeker wants.
 * The one that means most comes first.
 */
export function sharedReasons(
  { shared }: Pick<Listing, 'shared'>,
  { query, seeker }: { query: Pick<MentorQuery, 'skills'>; seeker: Seeker },
): string[] {
  const asked = shared.filter(({ skillId }) => query.skills.includes(skillId));
  if (asked.length > 0) return asked.map(({ skillId }) => skillId);
  const points = ({ skillId, confidence }: SharedSkill) => {
    const wish = seeker.wanted.find((wanted) => wanted.skillId === skillId);
    return wish === undefined ? 0 : skillPoints(wish.priority, confidence);
  };
  return shared
    .filter((skill) => points(skill) > 0)
    .toSorted((a, b) => points(b) - points(a))
    .map(({ skillId }) => skillId);
}

/** What the seeker could give back, by skill id, most wished for first. */
export function wantedReasons(
  { wanted }: { wanted: readonly WantedSkill[] },
  { shared }: Pick<Seeker, 'shared'>,
): string[] {
  return wanted
    .map(({ skillId }) => skillId)
    .filter((id) => shared.some(({ skillId }) => skillId === id));
}

/** True where this seeker may write to them: some only hear from people who want what they share. */
export function hearsFrom(
  { whoMayWrite, shared }: Pick<Listing, 'whoMayWrite' | 'shared'>,
  { wanted }: Pick<Seeker, 'wanted'>,
): boolean {
  if (whoMayWrite === 'everyone') return true;
  return shared.some(({ skillId }) => wanted.some((wish) => wish.skillId === skillId));
}
