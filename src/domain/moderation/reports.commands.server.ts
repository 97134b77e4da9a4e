/** Making a report, and reading one. */
import { recordAct } from '#domain/community/organisers.commands.server.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import { setApart } from './block-member.commands.server.ts';
import { done, refused } from '#lib/outcome.ts';
import { type Act, type ActRuntime, command } from '#platform/act.server.ts';
import { day } from '#lib/duration.ts';
import { seal, unseal } from '#platform/crypto.server.ts';
import type { Tx } from '#platform/db/database.server.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import { ReportMade } from './events.ts';
import { takeSnapshot } from './report-snapshot.queries.server.ts';
import type { SaidReport } from './report.input.ts';
import {
  aboutWhom,
  findReport,
  findReportable,
  readersOf,
  type ReportSeen,
} from './reports.queries.server.ts';
import { mostADay, readSnapshot, type ReportSnapshot, type Thing } from './report.ts';

type SealingRuntime = ActRuntime & Pick<Runtime, 'secret'>;

interface NewReport {
  readonly actor: Viewer;
  readonly thing: Thing;
  readonly thingId: string;
  readonly said: SaidReport;
  /** Whether the messages around it go along. */
  readonly withThread: boolean;
  /** Whether the reporter blocks the person as well, where it is about somebody in particular. */
  readonly block: boolean;
}

/**
 * Saves a report and announces it to the organisers, with a sealed copy of what it is about as it
 * reads now. The person it is about is not told, and no organiser reads who reported it. Refused with
 * `not_found` for what the actor does not see, `too_many` after ten in a day.
 */
export const makeReport = command(async (act, report: NewReport, { secret }: SealingRuntime) => {
  const { tx, now } = act;
  const { actor, thing, thingId, withThread } = report;
  const reportable = await findReportable(tx, { thing, thingId, viewerId: actor.id });
  if (reportable === undefined) return refused('not_found');
  if ((await madeSince(tx, { actor, since: now - day })) >= mostADay) return refused('too_many');
  const evidence = await takeSnapshot(tx, { reportable, viewerId: actor.id, withThread });
  const aboutId = reportable.about?.id ?? null;
  const reportId = await save(act, { report, aboutId, evidence, secret });
  await act.announce(ReportMade, { reportId });
  if (report.block && aboutId !== null) await setApart(act, { actor, otherId: aboutId });
  return done({ reportId });
});

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
  readonly evidence: ReportSnapshot;
  readonly secret: string;
}

async function save(act: Act, { report, aboutId, evidence, secret }: Saving): Promise<string> {
  const { tx, now } = act;
  const { actor, thing, thingId, said } = report;
  const id = act.id();
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
      sealed_evidence: seal({ secret, text: JSON.stringify(evidence), random: act.random }),
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
  readonly evidence: ReportSnapshot | null;
}

/**
 * Opens a report for an organiser it is not about. Somebody's words are read, so it is recorded who
 * did, each time (requirement C6); undefined where {@link findReport} finds none.
 */
export const openReport = command(
  async (
    act,
    { actor, reportId }: { actor: Viewer; reportId: string },
    { secret }: SealingRuntime,
  ): Promise<OpenedReport | undefined> => {
    const seen = await findReport(act.tx, { reportId, organiserId: actor.id });
    if (seen === undefined) return undefined;
    const { words, sealed_evidence: sealed } = await act.tx
      .selectFrom('reports')
      .select(['words', 'sealed_evidence'])
      .where('id', '=', reportId)
      .executeTakeFirstOrThrow();
    await recordAct(act, { actorId: actor.id, act: 'opened_report', about: reportId });
    const evidence = unseal({ secret, sealed });
    return { ...seen, words, evidence: evidence === null ? null : readSnapshot(evidence) };
  },
);
