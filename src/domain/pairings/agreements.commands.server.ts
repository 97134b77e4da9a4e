import type { Viewer } from '#domain/members/viewer.ts';
import { done, refused } from '#lib/outcome.ts';
import type { Act } from '#platform/act.server.ts';
import { AgreementAgreed, AgreementSuggested } from './events.ts';
import { pairingCommand, savePairing } from './pairing-store.commands.server.ts';
import { readPairing } from './pairing-store.queries.server.ts';
import { deleteAnswers } from './private-answer-store.commands.server.ts';
import { isLiving, reviewedLater, type Pairing } from './pairing.ts';
import {
  isAgreedBy,
  monthsToReview,
  otherPace,
  readLines,
  sameLines,
  type AgreementLines,
  type Pace,
} from './agreement.ts';
import { linesNow } from './agreements.queries.server.ts';
import {
  addVersion,
  oksOf,
  openSuggestion,
  replaceSuggestion,
  sayOk,
  versionOf,
} from './agreement-store.commands.server.ts';

interface Suggesting {
  actor: Viewer;
  pairingId: string;
  lines: AgreementLines;
}

/** Suggests other lines; they replace what was suggested before, by either. */
export const suggestAgreement = pairingCommand(
  async (act, { pairing, youId }, { pairingId, lines }: Suggesting) => {
    if (!isLiving(pairing)) return refused('wrapped_up');
    const open = await openSuggestion(act.tx, pairingId);
    if (open?.suggested_by === youId && sameLines(readLines(open.lines), lines))
      return done({ agreementId: open.id });
    const current = await linesNow(act.tx, pairingId);
    if (current !== undefined && sameLines(current, lines)) return refused('same');
    await replaceSuggestion(act, { pairingId });
    const agreementId = await addVersion(act, { pairingId, lines, by: youId });
    await sayOk(act, { agreementId, memberId: youId });
    await act.announce(AgreementSuggested, { pairingId, agreementId });
    return done({ agreementId });
  },
);

interface AgreementAct {
  actor: Viewer;
  pairingId: string;
  agreementId: string;
}

/** Says OK to what was suggested. It holds once both have, whoever suggested it. */
export const okAgreement = pairingCommand(
  async (act, { pairing, youId }, { pairingId, agreementId }: AgreementAct) => {
    const version = await versionOf(act.tx, { pairingId, agreementId });
    if (version === undefined) return refused('not_found');
    if (version.state === 'agreed') return done({ isAgreed: true });
    if (!isLiving(pairing)) return refused('wrapped_up');
    if (version.state === 'replaced') return refused('replaced');
    await sayOk(act, { agreementId, memberId: youId });
    if (!isAgreedBy(await oksOf(act.tx, agreementId), pairing)) return done({ isAgreed: false });
    await agree(act, { pairing, agreementId, lines: readLines(version.lines) });
    return done({ isAgreed: true });
  },
);

/** Takes back a suggestion, one's own or the other's: what was agreed stays as it is. */
export const leaveAgreement = pairingCommand(
  async (act, _yours, { pairingId, agreementId }: AgreementAct) => {
    const version = await versionOf(act.tx, { pairingId, agreementId });
    if (version === undefined) return refused('not_found');
    if (version.state === 'agreed') return refused('agreed');
    if (version.state === 'suggested') await replaceSuggestion(act, { pairingId });
    return done();
  },
);

interface Calming {
  pairingId: string;
  /** Who already wants it, which nobody else is told; null where neither said so. */
  preOkBy: string | null;
  pace?: Pace;
}

/**
 * Suggests the next calmer (or quicker) rhythm in nobody's name; both have to say OK. It does not
 * replace a suggestion of one of the two.
 *
 * @returns the suggestion's id; null where there is nothing to suggest or one is open
 */
export async function suggestCalmer(
  act: Act,
  { pairingId, preOkBy, pace = 'calmer' }: Calming,
): Promise<string | null> {
  const pairing = await readPairing(act.tx, pairingId);
  const current = await linesNow(act.tx, pairingId);
  const lines = current && otherPace(current, pace);
  if (pairing === undefined || !isLiving(pairing) || lines === undefined) return null;
  if ((await openSuggestion(act.tx, pairingId)) !== undefined) return null;
  const agreementId = await addVersion(act, { pairingId, lines, by: null });
  if (preOkBy !== null) await sayOk(act, { agreementId, memberId: preOkBy });
  await act.announce(AgreementSuggested, { pairingId, agreementId });
  return agreementId;
}

async function agree(
  act: Act,
  { pairing, agreementId, lines }: { pairing: Pairing; agreementId: string; lines: AgreementLines },
): Promise<void> {
  const before = await linesNow(act.tx, pairing.id);
  await act.tx
    .updateTable('agreements')
    .set({ state: 'agreed', answered_at: act.now })
    .where('id', '=', agreementId)
    .execute();
  const months = monthsToReview(lines);
  if (before === undefined || monthsToReview(before) !== months)
    await moveReview(act, { pairing, reviewMonths: months });
  await act.announce(AgreementAgreed, { pairingId: pairing.id, agreementId });
}

async function moveReview(
  act: Act,
  { pairing, reviewMonths }: { pairing: Pairing; reviewMonths: number },
): Promise<void> {
  const moved = reviewedLater(pairing, { reviewMonths, now: act.now });
  if (moved === pairing) return;
  await savePairing(act, moved);
  await deleteAnswers(act, { pairingId: pairing.id, about: 'renewal' });
}
