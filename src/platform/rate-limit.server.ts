/**
 * Limits on how often something may happen. Two kinds: counted in the database, shared by all
 * processes, which refuses when the count can't be kept (sign-in, mail); and counted in memory,
 * for reading, which never stands in the way of a page.
 */
import { isIPv4 } from 'node:net';
import { sql } from 'kysely';
import { minute } from '#lib/duration.ts';
import type { Database } from '#platform/db/database.server.ts';
import { expandIPv6 } from './log.server.ts';

export interface Limit {
  /** What is counted, for whom: 'sign-in:address:…'. */
  bucket: string;
  allowed: number;
  /** Milliseconds. */
  window: number;
}

export type Verdict = { isAllowed: true } | { isAllowed: false; retryAfterSeconds: number };

/**
 * Counts one try against a limit, in a window that begins with the first try.
 * When the database can't be written, the answer is no (requirement H4).
 */
export async function take(
  db: Database,
  { limit, now }: { limit: Limit; now: number },
): Promise<Verdict> {
  try {
    const row = await db.transact((tx) =>
      tx
        .insertInto('rate_counts')
        .values({ bucket: limit.bucket, window_ends: now + limit.window, count: 1 })
        .onConflict((conflict) =>
          conflict.column('bucket').doUpdateSet({
            count: sql`case when rate_counts.window_ends <= ${now} then 1 else rate_counts.count + 1 end`,
            window_ends: sql`case when rate_counts.window_ends <= ${now} then excluded.window_ends else rate_counts.window_ends end`,
          }),
        )
        .returning(['count', 'window_ends'])
        .executeTakeFirstOrThrow(),
    );
    return row.count <= limit.allowed ? { isAllowed: true } : refuse(row.window_ends - now);
  } catch {
    return refuse(minute);
  }
}

const refuse = (wait: number): Verdict => ({
  isAllowed: false,
  retryAfterSeconds: Math.max(1, Math.ceil(wait / 1000)),
});

/**
 * Takes from several limits, in their order, until one refuses. What stands behind that one is not
 * counted: with the narrowest first, somebody who ran out uses up nothing of what others share.
 */
export async function takeAll(
  db: Database,
  { limits, now }: { limits: Limit[]; now: number },
): Promise<Verdict> {
  for (const limit of limits) {
    const verdict = await take(db, { limit, now });
    if (!verdict.isAllowed) return verdict;
  }
  return { isAllowed: true };
}

/**
 * The limits on what strangers may do, the narrowest first: their household, the network around it
 * with three times as much, and everybody together (requirement A7).
 *
 * @param what begins the names of the buckets
 * @param network as {@link networkOf} gives it
 * @param household how often from one household in the window
 * @param everybody how often from all of them
 * @param window milliseconds
 */
export function strangersLimits({
  what,
  network,
  household,
  everybody,
  window,
}: {
  what: string;
  network: string;
  household: number;
  everybody: number;
  window: number;
}): Limit[] {
  return [
    { bucket: `${what}:network:${network}`, allowed: household, window },
    { bucket: `${what}:around:${networkAround(network)}`, allowed: 3 * household, window },
    { bucket: `${what}:all`, allowed: everybody, window },
  ];
}

/** What one provider often gives to one customer: IPv4 /24, IPv6 /48. */
const networkAround = (network: string): string => network.split(/[.:]/).slice(0, 3).join('.');

/** A limit kept in this process only; with several processes each allows as much. */
export function memoryLimiter({ window }: { window: number }): {
  take(limit: { bucket: string; allowed: number }, now: number): Verdict;
} {
  const counts = new Map<string, { count: number; ends: number }>();
  const forget = (now: number) => {
    for (const [bucket, entry] of counts) if (entry.ends <= now) counts.delete(bucket);
  };
  return {
    take({ bucket, allowed }, now) {
      if (counts.size > 50_000) forget(now);
      const entry = counts.get(bucket);
      if (entry === undefined || entry.ends <= now) {
        counts.set(bucket, { count: 1, ends: now + window });
        return { isAllowed: true };
      }
      entry.count += 1;
      return entry.count <= allowed ? { isAllowed: true } : refuse(entry.ends - now);
    },
  };
}

/** The part of an address that one household or machine has: IPv4 whole, IPv6 /64 (requirement A7). */
export function networkOf(address: string): string {
  const plain = address.startsWith('::ffff:') ? address.slice(7) : address;
  return isIPv4(plain) ? plain : expandIPv6(plain).slice(0, 4).join(':');
}
