/**
 * Identifiers made by the application, so that both databases and every process agree on them.
 */
import type { Random } from './random.ts';

/**
 * A UUID version 7 (RFC 9562 §5.7): 48 bits of epoch milliseconds, then 74 random bits.
 * Rows made later sort later, and an id cannot be guessed from another.
 *
 * @param now epoch milliseconds
 * @returns 36 lower-case characters
 */
export function makeId(now: number, random: Random): string {
  const bytes = random.bytes(16);
  const time = Math.max(0, Math.floor(now));
  for (let i = 0; i < 6; i++) bytes[i] = Math.floor(time / 2 ** (8 * (5 - i))) % 256;
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f);
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f);
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

const idShape = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** True for a string of the shape {@link makeId} gives; says nothing about whether it exists. */
export function isId(text: string): boolean {
  return idShape.test(text);
}
