/** Secrets, tokens and their fingerprints. */
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Random } from '#lib/random.ts';

/** The operating system's randomness. */
export const systemRandom: Random = { bytes: (count) => new Uint8Array(randomBytes(count)) };

/** An unguessable token of 192 bits, 32 URL-safe characters. Only its {@link fingerprint} is stored. */
export function makeToken(random: Random): string {
  return Buffer.from(random.bytes(24)).toString('base64url');
}

/** SHA-256 of a token, base64url. A token has too many bits to be found from it. */
export function fingerprint(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

/** HMAC-SHA-256 with the instance's secret, base64url; `purpose` keeps uses apart. */
export function sign({ secret, purpose, text }: { secret: string; purpose: string; text: string }): string {
  return createHmac('sha256', secret).update(`${purpose}\u0000${text}`).digest('base64url');
}

/** Compares two texts in time that depends only on their length. */
export function sameText(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}
