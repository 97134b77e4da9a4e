/** The saved versions of what two people agree. */
import type { Act } from '#platform/act.server.ts';
import type { Reader } from '#platform/db/database.server.ts';
import { refreshPages } from './pairing-store.commands.server.ts';
import { writeLines, type AgreementLines } from './agreement.ts';

/** The lines a pairing begins with, agreed by the yes it began with. */
export async function addFirstAgreement(
  act: Act,
  { pairingId, lines }: { pairingId: string; lines: AgreementLines },
): Promise<void> {
  await act.tx
    .insertInto('agreements')
    .values({
      id: act.id(),
      pairing_id: pairingId,
      number: 1,
      state: 'agreed',
      lines: writeLines(lines),
      suggested_by: null,
      suggested_at: act.now,
      answered_at: act.now,
    })
    .execute();
}

interface Version {
  pairingId: string;
  lines: AgreementLines;
  /** Null where Bothways suggests it. */
  by: string | null;
}

/**
 * Adds a version that is suggested.
 *
 * @returns its id
 */
export async function addVersion(act: Act, { pairingId, lines, by }: Version): Promise<string> {
  const id = act.id();
  const last = await act.tx
    .selectFrom('agreements')
    .select((eb) => eb.fn.max('number').as('number'))
    .where('pairing_id', '=', pairingId)
    .executeTakeFirst();
  await act.tx
    .insertInto('agreements')
    .values({
      id,
      pairing_id: pairingId,
      number: (last?.number ?? 0) + 1,
      state: 'suggested',
      lines: writeLines(lines),
      suggested_by: by,
      suggested_at: act.now,
      answered_at: null,
    })
    .execute();
  return id;
}

/** Saves that somebody said OK to a version. */
export async function sayOk(
  { tx, now }: Act,
  { agreementId, memberId }: { agreementId: string; memberId: string },
): Promise<void> {
  await tx
    .insertInto('agreement_oks')
    .values({ agreement_id: agreementId, member_id: memberId, at: now })
    .onConflict((conflict) => conflict.columns(['agreement_id', 'member_id']).doNothing())
    .execute();
}

/** Who has said OK to a version. */
export async function oksOf(db: Reader, agreementId: string): Promise<Set<string>> {
  const rows = await db
    .selectFrom('agreement_oks')
    .select('member_id')
    .where('agreement_id', '=', agreementId)
    .execute();
  return new Set(rows.map((row) => row.member_id));
}

/** What is suggested in a pairing at the moment. */
export const openSuggestion = (db: Reader, pairingId: string) =>
  db
    .selectFrom('agreements')
    .select(['id', 'suggested_by', 'lines'])
    .where('pairing_id', '=', pairingId)
    .where('state', '=', 'suggested')
    .executeTakeFirst();

/** A version, if it is one of this pairing's. */
export const versionOf = (
  db: Reader,
  { pairingId, agreementId }: { pairingId: string; agreementId: string },
) =>
  db
    .selectFrom('agreements')
    .select(['state', 'lines'])
    .where('id', '=', agreementId)
    .where('pairing_id', '=', pairingId)
    .executeTakeFirst();

/** Closes what is still only suggested, because the pairing is over or something else was said. */
export async function replaceSuggestion(
  act: Act,
  { pairingId }: { pairingId: string },
): Promise<void> {
  await act.tx
    .updateTable('agreements')
    .set({ state: 'replaced', answered_at: act.now })
    .where('pairing_id', '=', pairingId)
    .where('state', '=', 'suggested')
    .execute();
  refreshPages(act, pairingId);
}
