import { apartFrom } from '#domain/members/blocks.queries.server.ts';
import type { Reader } from '#platform/db/database.server.ts';
import { pairingWith } from './pairing-store.queries.server.ts';
import type { Person } from './pairing-person.ts';
import { peopleOf } from './pairing-people.queries.server.ts';
import { otherOf } from './pairing.policy.ts';
import type { LastWordsKind } from './last-words.ts';

interface ThankYou {
  id: string;
  words: string;
  /** Epoch milliseconds. */
  writtenAt: number;
  /** True where its receiver shows it on their profile. */
  isShown: boolean;
}

/** What the two left each other; null where nothing was left. */
export interface LastWords {
  goodbye: { yours: string | null; theirs: string | null };
  pickedUp: { yours: string | null; theirs: string | null };
  thanks: { yours: ThankYou | null; theirs: ThankYou | null };
}

/** The words on the way out of a pairing; undefined for everybody but the two (requirement C2). */
export async function lastWordsOf(
  db: Reader,
  { pairingId, viewerId }: { pairingId: string; viewerId: string },
): Promise<LastWords | undefined> {
  const pairing = await pairingWith(db, { pairingId, memberId: viewerId });
  if (pairing === undefined) return undefined;
  const otherId = otherOf(pairing, viewerId);
  const words = await db
    .selectFrom('parting_words')
    .select(['from_id', 'kind', 'words'])
    .where('pairing_id', '=', pairingId)
    .execute();
  const of = (kind: LastWordsKind, fromId: string) =>
    words.find((row) => row.kind === kind && row.from_id === fromId)?.words ?? null;
  const sides = (kind: LastWordsKind) => ({ yours: of(kind, viewerId), theirs: of(kind, otherId) });
  return {
    goodbye: sides('goodbye'),
    pickedUp: sides('picked_up'),
    thanks: await thanksIn(db, { pairingId, viewerId }),
  };
}

async function thanksIn(
  db: Reader,
  { pairingId, viewerId }: { pairingId: string; viewerId: string },
): Promise<LastWords['thanks']> {
  const rows = await db
    .selectFrom('thanks')
    .select(['id', 'from_id', 'words', 'written_at', 'shown_at'])
    .where('pairing_id', '=', pairingId)
    .execute();
  const view = (row: (typeof rows)[number] | undefined): ThankYou | null =>
    row === undefined
      ? null
      : {
          id: row.id,
          words: row.words,
          writtenAt: row.written_at,
          isShown: row.shown_at !== null,
        };
  return {
    yours: view(rows.find((row) => row.from_id === viewerId)),
    theirs: view(rows.find((row) => row.from_id !== viewerId)),
  };
}

export interface SignedThankYou extends ThankYou {
  from: Person;
}

/** Thank-yous a member chose to show, as somebody who may see their profile reads them. */
export async function thanksShownOf(
  db: Reader,
  { memberId, viewerId }: { memberId: string; viewerId: string | null },
): Promise<SignedThankYou[]> {
  const apart = viewerId === null ? new Set<string>() : await apartFrom(db, viewerId);
  const all = await signedThanks(db, memberId);
  return all.filter(({ isShown, from }) => isShown && !from.isGone && !apart.has(from.id));
}

/** All thank-yous a member received, for themselves. */
export function thanksFor(
  db: Reader,
  { memberId }: { memberId: string },
): Promise<SignedThankYou[]> {
  return signedThanks(db, memberId);
}

async function signedThanks(db: Reader, memberId: string): Promise<SignedThankYou[]> {
  const rows = await db
    .selectFrom('thanks')
    .select(['id', 'from_id', 'words', 'written_at', 'shown_at'])
    .where('to_id', '=', memberId)
    .orderBy('written_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  if (rows.length === 0) return [];
  const people = await peopleOf(db, [...new Set(rows.map((row) => row.from_id))]);
  return rows.flatMap((row) => {
    const from = people.get(row.from_id);
    if (from === undefined) return [];
    const { id, words, written_at: writtenAt } = row;
    return [{ id, words, writtenAt, isShown: row.shown_at !== null, from }];
  });
}
