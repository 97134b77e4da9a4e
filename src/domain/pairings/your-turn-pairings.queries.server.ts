/** What waits for somebody in their pairings: for "Your turn". */
import { apartFrom } from '#domain/members/blocks.queries.server.ts';
import type { Reader } from '#platform/db/database.server.ts';
import { activePartnersOf, type ActivePartners } from './active-partners.queries.server.ts';
import { askedAbout } from './pairing.ts';
import { peopleOf } from './pairing-people.queries.server.ts';
import { answeredRounds, roundOf, unreadSuggestions } from './awaited-answers.queries.server.ts';
import type { PairingTurn } from './your-turn-pairing.ts';

/** What waits for a member, the longest first. The number of statements does not grow with what there is. */
export async function turnsOf(
  db: Reader,
  { viewerId, now }: { viewerId: string; now: number },
): Promise<PairingTurn[]> {
  const company = await activePartnersOf(db, viewerId);
  return [
    ...(await questionsTo(db, { company, viewerId })),
    ...(await suggestionsTo(db, { company, viewerId })),
    ...(await handOffsTo(db, { viewerId, now })),
  ].toSorted((one, another) => one.since - another.since);
}

interface PairingTurnQuery {
  readonly company: ReadonlyMap<string, ActivePartners>;
  readonly viewerId: string;
}

const pairingsOf = (company: PairingTurnQuery['company']) =>
  Array.from(company.values(), ({ pairing }) => pairing);

async function questionsTo(
  db: Reader,
  { company, viewerId }: PairingTurnQuery,
): Promise<PairingTurn[]> {
  if (company.size === 0) return [];
  const answered = await answeredRounds(db, { pairings: pairingsOf(company), viewerId });
  return [...company.values()].flatMap(({ pairing, other }) => {
    const { id: pairingId, askedAt: since } = pairing;
    const kind = askedAbout(pairing);
    if (kind === null || since === null || answered.has(roundOf(pairingId, since))) return [];
    return { kind, pairingId, other, since };
  });
}

async function suggestionsTo(
  db: Reader,
  { company, viewerId }: PairingTurnQuery,
): Promise<PairingTurn[]> {
  if (company.size === 0) return [];
  const suggested = await unreadSuggestions(db, { pairings: pairingsOf(company), viewerId });
  return suggested.flatMap(({ pairingId, byId, suggestedAt: since }) => {
    const other = company.get(pairingId)?.other;
    const by = byId === null ? 'us' : 'them';
    return other === undefined ? [] : { kind: 'agreement', pairingId, other, by, since };
  });
}

/** Whoever was suggested; after an ending only once both have been told of it (requirement E6). */
async function handOffsTo(
  db: Reader,
  { viewerId, now }: { viewerId: string; now: number },
): Promise<PairingTurn[]> {
  const rows = await db
    .selectFrom('hand_offs')
    .innerJoin('pairings', 'pairings.id', 'hand_offs.pairing_id')
    .select(['pairing_id', 'suggested_by', 'to_id', 'suggested_at'])
    .where('hand_offs.mentee_id', '=', viewerId)
    .where('suggested_by', '<>', viewerId)
    .where('hand_offs.state', '=', 'suggested')
    .where((eb) => eb.or([eb('told_at', 'is', null), eb('told_at', '<=', now)]))
    .execute();
  if (rows.length === 0) return [];
  const ids = rows.flatMap((row) => [row.suggested_by, row.to_id]);
  const people = await peopleOf(db, [...new Set(ids)]);
  const apart = await apartFrom(db, viewerId);
  return rows.flatMap((row) => {
    const other = people.get(row.suggested_by);
    const to = people.get(row.to_id);
    const isThere = to !== undefined && !to.isGone && !apart.has(to.id);
    if (other === undefined || apart.has(other.id) || !isThere) return [];
    const { pairing_id: pairingId, suggested_at: since } = row;
    return { kind: 'hand_off', pairingId, other, to, since };
  });
}
