import type { Reader } from '#platform/db/database.server.ts';
import type { Topics } from './pairing-summary.ts';

/** The words of both as one of them reads them. */
export const sidesOf = (
  words: Map<string, string> | undefined,
  { viewerId, otherId }: { viewerId: string; otherId: string },
): Topics => ({ yours: words?.get(viewerId) ?? '', theirs: words?.get(otherId) ?? '' });

/** What pairings are about, for each pairing and member. */
export async function topicsOf(
  db: Reader,
  pairingIds: readonly string[],
): Promise<Map<string, Map<string, string>>> {
  const rows = await db
    .selectFrom('pairing_topics')
    .selectAll()
    .where('pairing_id', 'in', pairingIds)
    .execute();
  const groups = Map.groupBy(rows, (row) => row.pairing_id);
  return new Map(
    Array.from(groups, ([id, group]) => [
      id,
      new Map(group.map((row) => [row.member_id, row.words])),
    ]),
  );
}
