import { describe, expect, it } from 'vitest';
import { day } from '#lib/duration.ts';
import {
  answerFor,
  freshUntil,
  isAvailable,
  nextStep,
  noTick,
  reminderDue,
  ticked,
  unticked,
  type Tick,
} from './tick.ts';
import fc from '#tests/fast-check.ts';

const start = Date.UTC(2026, 10, 18, 14, 20);
const tickDays = 90;

describe('Ana’s tick', () => {
  it('holds for ninety days and not an instant longer', () => {
    const tick = ticked(noTick, start);
    expect(isAvailable(tick, { tickDays, now: start + 90 * day - 1 })).toBe(true);
    expect(isAvailable(tick, { tickDays, now: start + 90 * day })).toBe(false);
  });

  it('asks once, fourteen days before its end', () => {
    const tick = ticked(noTick, start);
    const due = start + 76 * day;
    expect(nextStep(tick, { tickDays, now: due - 1 }).step).toBe('rest');
    const asked = nextStep(tick, { tickDays, now: due });
    expect(asked).toMatchObject({ step: 'remind', tick: { remindedAt: due } });
    if (asked.step === 'remind')
      expect(nextStep(asked.tick, { tickDays, now: due + day }).step).toBe('rest');
  });

  it('asks halfway where the community lets ticks hold for a week', () => {
    expect(reminderDue(start, 7)).toBe(start + 3.5 * day);
  });

  it('goes off without a word after the reminder, and with a single one where there was none', () => {
    const tick = ticked(noTick, start);
    const now = start + 97 * day;
    expect(nextStep({ ...tick, remindedAt: start + 76 * day }, { tickDays, now })).toMatchObject({
      step: 'lapse',
      lastWord: false,
    });
    expect(nextStep(tick, { tickDays, now })).toMatchObject({
      step: 'lapse',
      lastWord: true,
      tick: { availableAt: null, lapsedAt: now, confirmedAt: start },
    });
  });

  it('remembers when she first ticked it while she goes on confirming', () => {
    const again = ticked(ticked(noTick, start), start + day);
    expect(again).toMatchObject({ availableAt: start, confirmedAt: start + day });
    expect(unticked(again)).toMatchObject({ availableAt: null, lapsedAt: null });
  });
});

describe('the link in Ana’s letter', () => {
  const tick = ticked(noTick, start);
  const at = (now: number, of: Tick = tick) => answerFor(of, { confirmedAt: start, tickDays, now });
  const lapsed: Tick = { ...tick, availableAt: null, lapsedAt: start + 90 * day };

  it('works until thirty days after the tick went off', () => {
    expect(at(start + 80 * day)).toBe('may_confirm');
    expect(at(start + 119 * day, lapsed)).toBe('may_confirm');
    expect(at(start + 120 * day, lapsed)).toBe('too_late');
  });

  it('does not put her back on after she unticked the box herself', () => {
    expect(at(start + 80 * day, unticked(tick))).toBe('taken_off');
  });

  it('has nothing left to do once she confirmed in another way', () => {
    expect(at(start + 81 * day, ticked(tick, start + 80 * day))).toBe('confirmed_since');
  });
});

describe('any tick, whatever happens in whatever order', () => {
  const events = fc.array(
    fc.record({
      what: fc.constantFrom('tick', 'untick', 'sweep', 'sweep', 'sweep'),
      after: fc.integer({ min: 0, max: 40 * day }),
    }),
    { maxLength: 60 },
  );

  it('gets at most one letter for each confirmation, and is never on the list when it is stale', () => {
    fc.assert(
      fc.property(events, fc.integer({ min: 7, max: 365 }), (list, days) => {
        let now = start;
        let tick = noTick;
        const letters = new Map<number, number>();
        for (const { what, after } of list) {
          now += after;
          if (what === 'tick') tick = ticked(tick, now);
          if (what === 'untick') tick = unticked(tick);
          if (what === 'sweep') {
            const step = nextStep(tick, { tickDays: days, now });
            if (step.step === 'rest') continue;
            if (step.step === 'remind' || step.lastWord) {
              letters.set(tick.confirmedAt ?? 0, (letters.get(tick.confirmedAt ?? 0) ?? 0) + 1);
            }
            tick = step.tick;
            if (tick.availableAt !== null)
              expect(now).toBeLessThan(freshUntil(tick.confirmedAt ?? 0, days));
          }
          if (isAvailable(tick, { tickDays: days, now })) {
            expect(now).toBeLessThan(freshUntil(tick.confirmedAt ?? 0, days));
          }
        }
        for (const count of letters.values()) expect(count).toBe(1);
      }),
      { numRuns: 2000 },
    );
  });
});
