/** Versions of what two people agree, as they are kept. */
import type { Tx } from '#platform/db/database.server.ts';
import { makeId } from '#lib/ids.ts';
import { tellPages, type Moment } from '../../keeping/commands.server.ts';
import { writeLines, type AgreementLines } from '../agreement.ts';

/** The lines a pairing begins with, agreed by the yes it began with. */
export async function addFirstAgreement(
  tx: Tx,
  { pairingId, lines, now, random }: { pairingId: string; lines: AgreementLines } & Moment,
): Promise<void> {
  await tx
    .insertInto('agreements')
    .values({
      id: makeId(now, random),
      pairing_id: pairingId,
      number: 1,
      state: 'agreed',
      lines: writeLines(lines),
      suggested_by: null,
      suggested_at: now,
      answered_at: now,
    })
    .execute();
}

interface Version {
  pairingId: string;
  lines: AgreementLines;
  by: string | null;
}

/**
 * Adds a version that is suggested; `by` is null where we suggest it ourselves.
 *
 * @returns its id
 */
export async function addVersion(
  tx: Tx,
  { pairingId, lines, by, now, random }: Version & Moment,
): Promise<string> {
  const id = makeId(now, random);
  const last = await tx
    .selectFrom('agreements')
    .select((eb) => eb.fn.max('number').as('number'))
    .where('pairing_id', '=', pairingId)
    .executeTakeFirst();
  await tx
    .insertInto('agreements')
    .values({
      id,
      pairing_id: pairingId,
      number: (last?.number ?? 0) + 1,
      state: 'suggested',
      lines: writeLines(lines),
      suggested_by: by,
      suggested_at: now,
      answered_at: null,
    })
    .execute();
  tellPages(tx, pairingId);
  return id;
}

/** Notes that somebody said OK to a version. */
export async function sayOk(
  tx: Tx,
  { agreementId, memberId, now }: { agreementId: string; memberId: string; now: number },
): Promise<void> {
  await tx
    .insertInto('agreement_oks')
    .values({ agreement_id: agreementId, member_id: memberId, at: now })
    .onConflict((conflict) => conflict.columns(['agreement_id', 'member_id']).doNothing())
    .execute();
}

/** Who has said OK to a version. */
export async function oksOf(tx: Tx, agreementId: string): Promise<Set<string>> {
  const rows = await tx
    .selectFrom('agreement_oks')
    .select('member_id')
    .where('agreement_id', '=', agreementId)
    .execute();
  return new Set(rows.map((row) => row.member_id));
}

/** What is suggested in a pairing at the moment. */
export const openSuggestion = (tx: Tx, pairingId: string) =>
  tx
    .selectFrom('agreements')
    .select(['id', 'suggested_by', 'lines'])
    .where('pairing_id', '=', pairingId)
    .where('state', '=', 'suggested')
    .executeTakeFirst();

/** A version, if it is one of this pairing's. */
export const versionOf = (
  tx: Tx,
  { pairingId, agreementId }: { pairingId: string; agreementId: string },
) =>
  tx
    .selectFrom('agreements')
    .select(['state', 'lines'])
    .where('id', '=', agreementId)
    .where('pairing_id', '=', pairingId)
    .executeTakeFirst();

/** Closes what is still only suggested, because the pairing is over or something else was said. */
export async function replaceSuggestion(
  tx: Tx,
  { pairingId, now }: { pairingId: string; now: number },
): Promise<void> {
  await tx
    .updateTable('agreements')
    .set({ state: 'replaced', answered_at: now })
    .where('pairing_id', '=', pairingId)
    .where('state', '=', 'suggested')
    .execute();
  tellPages(tx, pairingId);
}
