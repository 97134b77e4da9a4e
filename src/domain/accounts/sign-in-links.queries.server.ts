import type { Selectable } from 'kysely';
import { fingerprint } from '#platform/crypto.server.ts';
import type { Reader } from '#platform/db/database.server.ts';
import type { SignInLinksTable } from './tables.ts';
import { needOf } from './sign-in-link.ts';

export interface LookedUpLink {
  row: Selectable<SignInLinksTable>;
  need: 'nothing' | 'code' | 'over';
}

interface Asking {
  token: string;
  /** The browser's own token; undefined for one that never asked. */
  browser: string | undefined;
  /** Whether letters go to their addresses by SMTP; otherwise an organiser carries them. */
  isMailed: boolean;
  /** Epoch milliseconds. */
  now: number;
}

/**
 * A link and what this browser needs to open it. Reading changes nothing, however often and by
 * whom it is done: mail scanners follow links (requirement A3).
 */
export async function lookUpLink(
  db: Reader,
  { token, browser, isMailed, now }: Asking,
): Promise<LookedUpLink | undefined> {
  const row = await db
    .selectFrom('sign_in_links')
    .selectAll()
    .where('token_hash', '=', fingerprint(token))
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const browserHash = browser === undefined ? null : fingerprint(browser);
  // A letter in a mailbox says whose it is; one that is carried proves nothing without its code (A4).
  const askedHere = isMailed && (await wasWithheld(db, { key: row.address_key, browserHash, now }));
  const state = {
    expiresAt: row.expires_at,
    usedAt: row.used_at,
    codeTries: row.code_tries,
    browserHash: row.browser_hash,
  };
  return { row, need: needOf(state, { browserHash, askedHere, now }) };
}

/**
 * Whether this browser asked for the same address and got no letter, because others had asked too
 * often. It may then open the link that is in the mailbox already: a flood of requests by a
 * stranger must not keep the owner out (requirement A7).
 */
async function wasWithheld(
  db: Reader,
  { key, browserHash, now }: { key: string; browserHash: string | null; now: number },
): Promise<boolean> {
  if (browserHash === null) return false;
  const row = await db
    .selectFrom('sign_in_links')
    .select('id')
    .where('address_key', '=', key)
    .where('expires_at', '>', now)
    .where('browser_hash', '=', browserHash)
    .where('code_hash', 'is', null)
    .executeTakeFirst();
  return row !== undefined;
}

export interface ShownLink {
  need: 'nothing' | 'code' | 'over';
  /** The browser it was asked from, such as "Firefox, Linux"; '' where not known. */
  askedFrom: string;
  /** Epoch milliseconds. */
  askedAt: number;
  /** Made by somebody else for whoever holds it. */
  isHanded: boolean;
}

/** What the page behind a link shows. A link nobody made looks like one that is over. */
export async function showLink(db: Reader, asked: Asking): Promise<ShownLink> {
  const link = await lookUpLink(db, asked);
  if (link === undefined) return { need: 'over', askedFrom: '', askedAt: 0, isHanded: false };
  const { row, need } = link;
  return {
    need,
    askedFrom: row.asked_from,
    askedAt: row.created_at,
    isHanded: row.purpose !== 'sign_in',
  };
}
