/** Opening and closing check-ins: one opens when it is due, and closes two weeks later. */
import { saveCheckInDue } from '#domain/pairings/pairing-store.commands.server.ts';
import type { Act, ThingClock } from '#platform/act.server.ts';
import { reaction } from '#platform/reactions.server.ts';
import { runClock } from '#platform/thing-clock.server.ts';
import { checkInDue, nextCheckInStep, type CheckInStep } from './checkin.ts';
import { CheckInOpened } from './events.ts';
import { readSchedule, stoppedSchedules, type CheckInSchedule } from './checkins.queries.server.ts';

/** Runs while a pairing goes along or has a check-in open. */
const checkInClock: ThingClock<CheckInSchedule> = {
  kind: 'check-in-clock',
  idOf: ({ pairingId }) => pairingId,
  dueAt: (schedule, { now }) => checkInDue(schedule, now),
};

export const checkInClockTask = runClock(checkInClock, {
  read: readSchedule,
  stopped: stoppedSchedules,
  step: (act, { pairingId }) => tend(act, pairingId),
  restart: (act, { pairingId }) => tend(act, pairingId),
});

/**
 * After a pairing began, rests, wakes or has wrapped up. Does what is due by the state of things, so the
 * order in which events arrive does not matter.
 */
export const updateCheckIns = reaction((act, { pairingId }: { pairingId: string }) =>
  tend(act, pairingId),
);

/** Takes every step that is due, then sets the clock for the next. */
async function tend(act: Act, pairingId: string): Promise<void> {
  for (;;) {
    const schedule = await readSchedule(act.tx, pairingId);
    if (schedule === undefined) return;
    const next = nextCheckInStep(schedule, act.now);
    if (next.step === 'none' || next.step === 'wait') return act.schedule(checkInClock, schedule);
    await take(act, schedule, next);
  }
}

async function take(
  act: Act,
  { pairingId, openId }: CheckInSchedule,
  next: Exclude<CheckInStep, { step: 'wait' | 'none' }>,
): Promise<void> {
  switch (next.step) {
    case 'open':
      return open(act, { pairingId, closesAt: next.closesAt });
    case 'close':
      await close(act, { pairingId, checkInId: openId ?? '' });
      return saveCheckInDue(act, { pairingId, at: next.nextAt });
    case 'plan':
      return saveCheckInDue(act, { pairingId, at: next.nextAt });
  }
}

async function open(
  act: Act,
  { pairingId, closesAt }: { pairingId: string; closesAt: number },
): Promise<void> {
  const checkInId = act.id();
  await act.tx
    .insertInto('check_ins')
    .values({ id: checkInId, pairing_id: pairingId, opened_at: act.now, closes_at: closesAt })
    .execute();
  await act.announce(CheckInOpened, { checkInId });
  act.refresh(`pairing:${pairingId}`);
}

/** Deletes the answers; what both said alike stays in the check-in, as both have read it. */
async function close(
  act: Act,
  { pairingId, checkInId }: { pairingId: string; checkInId: string },
): Promise<void> {
  const { tx, now } = act;
  await tx.deleteFrom('check_in_answers').where('check_in_id', '=', checkInId).execute();
  await tx.updateTable('check_ins').set({ closed_at: now }).where('id', '=', checkInId).execute();
  act.refresh(`pairing:${pairingId}`);
}
