/**
 * The tick "available for mentoring": it is fresh or it goes. Each confirmation holds for as many days
 * as the community says; before it ends the member is reminded once, after it the tick goes off.
 * All times are epoch milliseconds.
 */
import { day } from '#lib/duration.ts';

/** For how many days a confirmation holds where the community has not said. */
export const usualTickDays = 90;

export interface Tick {
  /** When the box was ticked; null while it is not. */
  readonly availableAt: number | null;
  readonly confirmedAt: number | null;
  /** When the reminder for this confirmation was written, if it was. */
  readonly remindedAt: number | null;
  /** When it went off by itself; null after the member unticked it. */
  readonly lapsedAt: number | null;
}

export const noTick: Tick = {
  availableAt: null,
  confirmedAt: null,
  remindedAt: null,
  lapsedAt: null,
};

/** From this instant on the tick no longer holds. */
export const freshUntil = (confirmedAt: number, tickDays: number): number =>
  confirmedAt + tickDays * day;

/** From this instant on a reminder is due: two weeks before the end, or halfway where ticks are short. */
export const reminderDue = (confirmedAt: number, tickDays: number): number =>
  freshUntil(confirmedAt, tickDays) - Math.min(14, tickDays / 2) * day;

/** True while the box is ticked and its confirmation holds. */
export function isAvailable(
  { availableAt, confirmedAt }: Tick,
  { tickDays, now }: { tickDays: number; now: number },
): boolean {
  return availableAt !== null && confirmedAt !== null && now < freshUntil(confirmedAt, tickDays);
}

/** The box after the member ticked it, or said that they are still around. */
export function ticked({ availableAt }: Tick, now: number): Tick {
  return { availableAt: availableAt ?? now, confirmedAt: now, remindedAt: null, lapsedAt: null };
}

/** The box after the member unticked it. */
export function unticked({ confirmedAt }: Tick): Tick {
  return { availableAt: null, confirmedAt, remindedAt: null, lapsedAt: null };
}

/** The tick gone off before its time; the link of a letter about it brings it back. */
export function lapsed(tick: Tick, now: number): Tick {
  return { ...tick, availableAt: null, lapsedAt: now, remindedAt: tick.remindedAt ?? now };
}

/** What time does to a tick by itself; `last_word` when it goes off and nothing had been said before. */
export type TickStep =
  | { step: 'rest' }
  | { step: 'remind'; tick: Tick }
  | { step: 'lapse'; tick: Tick; lastWord: boolean };

/** What is due for a tick now. At most one letter goes out for each confirmation. */
export function nextStep(
  tick: Tick,
  { tickDays, now }: { tickDays: number; now: number },
): TickStep {
  const { availableAt, confirmedAt, remindedAt } = tick;
  if (availableAt === null || confirmedAt === null) return { step: 'rest' };
  if (now >= freshUntil(confirmedAt, tickDays)) {
    return { step: 'lapse', lastWord: remindedAt === null, tick: lapsed(tick, now) };
  }
  const isDue = remindedAt === null && now >= reminderDue(confirmedAt, tickDays);
  return isDue ? { step: 'remind', tick: { ...tick, remindedAt: now } } : { step: 'rest' };
}

/** For how long after the tick's end the link in its letter still works. */
const grace = 30 * day;

/** What the link in a letter leads to, for the confirmation it was written about. */
export type Answer = 'may_confirm' | 'confirmed_since' | 'taken_off' | 'too_late';

/** What "still around" in a letter about the confirmation at `confirmedAt` means by now. */
export function answerFor(
  tick: Tick,
  { confirmedAt, tickDays, now }: { confirmedAt: number; tickDays: number; now: number },
): Answer {
  const isOff = tick.availableAt === null && tick.lapsedAt === null;
  if (isOff) return 'taken_off';
  if (tick.confirmedAt !== confirmedAt)
    return tick.availableAt === null ? 'too_late' : 'confirmed_since';
  return now < freshUntil(confirmedAt, tickDays) + grace ? 'may_confirm' : 'too_late';
}
