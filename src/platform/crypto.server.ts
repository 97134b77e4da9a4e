/** Secrets, tokens and their fingerprints. */
import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Random } from '#lib/random.ts';
import { makePrivateFolder } from './private-files.server.ts';

const poolSize = 4096;
let pool = new Uint8Array(0);
let used = 0;

/** The operating system's randomness, drawn in lots: a call for each identifier costs more than the rest of it. */
export const systemRandom: Random = {
  bytes(count) {
    if (count > poolSize / 4) return new Uint8Array(randomBytes(count));
    if (used + count > pool.length) {
      pool = new Uint8Array(randomBytes(poolSize));
      used = 0;
    }
    const drawn = pool.slice(used, used + count);
    // What was handed out is not kept.
    pool.fill(0, used, used + count);
    used += count;
    return drawn;
  },
};

/** An unguessable token of 192 bits, 32 URL-safe characters. Only its {@link fingerprint} is stored. */
export function makeToken(random: Random): string {
  return Buffer.from(random.bytes(24)).toString('base64url');
}

/** SHA-256 of a token, base64url. A token has too many bits to be found from it. */
export function fingerprint(token: string): string {
  return createHash('sha256').update(token).digest('base64url');
}

/** HMAC-SHA-256 with the instance's secret, base64url; `purpose` keeps uses apart. */
export function sign({
  secret,
  purpose,
  text,
}: {
  secret: string;
  purpose: string;
  text: string;
}): string {
  return createHmac('sha256', secret).update(`${purpose}\u0000${text}`).digest('base64url');
}

/** Compares two texts in time that depends only on their length. */
export function sameText(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}

/**
 * Encrypts a text for keeping, AES-256-GCM under a key derived from the instance's secret.
 *
 * @returns base64url of nonce, tag and ciphertext
 */
export function seal({
  secret,
  text,
  random,
}: {
  secret: string;
  text: string;
  random: Random;
}): string {
  const nonce = random.bytes(12);
  const cipher = createCipheriv('aes-256-gcm', sealingKey(secret), nonce);
  const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
}

/** Gives back what {@link seal} kept, or null when it was changed or sealed under another secret. */
export function unseal({ secret, sealed }: { secret: string; sealed: string }): string | null {
  const bytes = Buffer.from(sealed, 'base64url');
  if (bytes.length < 28) return null;
  const decipher = createDecipheriv('aes-256-gcm', sealingKey(secret), bytes.subarray(0, 12));
  decipher.setAuthTag(bytes.subarray(12, 28));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString('utf8');
  } catch {
    return null;
  }
}

const sealingKey = (secret: string) => createHash('sha256').update(`seal\u0000${secret}`).digest();

/**
 * The instance's secret: the operator's, else one made once and kept beside the database in a
 * file only its owner can read, apart from the data so that a backup of one lacks the other.
 */
export function readSecret({
  given,
  folder,
  random,
}: {
  given: string | null;
  folder: string;
  random: Random;
}): string {
  if (given !== null) return given;
  const file = join(folder, 'secret');
  makePrivateFolder(folder);
  try {
    writeFileSync(file, `${Buffer.from(random.bytes(36)).toString('base64url')}\n`, {
      mode: 0o600,
      flag: 'wx',
    });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  return readFileSync(file, 'utf8').trim();
}
