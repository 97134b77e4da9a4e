import type { Viewer } from '#domain/members/viewer.ts';
import type { Tx } from '#platform/db/database.server.ts';
import { announce } from '#platform/jobs.server.ts';
import type { AgreementAgreed, AgreementSuggested } from '../events.ts';
import {
  done,
  inPairing,
  refused,
  savePairing,
  tellPages,
  type Acting,
  type Done,
  type Moment,
  type Refused,
  type Room,
} from '../keeping/commands.server.ts';
import { readPairing } from '../keeping/queries.server.ts';
import { forgetAnswers } from '../outcomes/answers/commands.server.ts';
import { isLiving, reviewedLater, type Pairing } from '../pairing.ts';
import {
  isAgreedBy,
  monthsToReview,
  otherPace,
  readLines,
  sameLines,
  type AgreementLines,
  type Pace,
} from './agreement.ts';
import { linesNow } from './queries.server.ts';
import {
  addVersion,
  oksOf,
  openSuggestion,
  replaceSuggestion,
  sayOk,
  versionOf,
} from './versions/commands.server.ts';

interface Suggesting {
  actor: Viewer;
  pairingId: string;
  lines: AgreementLines;
}

export type Suggested =
  { outcome: 'done'; agreementId: string } | Refused<'not_found' | 'wrapped_up' | 'same'>;

/** Suggests other lines; what was suggested before, by either, makes room. */
export function suggestAgreement(
  room: Room,
  { actor, pairingId, lines }: Suggesting,
): Promise<Suggested> {
  return inPairing(room, { actor, pairingId }, async (acting): Promise<Suggested> => {
    const { tx, pairing, youId, now, random } = acting;
    if (!isLiving(pairing)) return refused('wrapped_up');
    const open = await openSuggestion(tx, pairingId);
    if (
      open !== undefined &&
      open.suggested_by === youId &&
      sameLines(readLines(open.lines), lines)
    )
      return { ...done, agreementId: open.id };
    const current = await linesNow(tx, pairingId);
    if (current !== undefined && sameLines(current, lines)) return refused('same');
    await replaceSuggestion(tx, { pairingId, now });
    const by = youId;
    const agreementId = await addVersion(tx, { pairingId, lines, by, now, random });
    await sayOk(tx, { agreementId, memberId: youId, now });
    await tellSuggested(tx, { pairingId, agreementId, now, random });
    return { ...done, agreementId };
  });
}

export type Okayed =
  { outcome: 'done'; isAgreed: boolean } | Refused<'not_found' | 'wrapped_up' | 'replaced'>;

/** Says OK to what was suggested. It holds once both have, whoever suggested it. */
export function okAgreement(
  room: Room,
  { actor, pairingId, agreementId }: { actor: Viewer; pairingId: string; agreementId: string },
): Promise<Okayed> {
  return inPairing(room, { actor, pairingId }, async (acting): Promise<Okayed> => {
    const { tx, pairing, youId, now } = acting;
    const version = await versionOf(tx, { pairingId, agreementId });
    if (version === undefined) return refused('not_found');
    if (version.state === 'agreed') return { ...done, isAgreed: true };
    if (!isLiving(pairing)) return refused('wrapped_up');
    if (version.state === 'replaced') return refused('replaced');
    await sayOk(tx, { agreementId, memberId: youId, now });
    if (!isAgreedBy(await oksOf(tx, agreementId), pairing)) return { ...done, isAgreed: false };
    await agree(acting, { agreementId, lines: readLines(version.lines) });
    return { ...done, isAgreed: true };
  });
}

/** Takes a suggestion off the table, one's own or the other's: everything stays as it is. */
export function leaveAgreement(
  room: Room,
  { actor, pairingId, agreementId }: { actor: Viewer; pairingId: string; agreementId: string },
): Promise<Done | Refused<'not_found' | 'agreed'>> {
  return inPairing(room, { actor, pairingId }, async ({ tx, now }) => {
    const version = await versionOf(tx, { pairingId, agreementId });
    if (version === undefined) return refused('not_found');
    if (version.state === 'agreed') return refused('agreed');
    if (version.state === 'suggested') await replaceSuggestion(tx, { pairingId, now });
    return done;
  });
}

interface Calming extends Moment {
  pairingId: string;
  /** Who already wants it, which nobody else is told; null where neither said so. */
  preOkBy: string | null;
  pace?: Pace;
}

/**
 * Suggests the next calmer (or quicker) rhythm in nobody's name; both have to say OK. What somebody
 * suggested themselves is not pushed aside.
 *
 * @returns the suggestion's id; null where there is nothing to suggest or one is open
 */
export async function suggestCalmer(
  tx: Tx,
  { pairingId, preOkBy, pace = 'calmer', now, random }: Calming,
): Promise<string | null> {
  const pairing = await readPairing(tx, pairingId);
  const current = await linesNow(tx, pairingId);
  const lines = current && otherPace(current, pace);
  if (pairing === undefined || !isLiving(pairing) || lines === undefined) return null;
  if ((await openSuggestion(tx, pairingId)) !== undefined) return null;
  const agreementId = await addVersion(tx, { pairingId, lines, by: null, now, random });
  if (preOkBy !== null) await sayOk(tx, { agreementId, memberId: preOkBy, now });
  await tellSuggested(tx, { pairingId, agreementId, now, random });
  return agreementId;
}

async function agree(
  { tx, pairing, now, random }: Acting,
  { agreementId, lines }: { agreementId: string; lines: AgreementLines },
): Promise<void> {
  const before = await linesNow(tx, pairing.id);
  await tx
    .updateTable('agreements')
    .set({ state: 'agreed', answered_at: now })
    .where('id', '=', agreementId)
    .execute();
  tellPages(tx, pairing.id);
  const months = monthsToReview(lines);
  if (before === undefined || monthsToReview(before) !== months)
    await moveReview(tx, { pairing, reviewMonths: months, now, random });
  const event: AgreementAgreed = { name: 'AgreementAgreed', pairingId: pairing.id, agreementId };
  await announce(tx, { event, now, random });
}

async function moveReview(
  tx: Tx,
  { pairing, reviewMonths, now, random }: { pairing: Pairing; reviewMonths: number } & Moment,
): Promise<void> {
  const moved = reviewedLater(pairing, { reviewMonths, now });
  if (moved === pairing) return;
  await savePairing(tx, moved, { now, random });
  await forgetAnswers(tx, { pairingId: pairing.id, about: 'renewal' });
}

function tellSuggested(
  tx: Tx,
  { pairingId, agreementId, now, random }: { pairingId: string; agreementId: string } & Moment,
): Promise<void> {
  const event: AgreementSuggested = { name: 'AgreementSuggested', pairingId, agreementId };
  return announce(tx, { event, now, random });
}
