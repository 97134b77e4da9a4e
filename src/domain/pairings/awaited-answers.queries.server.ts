import type { Reader } from '#platform/db/database.server.ts';
import { askedAbout, isLiving, type Pairing } from './pairing.ts';
import type { Wait } from './pairing-summary.ts';

interface AwaitedQuery {
  pairings: readonly Pairing[];
  viewerId: string;
}

/** What each of these pairings waits for from the viewer; a question comes before a suggestion. */
export async function waitingFor(
  db: Reader,
  { pairings, viewerId }: AwaitedQuery,
): Promise<Map<string, Wait>> {
  const living = pairings.filter(isLiving);
  if (living.length === 0) return new Map();
  const suggested = await unreadSuggestions(db, { pairings: living, viewerId });
  const answered = await answeredRounds(db, { pairings: living, viewerId });
  const waits = new Map<string, Wait>(suggested.map(({ pairingId }) => [pairingId, 'agreement']));
  for (const pairing of living) {
    const about = askedAbout(pairing);
    if (about !== null && !answered.has(roundOf(pairing.id, pairing.askedAt)))
      waits.set(pairing.id, about);
  }
  return waits;
}

/** A suggestion about what two agreed. */
interface UnreadSuggestion {
  readonly pairingId: string;
  /** Null where it comes from Bothways. */
  readonly byId: string | null;
  /** Epoch milliseconds. */
  readonly suggestedAt: number;
}

/** The suggestions in some pairings the viewer has not said OK to. */
export async function unreadSuggestions(
  db: Reader,
  { pairings, viewerId }: AwaitedQuery,
): Promise<UnreadSuggestion[]> {
  const rows = await db
    .selectFrom('agreements')
    .select(['pairing_id as pairingId', 'suggested_by as byId', 'suggested_at as suggestedAt'])
    .where('pairing_id', 'in', idsOf(pairings))
    .where('state', '=', 'suggested')
    .where('id', 'not in', (eb) =>
      eb.selectFrom('agreement_oks').select('agreement_id').where('member_id', '=', viewerId),
    )
    .execute();
  return rows;
}

/** The questions in some pairings the viewer has answered, as {@link roundOf} names them. */
export async function answeredRounds(
  db: Reader,
  { pairings, viewerId }: AwaitedQuery,
): Promise<Set<string>> {
  const rows = await db
    .selectFrom('pairing_answers')
    .select(['pairing_id', 'round'])
    .where('pairing_id', 'in', idsOf(pairings))
    .where('member_id', '=', viewerId)
    .execute();
  return new Set(rows.map((row) => roundOf(row.pairing_id, row.round)));
}

const idsOf = (pairings: readonly Pairing[]) => pairings.map(({ id }) => id);

/** One time of asking in a pairing. */
export const roundOf = (pairingId: string, askedAt: number | null) => `${pairingId} ${askedAt}`;
