/** Time as both are booked for it: quarters of an hour, of which nobody has one twice. */
import { minute } from '#lib/duration.ts';

/** Quarter-hours since 1970; every offset in use is a multiple of one. */
export type Quarter = number;

const length = 15 * minute;

export interface Span {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly endsAt: number;
}

/** The quarters a meeting touches. */
export function quartersOf({ at, endsAt }: Span): Quarter[] {
  const first = Math.floor(at / length);
  const last = Math.ceil(endsAt / length);
  return Array.from({ length: Math.max(1, last - first) }, (_, i) => first + i);
}

/** The instant a quarter begins, epoch milliseconds. */
export const startOf = (quarter: Quarter): number => quarter * length;

/** How far around a time another is looked for, in half-hours. */
const halfHours = 48;

/** Up to three free times near a time that is taken, the nearest first and of two the later. */
export function nearestFree(
  taken: ReadonlySet<Quarter>,
  { at, endsAt, now }: Span & { now: number },
): number[] {
  const found: number[] = [];
  for (let step = 1; step <= halfHours && found.length < 3; step++) {
    for (const way of [1, -1]) {
      const start = at + way * step * 2 * length;
      const isFree = quartersOf({ at: start, endsAt: endsAt + (start - at) }).every(
        (quarter) => !taken.has(quarter),
      );
      if (isFree && start > now && found.length < 3) found.push(start);
    }
  }
  return found;
}
