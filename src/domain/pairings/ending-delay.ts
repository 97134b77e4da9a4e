/** When both are told of an ending: together, and at a moment that gives no hint of who began it. */
import { minute } from '#lib/duration.ts';
import type { Random } from '#lib/random.ts';
import type { Pairing } from './pairing.ts';

const soonest = 5 * minute;
const spread = 55 * minute;

/** Five to sixty minutes in milliseconds, drawn anew for each ending; the same for both. */
export function endingDelay(random: Random): number {
  const [a = 0, b = 0, c = 0] = random.bytes(3);
  return soonest + Math.floor(((a * 65_536 + b * 256 + c) / 2 ** 24) * spread);
}

/** From when on words that may come with an ending are delivered: never before both know of it. */
export const afterEndingTold = ({ toldAt }: Pick<Pairing, 'toldAt'>, now: number): number =>
  Math.max(now, toldAt ?? now);
