import { expect, it } from 'vitest';
import { day } from '#lib/duration.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import { inAct } from '#platform/act.server.ts';
import type { Database } from '#platform/db/database.server.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { addMember, foundCommunity } from '#tests/factories.ts';
import { beginGoing, beginPairing, freeTerms, runPairingClock } from '#tests/pairings.ts';
import { testRuntime, type TestRuntime } from '#tests/runtime.ts';
import { readPairing } from './pairing-store.queries.server.ts';
import { answerRenewal } from './private-answers.commands.server.ts';
import { findPairing } from './pairings.queries.server.ts';
import { wrapUp } from './ending.commands.server.ts';
import { firstLines, type AgreementLines } from './agreement.ts';
import {
  leaveAgreement,
  okAgreement,
  suggestAgreement,
  suggestCalmer,
} from './agreements.commands.server.ts';
import { agreementOf } from './agreements.queries.server.ts';

const first = firstLines(freeTerms);
const weekly: AgreementLines = {
  ...first,
  rhythm: { every: 'week', minutes: 30, way: 'video' },
  where: 'Jitsi',
};

interface World {
  runtime: TestRuntime;
  ana: Viewer;
  ben: Viewer;
}

async function world(db: Database): Promise<World> {
  const runtime = testRuntime(db);
  await foundCommunity(runtime);
  const ana = await addMember(runtime, { name: 'Ana', offer: {} });
  return { runtime, ana, ben: await addMember(runtime, { name: 'Ben' }) };
}

const events = async ({ db }: TestRuntime) =>
  (
    await db.read
      .selectFrom('jobs')
      .select('kind')
      .where('kind', 'like', 'event:Agreement%')
      .orderBy('kind')
      .execute()
  ).map(({ kind }) => kind.replace('event:', ''));

async function suggest(
  { runtime }: World,
  { actor, pairingId, lines }: { actor: Viewer; pairingId: string; lines: AgreementLines },
): Promise<string> {
  const suggested = await suggestAgreement(runtime, { actor, pairingId, lines });
  if (suggested.outcome !== 'done') throw new Error(suggested.code);
  return suggested.agreementId;
}

const seenBy = ({ runtime }: World, { viewer, pairingId }: { viewer: Viewer; pairingId: string }) =>
  agreementOf(runtime.db.read, { pairingId, viewerId: viewer.id });

eachEngine('what Ana and Ben agree', (freshDatabase) => {
  it('begins with the terms as they were, which a later price never reaches', async () => {
    const here = await world(await freshDatabase());
    const { runtime, ana, ben } = here;
    const pairingId = await beginPairing(runtime, { mentor: ana, mentee: ben });
    await runtime.db.transact((tx) =>
      tx.updateTable('offers').set({ terms: 'charges', amount: 9000, currency: 'EUR' }).execute(),
    );
    expect(await seenBy(here, { viewer: ben, pairingId })).toMatchObject({
      current: { number: 1, state: 'agreed', lines: first, by: 'us' },
      suggested: null,
      history: [],
      reviewAt: null,
    });
  });

  it('changes once Ben says OK to what Ana suggested, and the version before stays readable', async () => {
    const here = await world(await freshDatabase());
    const { runtime, ana, ben } = here;
    const pairingId = await beginGoing(runtime, { mentor: ana, mentee: ben });
    const agreementId = await suggest(here, { actor: ana, pairingId, lines: weekly });
    expect(await okAgreement(runtime, { actor: ana, pairingId, agreementId })).toEqual({
      outcome: 'done',
      isAgreed: false,
    });
    expect(await seenBy(here, { viewer: ben, pairingId })).toMatchObject({
      current: { number: 1 },
      suggested: { id: agreementId, number: 2, by: 'them', yourOk: false, lines: weekly },
    });
    const ok = { actor: ben, pairingId, agreementId };
    expect(await okAgreement(runtime, ok)).toEqual({ outcome: 'done', isAgreed: true });
    expect(await okAgreement(runtime, ok)).toEqual({ outcome: 'done', isAgreed: true });
    expect(await seenBy(here, { viewer: ana, pairingId })).toMatchObject({
      current: { id: agreementId, by: 'you', lines: weekly },
      suggested: null,
      history: [{ number: 1, state: 'agreed' }],
    });
    expect(await events(runtime)).toEqual(['AgreementAgreed', 'AgreementSuggested']);
  });

  it('goes back and forth: another suggestion takes the place of the one before', async () => {
    const here = await world(await freshDatabase());
    const { runtime, ana, ben } = here;
    const pairingId = await beginGoing(runtime, { mentor: ana, mentee: ben });
    const once = await suggest(here, { actor: ana, pairingId, lines: weekly });
    const calmer = { ...weekly, where: 'The library' };
    const other = await suggest(here, { actor: ben, pairingId, lines: calmer });
    const late = { actor: ben, pairingId, agreementId: once };
    expect(await okAgreement(runtime, late)).toEqual({ outcome: 'refused', code: 'replaced' });
    await okAgreement(runtime, { actor: ana, pairingId, agreementId: other });
    expect(await seenBy(here, { viewer: ana, pairingId })).toMatchObject({
      current: { number: 3, by: 'them', lines: calmer },
      history: [
        { number: 2, state: 'replaced', by: 'you' },
        { number: 1, state: 'agreed' },
      ],
    });
  });

  it('fault 11: suggesting the same twice is suggesting it once, and what holds is no suggestion', async () => {
    const here = await world(await freshDatabase());
    const { runtime, ana, ben } = here;
    const pairingId = await beginGoing(runtime, { mentor: ana, mentee: ben });
    const once = await suggest(here, { actor: ana, pairingId, lines: weekly });
    expect(await suggest(here, { actor: ana, pairingId, lines: weekly })).toBe(once);
    expect(await suggestAgreement(runtime, { actor: ben, pairingId, lines: first })).toEqual({
      outcome: 'refused',
      code: 'same',
    });
    expect(await events(runtime)).toEqual(['AgreementSuggested']);
  });

  it('stays as it is when either takes the suggestion off the table', async () => {
    const here = await world(await freshDatabase());
    const { runtime, ana, ben } = here;
    const pairingId = await beginGoing(runtime, { mentor: ana, mentee: ben });
    const agreementId = await suggest(here, { actor: ana, pairingId, lines: weekly });
    const leaving = { actor: ben, pairingId, agreementId };
    expect(await leaveAgreement(runtime, leaving)).toEqual({ outcome: 'done' });
    expect(await leaveAgreement(runtime, leaving)).toEqual({ outcome: 'done' });
    expect(await seenBy(here, { viewer: ana, pairingId })).toMatchObject({
      current: { number: 1 },
      suggested: null,
    });
  });

  it('moves the review date when both want another one, and answers the question about going on', async () => {
    const here = await world(await freshDatabase());
    const { runtime, ana, ben } = here;
    const pairingId = await beginGoing(runtime, { mentor: ana, mentee: ben });
    const before = (await readPairing(runtime.db.read, pairingId))?.reviewAt;
    const sameDate = await suggest(here, { actor: ana, pairingId, lines: weekly });
    await okAgreement(runtime, { actor: ben, pairingId, agreementId: sameDate });
    expect((await readPairing(runtime.db.read, pairingId))?.reviewAt).toBe(before);

    runtime.clock.pass(80 * day);
    await runPairingClock(runtime, pairingId);
    await answerRenewal(runtime, { actor: ana, pairingId, says: 'no' });
    const longer = { ...weekly, reviewAfterMonths: 6 };
    const later = await suggest(here, { actor: ana, pairingId, lines: longer });
    await okAgreement(runtime, { actor: ben, pairingId, agreementId: later });
    const now = runtime.clock.now();
    const page = await findPairing(runtime.db.read, { pairingId, viewerId: ana.id, now });
    expect(page?.asked).toBeNull();
    expect(page?.reviewAt).toBeGreaterThan(now + 180 * day);
    expect(await runtime.db.read.selectFrom('pairing_answers').selectAll().execute()).toEqual([]);
  });

  it('becomes calmer in nobody’s name, without telling Ben that Ana had asked for it', async () => {
    const here = await world(await freshDatabase());
    const { runtime, ana, ben } = here;
    const pairingId = await beginGoing(runtime, { mentor: ana, mentee: ben });
    const calmer = { pairingId, preOkBy: ana.id };
    const agreementId = await inAct(runtime, (act) => suggestCalmer(act, calmer));
    expect(await inAct(runtime, (act) => suggestCalmer(act, calmer))).toBeNull();
    const forBen = await seenBy(here, { viewer: ben, pairingId });
    expect(forBen?.suggested).toMatchObject({ by: 'us', yourOk: false });
    expect(JSON.stringify(forBen)).not.toContain(ana.id);
    await okAgreement(runtime, { actor: ben, pairingId, agreementId: agreementId ?? '' });
    expect(await seenBy(here, { viewer: ben, pairingId })).toMatchObject({
      current: { by: 'us', lines: { rhythm: { every: 'month' } } },
    });
  });

  it('needs both OKs where neither had asked for it', async () => {
    const here = await world(await freshDatabase());
    const { runtime, ana, ben } = here;
    const pairingId = await beginGoing(runtime, { mentor: ana, mentee: ben });
    const calmer = { pairingId, preOkBy: null };
    const agreementId = (await inAct(runtime, (act) => suggestCalmer(act, calmer))) ?? '';
    const ok = (actor: Viewer) => okAgreement(runtime, { actor, pairingId, agreementId });
    expect(await ok(ben)).toMatchObject({ isAgreed: false });
    expect(await ok(ana)).toMatchObject({ isAgreed: true });
  });

  it('C2: is not there for Eli, and cannot be changed once it is over', async () => {
    const here = await world(await freshDatabase());
    const { runtime, ana, ben } = here;
    const eli = await addMember(runtime, { name: 'Eli' });
    const pairingId = await beginGoing(runtime, { mentor: ana, mentee: ben });
    const agreementId = await suggest(here, { actor: ana, pairingId, lines: weekly });
    const notFound = { outcome: 'refused', code: 'not_found' };
    expect(await seenBy(here, { viewer: eli, pairingId })).toBeUndefined();
    expect(await suggestAgreement(runtime, { actor: eli, pairingId, lines: first })).toEqual(
      notFound,
    );
    expect(await okAgreement(runtime, { actor: eli, pairingId, agreementId })).toEqual(notFound);
    expect(await okAgreement(runtime, { actor: ben, pairingId, agreementId: pairingId })).toEqual(
      notFound,
    );
    await wrapUp(runtime, { actor: ana, pairingId });
    const over = { outcome: 'refused', code: 'wrapped_up' };
    expect(await okAgreement(runtime, { actor: ben, pairingId, agreementId })).toEqual(over);
    expect(await suggestAgreement(runtime, { actor: ben, pairingId, lines: weekly })).toEqual(over);
  });
});
