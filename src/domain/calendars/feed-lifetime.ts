/** How long the address of a calendar works. Times are epoch milliseconds. */
import { day } from '#lib/duration.ts';

/** An address nobody reads ends after this time, so that nobody can find it. */
const unusedFor = 90 * day;
/** So long before the end its owner is warned. */
const warnedBefore = 7 * day;
/** Its use is saved at most this often. */
const stampEvery = day;

export interface FeedLife {
  readonly madeAt: number;
  readonly usedAt: number | null;
  readonly warnedAt: number | null;
  readonly endedAt: number | null;
}

/** When it ends if nobody reads it until then. A warning that came late leaves its week all the same. */
export function endsAt({ madeAt, usedAt, warnedAt }: FeedLife): number {
  const last = (usedAt ?? madeAt) + unusedFor;
  return warnedAt === null ? last : Math.max(last, warnedAt + warnedBefore);
}

/** True while it is answered. */
export const isOpen = (life: FeedLife, now: number): boolean =>
  life.endedAt === null && now < endsAt(life);

/** True where no use was saved for a day. */
export const needsStamp = ({ usedAt }: FeedLife, now: number): boolean =>
  usedAt === null || now - usedAt >= stampEvery;

/** When its owner is warned or, after a warning, when it ends; null once it has ended. */
export function nextFeedDue(life: FeedLife): number | null {
  if (life.endedAt !== null) return null;
  return life.warnedAt === null ? endsAt(life) - warnedBefore : endsAt(life);
}
