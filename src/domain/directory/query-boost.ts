/** What a query's own skills and words add to how well someone fits. */
import { skillPoints } from './mentor-fit.ts';
import type { Extra } from './list-page.ts';
import type { MentorQuery, Seeker } from './mentor-query.ts';
import type { MentorIndex } from './mentor-index.ts';
import type { Wording } from './matching-words.ts';

interface ExtraInput {
  readonly mentorIndex: MentorIndex;
  readonly query: MentorQuery;
  readonly seeker: Seeker;
  readonly wording: Wording | undefined;
}

/** A skill asked for counts as a wish of the highest priority; words rank before everything. */
export function extraOf(input: ExtraInput): Extra | undefined {
  const { query, wording } = input;
  if (query.skills.length + query.wants.length === 0 && wording === undefined) return undefined;
  const learn = query.skills.length > 0 ? learnExtra(input) : undefined;
  const give = query.wants.length > 0 ? giveExtra(input) : undefined;
  return {
    learn: (slot) => learn?.[slot] ?? 0,
    give: (slot) => give?.[slot] ?? 0,
    wordRank: (slot) => wording?.rank(slot) ?? 0,
  };
}

function learnExtra({ mentorIndex, query, seeker }: ExtraInput): Uint8Array {
  const points = new Uint8Array(mentorIndex.slotCount);
  for (const skillId of query.skills) {
    const wish = seeker.wanted.find((wanted) => wanted.skillId === skillId);
    mentorIndex.withTrait(`share:${skillId}`)?.each((slot, confidence) => {
      const counted = wish ? skillPoints(wish.priority, confidence) : 0;
      points[slot] = (points[slot] ?? 0) + skillPoints(1, confidence) - counted;
    });
  }
  return points;
}

function giveExtra({ mentorIndex, query, seeker }: ExtraInput): Uint8Array {
  const points = new Uint8Array(mentorIndex.slotCount);
  for (const skillId of query.wants) {
    const mine = seeker.shared.find((shared) => shared.skillId === skillId);
    mentorIndex.withTrait(`want:${skillId}`)?.each((slot, priority) => {
      const counted = mine ? skillPoints(priority, mine.confidence) : 0;
      points[slot] = (points[slot] ?? 0) + skillPoints(priority, 3) - counted;
    });
  }
  return points;
}
