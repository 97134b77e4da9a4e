import { describe, expect, it } from 'vitest';
import { day, hour } from '#lib/duration.ts';
import { bothSaidYes } from './private-answer.ts';
import fc from '#tests/fast-check.ts';
import {
  asked,
  askedAbout,
  begin,
  goingAlong,
  isLiving,
  nextDueAt,
  nextPairingStep,
  renewed,
  rested,
  reviewedLater,
  woken,
  wrappedUp,
  type Answer,
  type Pairing,
  type PairingState,
} from './pairing.ts';

const start = Date.UTC(2026, 10, 18, 14, 20);
const sides = { mentorId: 'ana', menteeId: 'ben' };
const fresh = (chatAt: number | null = null): Pairing =>
  begin(
    { id: 'p', kind: 'mentoring', ...sides, requestId: null, conversationId: 'c' },
    { chatAt, now: start },
  );
const going = () => goingAlong(fresh(), { reviewMonths: 3, now: start });
const reviewAt = Date.UTC(2027, 1, 18, 14, 20);

describe('Ana and Ben, just one chat', () => {
  it('are asked two hours after the time of their chat', () => {
    const pairing = fresh(start + 3 * day);
    expect(nextDueAt(pairing)).toBe(start + 3 * day + 2 * hour);
    expect(nextPairingStep(pairing, start + 3 * day + 2 * hour - 1).step).toBe('none');
    expect(nextPairingStep(pairing, start + 3 * day + 2 * hour)).toMatchObject({
      step: 'ask_after_chat',
      pairing: { askEndsAt: start + 17 * day + 2 * hour },
    });
  });

  it('are asked after two weeks where they set no time', () => {
    expect(nextDueAt(fresh())).toBe(start + 14 * day);
  });

  it('wrap up gently two weeks after being asked', () => {
    const pairing = asked(fresh(), start + day);
    expect(nextPairingStep(pairing, start + 15 * day - 1).step).toBe('none');
    expect(nextPairingStep(pairing, start + 15 * day)).toMatchObject({
      step: 'wrap_up',
      pairing: { state: 'wrapped_up', wrappedUpAt: start + 15 * day, askedAt: null },
    });
  });
});

describe('Ana and Ben, going along', () => {
  it('look at it again in three months and are asked two weeks before', () => {
    expect(going()).toMatchObject({ state: 'going', goingSince: start, reviewAt });
    expect(nextDueAt(going())).toBe(reviewAt - 14 * day);
    const step = nextPairingStep(going(), reviewAt - 14 * day);
    expect(step).toMatchObject({ step: 'ask_renewal', pairing: { askEndsAt: reviewAt } });
  });

  it('have the next date counted from the one that was due, however early both said yes', () => {
    const pairing = asked(going(), reviewAt - 14 * day);
    const next = renewed(pairing, { reviewMonths: 3, now: reviewAt - 13 * day });
    expect(next).toMatchObject({ askedAt: null, reviewAt: Date.UTC(2027, 4, 18, 14, 20) });
  });

  it('are not rushed when the server was down on the review date: they have a week to answer', () => {
    const late = reviewAt + 5 * day;
    const step = nextPairingStep(going(), late);
    expect(step).toMatchObject({
      step: 'ask_renewal',
      pairing: { askEndsAt: late + 7 * day, reviewAt: late + 7 * day },
    });
  });

  it('need no answer once they agreed on another date', () => {
    const pairing = asked(going(), reviewAt - 14 * day);
    const next = reviewedLater(pairing, { reviewMonths: 6, now: reviewAt - 10 * day });
    expect(askedAbout(next)).toBeNull();
    expect(nextDueAt(next)).toBe(Date.UTC(2027, 7, 8, 14, 20) - 14 * day);
  });
});

describe('Ana and Ben, resting', () => {
  it('wake by themselves, with everything as much later as the rest was long', () => {
    const pairing = rested(asked(going(), reviewAt - 14 * day), {
      until: reviewAt + 20 * day,
      now: reviewAt - 10 * day,
    });
    expect(nextDueAt(pairing)).toBe(reviewAt + 20 * day);
    expect(askedAbout(pairing)).toBeNull();
    const step = nextPairingStep(pairing, reviewAt + 20 * day);
    expect(step).toMatchObject({
      step: 'wake',
      pairing: { state: 'going', askEndsAt: reviewAt + 30 * day, reviewAt: reviewAt + 30 * day },
    });
  });

  it('find another time for a chat that would have been during the rest', () => {
    const pairing = rested(fresh(start + 3 * day), { until: start + 30 * day, now: start + day });
    const awake = woken(pairing, start + 30 * day);
    expect(awake).toMatchObject({ state: 'trying_out', chatAt: null });
    expect(nextDueAt(awake)).toBe(start + 44 * day);
  });

  it('can move the date, and rest again another time', () => {
    const once = rested(going(), { until: start + 30 * day, now: start + day });
    const longer = rested(once, { until: start + 60 * day, now: start + 10 * day });
    expect(longer).toMatchObject({ restingSince: start + day, restingUntil: start + 60 * day });
    const again = rested(woken(longer, start + 20 * day), {
      until: start + 90 * day,
      now: start + 25 * day,
    });
    expect(woken(again, start + 90 * day).reviewAt).toBe(reviewAt + 19 * day + 65 * day);
  });
});

/** What the model knows: how the product describes a pairing, without any of its times. */
interface Model {
  state: PairingState;
  before: 'trying_out' | 'going' | null;
  isAsked: boolean;
  yeses: Set<string>;
}

/** The pairing under test, living through time as the clock and the commands let it. */
class Life {
  pairing = fresh();
  now = start;
  answers = new Map<string, Answer>();
  steps: string[] = [];

  pass(time: number): void {
    this.now += time;
    for (let due = nextPairingStep(this.pairing, this.now); due.step !== 'none';) {
      this.pairing = due.pairing;
      this.steps.push(due.step);
      if (!isLiving(due.pairing)) this.answers.clear();
      due = nextPairingStep(this.pairing, this.now);
    }
  }

  answer(who: string, says: Answer): void {
    const about = askedAbout(this.pairing);
    if (about === null) return;
    this.answers.set(who, says);
    if (!bothSaidYes(this.answers, sides)) return;
    const by = { reviewMonths: 3, now: this.now };
    this.pairing =
      about === 'after_chat' ? goingAlong(this.pairing, by) : renewed(this.pairing, by);
    this.answers.clear();
  }
}

type Command = fc.Command<Model, Life>;

const isAwake = ({ state }: Model) => state === 'trying_out' || state === 'going';

class Answering implements Command {
  readonly who: string;
  readonly says: Answer;
  constructor(who: string, says: Answer) {
    this.who = who;
    this.says = says;
  }
  check = (model: Model) => isAwake(model) && model.isAsked;
  run(model: Model, life: Life) {
    life.answer(this.who, this.says);
    if (this.says === 'yes') model.yeses.add(this.who);
    else model.yeses.delete(this.who);
    if (model.yeses.size === 2) {
      model.state = 'going';
      model.isAsked = false;
      model.yeses.clear();
    }
    expectAlike(model, life);
  }
  toString = () => `${this.who} says ${this.says}`;
}

class Chatted implements Command {
  check = ({ state, isAsked }: Model) => state === 'trying_out' && !isAsked;
  run(model: Model, life: Life) {
    life.pairing = asked(life.pairing, life.now);
    model.isAsked = true;
    expectAlike(model, life);
  }
  toString = () => 'they chatted';
}

class Resting implements Command {
  readonly days: number;
  constructor(days: number) {
    this.days = days;
  }
  check = ({ state }: Model) => state !== 'wrapped_up';
  run(model: Model, life: Life) {
    life.pairing = rested(life.pairing, { until: life.now + this.days * day, now: life.now });
    if (model.state === 'trying_out' || model.state === 'going') model.before = model.state;
    model.state = 'resting';
    expectAlike(model, life);
  }
  toString = () => `rest for ${this.days} days`;
}

class Waking implements Command {
  check = ({ state }: Model) => state === 'resting';
  run(model: Model, life: Life) {
    life.pairing = woken(life.pairing, life.now);
    model.state = model.before ?? 'wrapped_up';
    model.before = null;
    expectAlike(model, life);
  }
  toString = () => 'wake';
}

class WrappingUp implements Command {
  check = () => true;
  run(model: Model, life: Life) {
    life.pairing = wrappedUp(life.pairing, life.now);
    life.answers.clear();
    Object.assign(model, { state: 'wrapped_up', before: null, isAsked: false });
    model.yeses.clear();
    expectAlike(model, life);
  }
  toString = () => 'wrap up';
}

class Passing implements Command {
  readonly hours: number;
  constructor(hours: number) {
    this.hours = hours;
  }
  check = () => true;
  run(model: Model, life: Life) {
    life.steps = [];
    life.pass(this.hours * hour);
    for (const step of life.steps) follow(model, step);
    expectAlike(model, life);
  }
  toString = () => `${this.hours} hours pass`;
}

/** Time may only do what the state allows: nothing is ended unasked, nothing over comes back. */
function follow(model: Model, step: string): void {
  expect(model.state).not.toBe('wrapped_up');
  if (step === 'wake') {
    expect(model.state).toBe('resting');
    model.state = model.before ?? 'wrapped_up';
    model.before = null;
  } else if (step === 'wrap_up') {
    expect(model).toMatchObject({ isAsked: true, before: null });
    expect(model.yeses.size).toBeLessThan(2);
    Object.assign(model, { state: 'wrapped_up', isAsked: false });
    model.yeses.clear();
  } else {
    expect(model).toMatchObject({
      isAsked: false,
      state: step === 'ask_renewal' ? 'going' : 'trying_out',
    });
    model.isAsked = true;
  }
}

function expectAlike(model: Model, { pairing, now }: Life): void {
  expect(pairing.state).toBe(model.state);
  expect(pairing.beforeRest).toBe(model.before);
  expect(pairing.askedAt !== null).toBe(model.isAsked);
  expect(pairing.askEndsAt !== null).toBe(model.isAsked);
  expect(pairing.wrappedUpAt !== null).toBe(model.state === 'wrapped_up');
  const due = nextDueAt(pairing);
  if (model.state === 'wrapped_up') expect(due).toBeNull();
  // However it stands, time will come for it: within the longest rest, or the longest wait.
  else expect((due ?? Infinity) - now).toBeLessThanOrEqual(800 * day);
}

describe('the states of a pairing', () => {
  it('C5: go over into each other only as they may, in ten thousand random lives', () => {
    const who = fc.constantFrom('ana', 'ben');
    const commands = fc.commands(
      [
        fc
          .tuple(who, fc.constantFrom<Answer>('yes', 'yes', 'no'))
          .map(([name, says]) => new Answering(name, says)),
        fc.constant(new Chatted()),
        fc.integer({ min: 1, max: 366 }).map((days) => new Resting(days)),
        fc.constant(new Waking()),
        fc.constant(new WrappingUp()),
        fc.integer({ min: 1, max: 60 * 24 }).map((hours) => new Passing(hours)),
      ],
      { size: '+1', maxCommands: 30 },
    );
    fc.assert(
      fc.property(commands, (lived) => {
        const setup = () => ({
          model: { state: 'trying_out', before: null, isAsked: false, yeses: new Set() } as Model,
          real: new Life(),
        });
        fc.modelRun(setup, lived);
      }),
      { numRuns: 10_000 },
    );
  });

  it('C5: all end by themselves where nobody says a word any more', () => {
    const rest = fc.record({ days: fc.integer({ min: 1, max: 366 }), is: fc.boolean() });
    fc.assert(
      fc.property(fc.boolean(), rest, (isGoing, { days, is }) => {
        const life = new Life();
        if (isGoing) life.pairing = goingAlong(life.pairing, { reviewMonths: 12, now: life.now });
        if (is)
          life.pairing = rested(life.pairing, { until: life.now + days * day, now: life.now });
        for (let each = 0; each < 4 * 366 && isLiving(life.pairing); each++) life.pass(day);
        expect(life.pairing.state).toBe('wrapped_up');
        expect(life.pairing.askedAt).toBeNull();
      }),
      { numRuns: 1000 },
    );
  });
});
