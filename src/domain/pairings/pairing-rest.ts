/** A rest has a date, at most a year away. Times are epoch milliseconds. */
import { isLiving, longestRest, type Pairing } from './pairing.ts';

export type RestProblem = 'wrapped_up' | 'too_soon' | 'too_long';

/** Why the pairing cannot rest until then; null where it can. */
export function problemWithRest(
  pairing: Pairing,
  { until, now }: { until: number; now: number },
): RestProblem | null {
  if (!isLiving(pairing)) return 'wrapped_up';
  if (until <= now) return 'too_soon';
  return until > now + longestRest ? 'too_long' : null;
}
