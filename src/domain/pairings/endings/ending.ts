/** When both are told of an ending: together, and at no moment that says something. */
import type { Random } from '#lib/random.ts';

const minute = 60 * 1000;
const soonest = 5 * minute;
const spread = 55 * minute;

/** Five to sixty minutes, drawn anew for each ending; the same for both. */
export function tellingDelay(random: Random): number {
  const [a = 0, b = 0, c = 0] = random.bytes(3);
  return soonest + Math.floor(((a * 65_536 + b * 256 + c) / 2 ** 24) * spread);
}
