/** Making a report, and reading one. */
import { recordAct } from '#domain/community/organisers/commands.server.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import { makeId } from '#lib/ids.ts';
import type { Random } from '#lib/random.ts';
import { day } from '#platform/clock.server.ts';
import { seal, unseal } from '#platform/crypto.server.ts';
import type { Tx } from '#platform/db/database.server.ts';
import { announce } from '#platform/jobs.server.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import type { ReportMade } from './events.ts';
import { gatherEvidence } from './evidence/queries.server.ts';
import type { SaidReport } from './input.ts';
import {
  aboutWhom,
  findReport,
  findReportable,
  readersOf,
  type ReportSeen,
} from './queries.server.ts';
import { mostADay, type Evidence, type Thing } from './report.ts';

type Room = Pick<Runtime, 'db' | 'clock' | 'random' | 'secret'>;

interface NewReport {
  readonly actor: Viewer;
  readonly thing: Thing;
  readonly thingId: string;
  readonly said: SaidReport;
  /** Whether the messages around it go along. */
  readonly withThread: boolean;
}

/**
 * What else happens with a report, in the same transaction: the reporter may block the person too, where
 * it is about somebody in particular.
 */
export type AlsoWithReport = (
  tx: Tx,
  { aboutId, now }: { aboutId: string | null; now: number },
) => Promise<void>;

/**
 * Tells the organisers, and keeps a sealed copy of what it is about as it reads now. The person it is about
 * is not told, and no organiser reads who reported it.
 *
 * @returns `not_found` for what the actor does not see, `too_many` after ten in a day
 */
export function makeReport(
  { db, clock, random, secret }: Room,
  { alsoInTransaction, ...report }: NewReport & { alsoInTransaction: AlsoWithReport },
): Promise<
  { outcome: 'done'; reportId: string } | { outcome: 'refused'; code: 'not_found' | 'too_many' }
> {
  const now = clock.now();
  const { actor, thing, thingId, withThread } = report;
  return db.transact(async (tx) => {
    const reportable = await findReportable(tx, { thing, thingId, viewerId: actor.id });
    if (reportable === undefined) return { outcome: 'refused', code: 'not_found' };
    if ((await madeSince(tx, { actor, since: now - day })) >= mostADay)
      return { outcome: 'refused', code: 'too_many' };
    const evidence = await gatherEvidence(tx, { reportable, viewerId: actor.id, withThread });
    const aboutId = reportable.about?.id ?? null;
    const reportId = await save(tx, { report, aboutId, evidence, secret, now, random });
    const event: ReportMade = { name: 'ReportMade', reportId };
    await announce(tx, { event, now, random });
    await alsoInTransaction(tx, { aboutId, now });
    return { outcome: 'done', reportId };
  });
}

async function madeSince(
  tx: Tx,
  { actor, since }: { actor: Viewer; since: number },
): Promise<number> {
  const row = await tx
    .selectFrom('reports')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('reporter_id', '=', actor.id)
    .where('reported_at', '>', since)
    .executeTakeFirst();
  return Number(row?.count ?? 0);
}

interface Saving {
  readonly report: NewReport;
  readonly aboutId: string | null;
  readonly evidence: Evidence;
  readonly secret: string;
  readonly now: number;
  readonly random: Random;
}

async function save(
  tx: Tx,
  { report, aboutId, evidence, secret, now, random }: Saving,
): Promise<string> {
  const { actor, thing, thingId, said } = report;
  const id = makeId(now, random);
  const aboutIds = await aboutWhom(tx, { thing, thingId, aboutId });
  const readers = await readersOf(tx, { aboutIds, reporterId: actor.id });
  await tx
    .insertInto('reports')
    .values({
      id,
      reporter_id: actor.id,
      about_id: aboutId,
      thing,
      thing_id: thingId,
      reason: said.reason,
      words: said.words,
      sealed_evidence: seal({ secret, text: JSON.stringify(evidence), random }),
      reported_at: now,
      readers: readers.length,
    })
    .execute();
  return id;
}

export interface OpenedReport extends ReportSeen {
  /** What the reporter added, in their words. */
  readonly words: string;
  /** Null where it was sealed under another secret and cannot be read any more. */
  readonly evidence: Evidence | null;
}

/**
 * Opens a report for an organiser it is not about. Somebody's words are read, so it is written down who
 * did, each time (requirement C6); undefined where {@link findReport} finds none.
 */
export function openReport(
  { db, clock, random, secret }: Room,
  { actor, reportId }: { actor: Viewer; reportId: string },
): Promise<OpenedReport | undefined> {
  const now = clock.now();
  return db.transact(async (tx) => {
    const seen = await findReport(tx, { reportId, organiserId: actor.id });
    if (seen === undefined) return undefined;
    const { words, sealed_evidence: sealed } = await tx
      .selectFrom('reports')
      .select(['words', 'sealed_evidence'])
      .where('id', '=', reportId)
      .executeTakeFirstOrThrow();
    await recordAct(tx, { actorId: actor.id, act: 'opened_report', about: reportId, now, random });
    return { ...seen, words, evidence: readEvidence(unseal({ secret, sealed })) };
  });
}

/** Our own writing, see {@link makeReport}. */
function readEvidence(text: string | null): Evidence | null {
  if (text === null) return null;
  const evidence: Evidence = JSON.parse(text);
  return evidence;
}
