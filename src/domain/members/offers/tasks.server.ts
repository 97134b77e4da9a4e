/** What time does to ticks: one reminder, then quietly off the list. */
import type { Community } from '#domain/community/community.ts';
import { findCommunity } from '#domain/community/queries.server.ts';
import { hour } from '#platform/clock.server.ts';
import type { Tx } from '#platform/db/database.server.ts';
import { enqueue, type JobHandler } from '#platform/jobs.server.ts';
import { post } from '#platform/mail.server.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import { unsubscribeUrl } from '../choices/commands.server.ts';
import { wantsLetters } from '../choices/queries.server.ts';
import type { AlsoInTransaction } from '../pictures/commands.server.ts';
import { columnsOf, stillAroundToken } from './commands.server.ts';
import { lapsedLetter, reminderLetter } from './letters.ts';
import { ticksToLookAt, type DueTick } from './queries.server.ts';
import { freshUntil, nextStep, reminderDue, type TickStep } from './tick.ts';

type Room = Pick<Runtime, 'config' | 'secret' | 'db' | 'clock' | 'random'>;

const batch = 200;
export const sweepKind = 'sweep-ticks';

/**
 * The job that sweeps once an hour. Each run asks for the next under that hour's own key, so however
 * many processes and restarts there are, one run an hour is left.
 *
 * @param alsoInTransaction what else follows when somebody leaves the list
 */
export function makeTickTasks(alsoInTransaction: AlsoInTransaction): JobHandler {
  return async (_job, runtime) => {
    await sweepTicks(runtime, { alsoInTransaction });
    await scheduleSweep(runtime, { dueAt: nextHour(runtime.clock.now()) });
  };
}

/** Asks for a sweep: at once when the server starts, else at `dueAt` (epoch milliseconds). */
export async function scheduleSweep(
  { db, clock, random }: Pick<Runtime, 'db' | 'clock' | 'random'>,
  { dueAt }: { dueAt: number },
): Promise<void> {
  const key = `${sweepKind}:${Math.floor(dueAt / hour)}`;
  const now = clock.now();
  await db.transact((tx) => enqueue(tx, { kind: sweepKind, key, payload: {}, dueAt, now, random }));
}

const nextHour = (now: number) => (Math.floor(now / hour) + 1) * hour;

/**
 * Reminds those whose tick ends soon and takes off the list those whose tick has ended. Safe to run at
 * any time, as often as one likes and in several processes: each step is taken once.
 */
export async function sweepTicks(
  room: Room,
  { alsoInTransaction }: { alsoInTransaction: AlsoInTransaction },
): Promise<{ reminded: number; lapsed: number }> {
  const community = await findCommunity(room.db.read);
  const counts = { reminded: 0, lapsed: 0 };
  if (community === undefined) return counts;
  const now = room.clock.now();
  const sweep = { room, community, now, alsoInTransaction };
  const confirmedBefore = now - reminderDue(0, community.tickDays);
  let after = { confirmedAt: -1, memberId: '' };
  for (;;) {
    const ticks = await ticksToLookAt(room.db.read, { confirmedBefore, after, limit: batch });
    for (const tick of ticks) {
      const step = await takeStep(sweep, tick);
      if (step === 'remind') counts.reminded += 1;
      if (step === 'lapse') counts.lapsed += 1;
    }
    const last = ticks.at(-1);
    if (last === undefined || ticks.length < batch) return counts;
    after = { confirmedAt: last.confirmedAt ?? 0, memberId: last.memberId };
  }
}

interface Sweep {
  room: Room;
  community: Community;
  now: number;
  alsoInTransaction: AlsoInTransaction;
}

async function takeStep(sweep: Sweep, due: DueTick): Promise<TickStep['step']> {
  const { room, community, now, alsoInTransaction } = sweep;
  const step = nextStep(due, { tickDays: community.tickDays, now });
  if (step.step === 'rest') return 'rest';
  const isTaken = await room.db.transact(async (tx) => {
    if (!(await writeIfUnchanged(tx, { due, step }))) return false;
    if (step.step === 'remind' || step.lastWord) await write(tx, { sweep, due, step });
    if (step.step === 'remind') return true;
    await alsoInTransaction(tx, { memberId: due.memberId, now });
    return true;
  });
  return isTaken ? step.step : 'rest';
}

/** False when someone else, or the member, was faster. */
async function writeIfUnchanged(
  tx: Tx,
  { due, step }: { due: DueTick; step: Exclude<TickStep, { step: 'rest' }> },
): Promise<boolean> {
  const rows = await tx
    .updateTable('offers')
    .set(columnsOf(step.tick))
    .where('member_id', '=', due.memberId)
    .where('available_at', 'is not', null)
    .where('confirmed_at', '=', due.confirmedAt)
    .where('reminded_at', due.remindedAt === null ? 'is' : '=', due.remindedAt)
    .returning('member_id')
    .execute();
  return rows.length === 1;
}

async function write(
  tx: Tx,
  { sweep, due, step }: { sweep: Sweep; due: DueTick; step: Exclude<TickStep, { step: 'rest' }> },
): Promise<void> {
  const { room, community, now } = sweep;
  const { memberId } = due;
  if (due.address === null || !(await wantsLetters(tx, { memberId, matter: 'tick' }))) return;
  const confirmedAt = due.confirmedAt ?? 0;
  const locale = due.locale === 'en' || due.locale === 'de' ? due.locale : community.locale;
  const token = stillAroundToken(room.secret, { memberId, confirmedAt });
  const offUrl = unsubscribeUrl(room, { memberId, unwanted: 'tick' });
  const facts = {
    name: due.name,
    community: community.name,
    url: `${room.config.publicUrl}/still-around/${token}`,
    offUrl,
    locale,
  };
  const written =
    step.step === 'remind'
      ? reminderLetter({
          ...facts,
          endsAt: freshUntil(confirmedAt, community.tickDays),
          timeZone: due.timeZone,
        })
      : lapsedLetter(facts);
  const letter = {
    key: `tick:${memberId}:${confirmedAt}`,
    category: 'tick' as const,
    to: { address: due.address, name: due.name },
    ...written,
    unsubscribe: { url: offUrl },
  };
  await post(tx, { letter, secret: room.secret, now, random: room.random });
}
