import type { Selectable } from 'kysely';
import { lifeOf, readMeeting } from './meeting-store.queries.server.ts';
import { pairingWith } from '#domain/pairings/pairing-store.queries.server.ts';
import type { Pairing } from '#domain/pairings/pairing.ts';
import type { Reader } from '#platform/db/database.server.ts';
import type { MeetingSuggestionsTable } from './tables.ts';
import { isId } from '#lib/ids.ts';
import type { SuggestionView } from './meeting-suggestion-view.ts';
import {
  readSuggested,
  stillStands,
  type Suggested,
  type SuggestionState,
} from './meeting-suggestion.ts';

export interface StoredSuggestion {
  readonly id: string;
  readonly pairingId: string;
  readonly subject: string;
  readonly state: SuggestionState;
  readonly suggested: Suggested;
  readonly byId: string | null;
  /** Epoch milliseconds. */
  readonly suggestedAt: number;
}

/** The open suggestions about the meetings of a pairing, the oldest first; none for anybody else. */
export async function suggestionsOf(
  db: Reader,
  { pairingId, viewerId, now }: { pairingId: string; viewerId: string; now: number },
): Promise<SuggestionView[]> {
  const pairing = await pairingWith(db, { pairingId, memberId: viewerId });
  if (pairing === undefined || !lifeOf(pairing).isLiving) return [];
  const views: SuggestionView[] = [];
  for (const kept of await openSuggestions(db, pairingId)) {
    const meeting = await meetingOf(db, kept.suggested);
    if (!stillStands(kept.suggested, { meeting, now })) continue;
    const by = kept.byId === viewerId ? 'you' : 'them';
    const { id, suggested, suggestedAt } = kept;
    views.push({ id, pairingId, suggested, by, meeting: meeting ?? null, suggestedAt });
  }
  return views;
}

/** The meeting a suggestion is about, where it is about one. */
export async function meetingOf(db: Reader, suggested: Suggested) {
  return 'meetingId' in suggested ? readMeeting(db, suggested.meetingId) : undefined;
}

async function openSuggestions(db: Reader, pairingId: string): Promise<StoredSuggestion[]> {
  const rows = await db
    .selectFrom('meeting_suggestions')
    .selectAll()
    .where('pairing_id', '=', pairingId)
    .where('state', '=', 'open')
    .orderBy('suggested_at')
    .orderBy('id')
    .execute();
  return rows.map(suggestionFrom);
}

/** The open suggestion about one subject. */
export async function openAbout(
  db: Reader,
  { pairingId, subject }: { pairingId: string; subject: string },
): Promise<StoredSuggestion | undefined> {
  const open = await openSuggestions(db, pairingId);
  return open.find((each) => each.subject === subject);
}

/** A suggestion with its pairing, for one of the two; not there for anybody else (requirement C2). */
export async function suggestionWith(
  db: Reader,
  { suggestionId, memberId }: { suggestionId: string; memberId: string },
): Promise<{ kept: StoredSuggestion; pairing: Pairing } | undefined> {
  const kept = await readSuggestion(db, suggestionId);
  if (kept === undefined) return undefined;
  const pairing = await pairingWith(db, { pairingId: kept.pairingId, memberId });
  return pairing && { kept, pairing };
}

/** A suggestion by its id, whoever made it. For tasks and notices, never for a page. */
export async function readSuggestion(
  db: Reader,
  suggestionId: string,
): Promise<StoredSuggestion | undefined> {
  if (!isId(suggestionId)) return undefined;
  const row = await db
    .selectFrom('meeting_suggestions')
    .selectAll()
    .where('id', '=', suggestionId)
    .executeTakeFirst();
  return row === undefined ? undefined : suggestionFrom(row);
}

/** A suggestion as its row holds it. */
export const suggestionFrom = (row: Selectable<MeetingSuggestionsTable>): StoredSuggestion => ({
  id: row.id,
  pairingId: row.pairing_id,
  subject: row.subject,
  state: row.state,
  suggested: readSuggested(row.details),
  byId: row.suggested_by,
  suggestedAt: row.suggested_at,
});
