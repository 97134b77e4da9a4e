import { expect, it } from 'vitest';
import { day } from '#lib/duration.ts';
import {
  agreementOf,
  feelings,
  isBlank,
  nextCheckInAt,
  nextCheckInStep,
  openFor,
  paces,
  suggestionsFor,
  type Answer,
  type CheckInState,
} from './checkin.ts';
import { readAnswer } from './checkin.input.ts';
import fc from '#tests/fast-check.ts';

const answer = fc.record<Answer>({
  feels: fc.constantFrom('' as const, ...feelings),
  pace: fc.constantFrom('' as const, ...paces),
  changeWords: fc.constantFrom('', 'Shorter calls'),
});

it('reveals two whole answers that are the same, and nothing of any other two', () => {
  fc.assert(
    fc.property(answer, answer, (ana, ben) => {
      const isSame = ana.feels === ben.feels && ana.pace === ben.pace && !isBlank(ana);
      const { feels, pace } = ana;
      expect(agreementOf(ana, ben)).toEqual(isSame ? { feels, pace } : null);
      expect(agreementOf(ben, ana)).toEqual(agreementOf(ana, ben));
    }),
  );
});

it('suggests nothing to Ana who is fine, and a way out to Ana who feels a bit off', () => {
  expect(suggestionsFor({ feels: 'good', pace: 'right' })).toEqual([]);
  expect(suggestionsFor({ feels: 'okay', pace: 'right' })).toEqual([]);
  expect(suggestionsFor({ feels: 'good', pace: 'too_much' })).toContain('say_it_for_me');
  expect(suggestionsFor({ feels: 'off', pace: 'right' })).toEqual([
    'change_rhythm',
    'say_it_for_me',
    'rest',
    'wrap_up',
    'organiser',
  ]);
});

it('comes six weeks after the last, or with the fourth meeting where that is sooner', () => {
  expect(nextCheckInAt({ since: 0 })).toBe(42 * day);
  expect(nextCheckInAt({ since: 0, meetings: [1, 2, 3].map((n) => n * 7 * day) })).toBe(42 * day);
  const weekly = [1, 2, 3, 4, 5].map((n) => n * 7 * day);
  expect(nextCheckInAt({ since: 0, meetings: weekly })).toBe(28 * day);
});

const going: CheckInState = { state: 'going', goingSince: 0, checkInAt: 42 * day, open: null };
const opened = { openedAt: 42 * day, closesAt: 42 * day + openFor };

it('opens one check-in after however long the server was off, and closes it after fourteen days', () => {
  expect(nextCheckInStep(going, 41 * day)).toEqual({ step: 'wait', until: 42 * day });
  expect(nextCheckInStep(going, 300 * day)).toEqual({ step: 'open', closesAt: 314 * day });
  const open = { ...going, open: opened };
  expect(nextCheckInStep(open, 50 * day)).toEqual({ step: 'wait', until: opened.closesAt });
  expect(nextCheckInStep(open, 56 * day)).toEqual({ step: 'close', nextAt: 84 * day });
  expect(nextCheckInStep({ ...going, checkInAt: null }, 1)).toEqual({
    step: 'plan',
    nextAt: 42 * day,
  });
});

it('asks nothing of two who rest or have wrapped up, and closes what was open', () => {
  for (const state of ['trying_out', 'resting', 'wrapped_up'] as const)
    expect(nextCheckInStep({ ...going, state }, 300 * day)).toEqual({ step: 'none' });
  expect(nextCheckInStep({ ...going, state: 'resting', open: opened }, 43 * day)).toEqual({
    step: 'close',
    nextAt: 84 * day,
  });
  expect(nextCheckInStep({ ...going, state: 'wrapped_up', open: opened }, 43 * day)).toEqual({
    step: 'close',
    nextAt: null,
  });
});

it('always comes to a next time, never one in the past', () => {
  const clock = fc.record<CheckInState>({
    state: fc.constantFrom('trying_out', 'going', 'resting', 'wrapped_up'),
    goingSince: fc.integer({ min: 0, max: 900 }).map((days) => days * day),
    checkInAt: fc.option(fc.integer({ min: 0, max: 900 }).map((days) => days * day)),
    open: fc.option(
      fc
        .integer({ min: 0, max: 900 })
        .map((days) => ({ openedAt: days * day, closesAt: days * day + openFor })),
    ),
  });
  fc.assert(
    fc.property(clock, fc.integer({ min: 0, max: 1000 }), (start, days) => {
      const now = days * day;
      let here = start;
      for (let steps = 0; steps < 5; steps++) {
        const next = nextCheckInStep(here, now);
        if (next.step === 'none') return;
        if (next.step === 'wait') {
          expect(next.until).toBeGreaterThan(now);
          return;
        }
        if (next.step === 'open')
          here = { ...here, open: { openedAt: now, closesAt: next.closesAt } };
        else if (next.step === 'close') here = { ...here, open: null, checkInAt: next.nextAt };
        else here = { ...here, checkInAt: next.nextAt };
      }
      throw new Error('It goes round in circles');
    }),
  );
});

it('reads what Ana typed, and says which part cannot be', () => {
  expect(readAnswer({ feels: 'off', pace: '', changeWords: '  shorter ' })).toEqual({
    answer: { feels: 'off', pace: '', changeWords: 'shorter' },
  });
  expect(readAnswer({ feels: 'splendid', pace: 'right', changeWords: 'x'.repeat(501) })).toEqual({
    problems: [
      { field: 'feels', code: 'choose_one' },
      { field: 'changeWords', code: 'too_long' },
    ],
  });
});
