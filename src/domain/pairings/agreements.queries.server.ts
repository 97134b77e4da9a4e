import type { Selectable } from 'kysely';
import type { Reader } from '#platform/db/database.server.ts';
import type { AgreementsTable } from './tables.ts';
import { pairingWith } from './pairing-store.queries.server.ts';
import { readLines, type AgreementLines, type Rhythm } from './agreement.ts';

/** One version of what two people agreed, as one of them sees it. */
export interface AgreementView {
  id: string;
  /** 1, 2, 3 … in the order they were suggested. */
  number: number;
  state: 'suggested' | 'agreed' | 'replaced';
  lines: AgreementLines;
  /** Who suggested it; `us` is Bothways. */
  by: 'you' | 'them' | 'us';
  /** Epoch milliseconds. */
  suggestedAt: number;
  answeredAt: number | null;
  /** True where the viewer has said OK to it. Whether the other has is not shown. */
  yourOk: boolean;
}

export interface AgreementPage {
  /** What holds now; always there for a pairing. */
  current: AgreementView | undefined;
  suggested: AgreementView | null;
  /** Every other version, the newest first. */
  history: AgreementView[];
  /** When the two look at it again, epoch milliseconds; null before they go along. */
  reviewAt: number | null;
}

/** What two people agreed, for one of them; undefined for everybody else. */
export async function agreementOf(
  db: Reader,
  { pairingId, viewerId }: { pairingId: string; viewerId: string },
): Promise<AgreementPage | undefined> {
  const pairing = await pairingWith(db, { pairingId, memberId: viewerId });
  if (pairing === undefined) return undefined;
  const rows = await db
    .selectFrom('agreements')
    .leftJoin('agreement_oks', (join) =>
      join
        .onRef('agreement_oks.agreement_id', '=', 'agreements.id')
        .on('agreement_oks.member_id', '=', viewerId),
    )
    .selectAll('agreements')
    .select('agreement_oks.at as ok_at')
    .where('pairing_id', '=', pairingId)
    .orderBy('number', 'desc')
    .execute();
  const views = rows.map((row) => viewFrom(row, { viewerId, yourOk: row.ok_at !== null }));
  const current = views.find(({ state }) => state === 'agreed');
  const suggested = views.find(({ state }) => state === 'suggested') ?? null;
  const history = views.filter((view) => view !== current && view !== suggested);
  return { current, suggested, history, reviewAt: pairing.reviewAt };
}

function viewFrom(
  row: Selectable<AgreementsTable>,
  { viewerId, yourOk }: { viewerId: string; yourOk: boolean },
): AgreementView {
  return {
    id: row.id,
    number: row.number,
    state: row.state,
    lines: readLines(row.lines),
    by: row.suggested_by === null ? 'us' : row.suggested_by === viewerId ? 'you' : 'them',
    suggestedAt: row.suggested_at,
    answeredAt: row.answered_at,
    yourOk,
  };
}

/** The lines that hold now, whoever asks. For commands and tasks, never for a page. */
export async function linesNow(db: Reader, pairingId: string): Promise<AgreementLines | undefined> {
  const row = await db
    .selectFrom('agreements')
    .select('lines')
    .where('pairing_id', '=', pairingId)
    .where('state', '=', 'agreed')
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row === undefined ? undefined : readLines(row.lines);
}

/** How often each of these pairings meets, where that was agreed. */
export async function rhythmsOf(
  db: Reader,
  pairingIds: readonly string[],
): Promise<Map<string, Rhythm | null>> {
  if (pairingIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('agreements')
    .select(['pairing_id', 'lines'])
    .where('pairing_id', 'in', pairingIds)
    .where('state', '=', 'agreed')
    .orderBy('number')
    .execute();
  return new Map(rows.map((row) => [row.pairing_id, readLines(row.lines).rhythm]));
}
