import { equal, ok } from 'node:assert/strict';
import { describe, expect, it } from 'vitest';
import { hour, day } from '#lib/duration.ts';
import {
  asked,
  ended,
  nextDueAt,
  nextRequestStep,
  replied,
  sentRequest,
  stateAt,
  type Request,
  type RequestState,
} from './request.ts';
import fc from '#tests/fast-check.ts';

const start = Date.UTC(2026, 10, 18, 14, 20);
const sent = sentRequest({ replyDays: 3, holdsPlace: true, now: start });

describe('a note to Ana, who usually replies in three days', () => {
  it('is brought up after three days and ends after seven', () => {
    expect(sent).toMatchObject({
      remindAt: start + 3 * day,
      dueAt: start + 7 * day,
      latestAt: start + 28 * day,
    });
    expect(nextDueAt(sent)).toBe(start + 3 * day);
    expect(nextRequestStep(sent, start)).toEqual({ step: 'none' });
    const reminded = nextRequestStep(sent, start + 3 * day);
    expect(reminded).toMatchObject({ step: 'remind' });
    if (reminded.step === 'none') throw new Error('a reminder was due');
    expect(nextDueAt(reminded.request)).toBe(start + 7 * day);
    expect(nextRequestStep(reminded.request, start + 4 * day)).toEqual({ step: 'none' });
    expect(nextRequestStep(sent, start + 7 * day)).toMatchObject({
      step: 'expire',
      request: { state: 'expired', holdsPlace: false },
    });
  });

  it('is brought up a day before its end where she promises more than a week', () => {
    const slow = sentRequest({ replyDays: 14, holdsPlace: false, now: start });
    expect(slow.remindAt).toBe(start + 6 * day);
  });

  it('has expired once its time is over, even before anybody saw to it', () => {
    expect(stateAt(sent, start + 7 * day - 1)).toBe('open');
    expect(stateAt(sent, start + 7 * day)).toBe('expired');
    expect(ended(sent, { state: 'accepted', now: start + 7 * day })).toEqual({
      outcome: 'refused',
      code: 'already_expired',
    });
  });
});

/** What a note should be, said in another way than request.ts does. */
interface Model {
  now: number;
  state: RequestState;
  turn: 'mentor' | 'writer';
  wasAsked: boolean;
  lastWord: number;
  reminders: number;
}

interface Real {
  request: Request;
  reminders: number;
}

const deadline = ({ lastWord }: Model) => Math.min(lastWord + 7 * day, start + 28 * day);
const isOver = (model: Model) => model.state !== 'open' || model.now >= deadline(model);

function check(model: Model, { request, reminders }: Real): void {
  const state = model.state === 'open' && isOver(model) ? 'expired' : model.state;
  equal(stateAt(request, model.now), state);
  ok(request.dueAt <= request.latestAt);
  equal(reminders, model.reminders);
  ok(reminders <= 1);
  equal(request.endedAt === null, request.state === 'open');
  ok(request.state === 'open' || !request.holdsPlace);
}

function apply(model: Model, real: Real, moved: ReturnType<typeof ended>): boolean {
  const wasOver = isOver(model);
  if (moved.outcome === 'refused') {
    const state = model.state === 'open' ? 'expired' : model.state;
    equal(moved.code, wasOver ? `already_${state}` : 'not_asked');
    return false;
  }
  ok(!wasOver);
  real.request = moved.request;
  return true;
}

class End implements fc.Command<Model, Real> {
  readonly state: 'accepted' | 'declined' | 'withdrawn' | 'passed_on';
  constructor(state: End['state']) {
    this.state = state;
  }
  check = () => true;
  run(model: Model, real: Real): void {
    const { state } = this;
    const moved = ended(real.request, { state, now: model.now });
    if (apply(model, real, moved)) model.state = state;
    else if (moved.outcome === 'refused') ok(moved.code !== 'not_asked');
    check(model, real);
  }
  toString = () => this.state;
}

class Ask implements fc.Command<Model, Real> {
  check = () => true;
  run(model: Model, real: Real): void {
    if (apply(model, real, asked(real.request, model.now))) {
      model.wasAsked = true;
      model.turn = 'writer';
      model.lastWord = model.now;
    }
    check(model, real);
  }
  toString = () => 'ask';
}

class Reply implements fc.Command<Model, Real> {
  check = () => true;
  run(model: Model, real: Real): void {
    const moved = replied(real.request, { replyDays: 3, now: model.now });
    if (apply(model, real, moved)) {
      ok(model.wasAsked);
      model.turn = 'mentor';
      model.lastWord = model.now;
    } else if (!isOver(model)) ok(!model.wasAsked);
    check(model, real);
  }
  toString = () => 'reply';
}

/** Time passes, with the clock seen to or while nothing runs. */
class Pass implements fc.Command<Model, Real> {
  readonly hours: number;
  readonly isRunning: boolean;
  constructor(hours: number, isRunning: boolean) {
    this.hours = hours;
    this.isRunning = isRunning;
  }
  check = () => true;
  run(model: Model, real: Real): void {
    model.now += this.hours * hour;
    if (this.isRunning) {
      for (let steps = 0; ; steps++) {
        const next = nextRequestStep(real.request, model.now);
        if (next.step === 'none') {
          const dueAt = nextDueAt(real.request);
          if (dueAt !== null) ok(dueAt > model.now);
          break;
        }
        // However late it is, one step is all there is to do.
        equal(steps, 0);
        real.request = next.request;
        if (next.step === 'remind') real.reminders += 1;
      }
      this.expected(model);
      equal(real.request.state, model.state);
    }
    check(model, real);
  }
  private expected(model: Model): void {
    if (model.state !== 'open') return;
    if (isOver(model)) model.state = 'expired';
    else if (
      model.turn === 'mentor' &&
      model.reminders === 0 &&
      model.now >= model.lastWord + 3 * day &&
      model.lastWord + 3 * day < deadline(model)
    )
      model.reminders = 1;
  }
  toString = () => `${this.isRunning ? 'pass' : 'off for'} ${this.hours} h`;
}

describe('any note, whatever the two and the clock do', () => {
  it('C5: never reaches a wrong state and always ends within its clock, 10,000 times', () => {
    const commands = fc.commands(
      [
        ...(['accepted', 'declined', 'withdrawn', 'passed_on'] as const).map((state) =>
          fc.constant(new End(state)),
        ),
        fc.constant(new Ask()),
        fc.constant(new Reply()),
        fc
          .tuple(fc.integer({ min: 0, max: 100 }), fc.boolean())
          .map(([hours, isRunning]) => new Pass(hours, isRunning)),
        fc.integer({ min: 0, max: 400 }).map((hours) => new Pass(hours, true)),
      ],
      { maxCommands: 16, size: 'max' },
    );
    fc.assert(
      fc.property(commands, (list) => {
        const model: Model = {
          now: start,
          state: 'open',
          turn: 'mentor',
          wasAsked: false,
          lastWord: start,
          reminders: 0,
        };
        const real: Real = { request: sent, reminders: 0 };
        fc.modelRun(() => ({ model, real }), list);
        new Pass(29 * 24, true).run(model, real);
        ok(real.request.state !== 'open');
      }),
      { numRuns: 10_000 },
    );
  });
});
