/** What time does to check-ins: one opens when it is due, and closes quietly two weeks later. */
import { makeId } from '#lib/ids.ts';
import type { Random } from '#lib/random.ts';
import type { Tx } from '#platform/db/database.server.ts';
import { announce, letSleep, wakeAt, type JobHandler } from '#platform/jobs.server.ts';
import { publish } from '#platform/live.server.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import { nextCheckInStep, type CheckInStep } from './checkin.ts';
import type { CheckInOpened } from './events.ts';
import { readClock } from './queries.server.ts';

export const checkInClockKind = 'check-in-clock';

interface Tending {
  readonly pairingId: string;
  readonly now: number;
  readonly random: Random;
}

/**
 * The clock of one pairing's check-ins, and at the same time the reaction to whatever happens to the
 * pairing itself: begun, resting, awake, wrapped up. It looks at how things are and does what is due.
 */
export const tendCheckIns: JobHandler = async ({ payload }, { db, clock, random }) => {
  const { pairingId } = payload as { pairingId: string };
  const now = clock.now();
  await db.transact((tx) => tend(tx, { pairingId, now, random }));
};

/** Winds the clock of every pairing that goes along or has a check-in open, and has no clock. */
export async function windCheckInClocks({
  db,
  clock,
  random,
}: Pick<Runtime, 'db' | 'clock' | 'random'>): Promise<void> {
  const now = clock.now();
  await db.transact(async (tx) => {
    for (const pairingId of await unwound(tx)) await tend(tx, { pairingId, now, random });
  });
}

/** Takes every step that is due, then winds the clock for the next. */
async function tend(tx: Tx, tending: Tending): Promise<void> {
  const { pairingId, now, random } = tending;
  const job = { kind: checkInClockKind, key: pairingId, now };
  for (;;) {
    const clock = await readClock(tx, pairingId);
    if (clock === undefined) return;
    const next = nextCheckInStep(clock, now);
    if (next.step === 'sleep') return letSleep(tx, job);
    if (next.step === 'wait')
      return wakeAt(tx, { ...job, payload: { pairingId }, dueAt: next.until, random });
    await take(tx, { next, openId: clock.openId, ...tending });
  }
}

type DueStep = Exclude<CheckInStep, { step: 'wait' | 'sleep' }>;

async function take(
  tx: Tx,
  { next, openId, ...tending }: Tending & { next: DueStep; openId: string | null },
): Promise<void> {
  switch (next.step) {
    case 'open':
      return open(tx, { closesAt: next.closesAt, ...tending });
    case 'close':
      await close(tx, { checkInId: openId ?? '', ...tending });
      return plan(tx, { nextAt: next.nextAt, ...tending });
    case 'plan':
      return plan(tx, { nextAt: next.nextAt, ...tending });
  }
}

async function open(
  tx: Tx,
  { pairingId, closesAt, now, random }: Tending & { closesAt: number },
): Promise<void> {
  const id = makeId(now, random);
  await tx
    .insertInto('check_ins')
    .values({ id, pairing_id: pairingId, opened_at: now, closes_at: closesAt })
    .execute();
  const event: CheckInOpened = { name: 'CheckInOpened', checkInId: id };
  await announce(tx, { event, now, random });
  publish(tx, `pairing:${pairingId}`);
}

/** What was said is forgotten; only what both said alike stays, as both have read it. */
async function close(
  tx: Tx,
  { checkInId, pairingId, now }: Tending & { checkInId: string },
): Promise<void> {
  await tx.deleteFrom('check_in_answers').where('check_in_id', '=', checkInId).execute();
  await tx.updateTable('check_ins').set({ closed_at: now }).where('id', '=', checkInId).execute();
  publish(tx, `pairing:${pairingId}`);
}

async function plan(
  tx: Tx,
  { pairingId, nextAt }: Tending & { nextAt: number | null },
): Promise<void> {
  await tx
    .updateTable('pairings')
    .set({ check_in_at: nextAt })
    .where('id', '=', pairingId)
    .execute();
}

async function unwound(tx: Tx): Promise<string[]> {
  const rows = await tx
    .selectFrom('pairings')
    .leftJoin('check_ins', (join) =>
      join.onRef('check_ins.pairing_id', '=', 'pairings.id').on('check_ins.closed_at', 'is', null),
    )
    .leftJoin('jobs', (join) =>
      join
        .onRef('jobs.job_key', '=', 'pairings.id')
        .on('jobs.kind', '=', checkInClockKind)
        .on('jobs.done_at', 'is', null)
        .on('jobs.given_up_at', 'is', null),
    )
    .select('pairings.id')
    .where('jobs.id', 'is', null)
    .where((eb) => eb.or([eb('pairings.state', '=', 'going'), eb('check_ins.id', 'is not', null)]))
    .execute();
  return rows.map(({ id }) => id);
}
