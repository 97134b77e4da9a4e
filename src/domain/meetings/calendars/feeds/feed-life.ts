/** How long an address of a calendar lives. Times are epoch milliseconds. */
const day = 86_400_000;

/** Unused for so long, it ends: an address nobody reads is only there to be found. */
const unusedFor = 90 * day;
/** So long before, its owner hears of it. */
const warnedBefore = 7 * day;
/** Reading it is written down at most this often. */
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

/** True where it was not read for a day, so that its use is worth writing down. */
export const needsStamp = ({ usedAt }: FeedLife, now: number): boolean =>
  usedAt === null || now - usedAt >= stampEvery;

export type FeedStep =
  | { readonly step: 'wait'; readonly until: number }
  | { readonly step: 'warn' }
  | { readonly step: 'end' }
  | { readonly step: 'sleep' };

/** What time does to it next. */
export function nextFeedStep(life: FeedLife, now: number): FeedStep {
  if (life.endedAt !== null) return { step: 'sleep' };
  const end = endsAt(life);
  if (life.warnedAt !== null) return now >= end ? { step: 'end' } : { step: 'wait', until: end };
  return now >= end - warnedBefore ? { step: 'warn' } : { step: 'wait', until: end - warnedBefore };
}
