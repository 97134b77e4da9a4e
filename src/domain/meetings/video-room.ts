/** A room for a video call, under an address the community named: nothing but a name nobody can guess. */
import type { Random } from '#lib/random.ts';

/** The address of a new room. */
export function roomUnder(base: string, random: Random): string {
  const name = Array.from(random.bytes(15), (byte) => byte.toString(36).padStart(2, '0')).join('');
  return `${base}/bothways-${name}`;
}
