/** Ticks run out: one reminder, then off the list without a further letter. */
import { hour } from '#lib/duration.ts';
import { localeOf } from '#lib/locale.ts';
import type { Community } from '#domain/community/community.ts';
import { findCommunity } from '#domain/community/community.queries.server.ts';
import { type Act, type ActRuntime, inAct } from '#platform/act.server.ts';
import type { Tx } from '#platform/db/database.server.ts';
import { post } from '#platform/mail.server.ts';
import { repeat } from '#platform/repeated-task.server.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import { unsubscribeUrl } from './mail-choices.commands.server.ts';
import { wantsLetters } from './mail-choices.queries.server.ts';
import { columnsOf, stillAroundToken } from './ticks.commands.server.ts';
import { lapsedLetter, reminderLetter } from './tick-letters.ts';
import { ticksToLookAt, type DueTick } from './ticks.queries.server.ts';
import { freshUntil, nextStep, reminderDue, type TickStep } from './tick.ts';

type SweepRuntime = ActRuntime & Pick<Runtime, 'config' | 'secret'>;

const batch = 200;

export const tickSweep = repeat('sweep-ticks', { every: hour, work: sweepTicks });

/**
 * Reminds those whose tick ends soon and takes off the list those whose tick has ended. Safe to run at
 * any time, as often as one likes and in several processes: each step is taken once.
 */
export async function sweepTicks(
  runtime: SweepRuntime,
): Promise<{ reminded: number; lapsed: number }> {
  const community = await findCommunity(runtime.db.read);
  const counts = { reminded: 0, lapsed: 0 };
  if (community === undefined) return counts;
  const now = runtime.clock.now();
  const sweep = { runtime, community, now };
  const confirmedBefore = now - reminderDue(0, community.tickDays);
  let after = { confirmedAt: -1, memberId: '' };
  for (;;) {
    const ticks = await ticksToLookAt(runtime.db.read, { confirmedBefore, after, limit: batch });
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
  runtime: SweepRuntime;
  community: Community;
  now: number;
}

type TickStepDue = Exclude<TickStep, { step: 'rest' }>;

async function takeStep(sweep: Sweep, due: DueTick): Promise<TickStep['step']> {
  const { runtime, community, now } = sweep;
  const step = nextStep(due, { tickDays: community.tickDays, now });
  if (step.step === 'rest') return 'rest';
  const isTaken = await inAct(runtime, async (act) => {
    if (!(await writeIfUnchanged(act.tx, { due, step }))) return false;
    if (step.step === 'remind' || step.lastWord) await write(act, { sweep, due, step });
    if (step.step === 'lapse') act.touched('member', due.memberId);
    return true;
  });
  return isTaken ? step.step : 'rest';
}

/** False when someone else, or the member, was faster. */
async function writeIfUnchanged(
  tx: Tx,
  { due, step }: { due: DueTick; step: TickStepDue },
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
  act: Act,
  { sweep, due, step }: { sweep: Sweep; due: DueTick; step: TickStepDue },
): Promise<void> {
  const { runtime, community } = sweep;
  const { memberId } = due;
  if (due.address === null || !(await wantsLetters(act.tx, { memberId, matter: 'tick' }))) return;
  const confirmedAt = due.confirmedAt ?? 0;
  const locale = localeOf(due.locale) ?? community.locale;
  const token = stillAroundToken(runtime.secret, { memberId, confirmedAt });
  const offUrl = unsubscribeUrl(runtime, { memberId, unwanted: 'tick' });
  const facts = {
    name: due.name,
    community: community.name,
    url: `${runtime.config.publicUrl}/still-around/${token}`,
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
  await post(act, { letter, secret: runtime.secret });
}
