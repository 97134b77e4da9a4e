import { describe, expect, it } from 'vitest';
import { begin, wrappedUp as pairingWrappedUp } from '#domain/pairings/pairing.ts';
import { allowed, maySee } from './review.policy.ts';
import fc from '#tests/fast-check.ts';
import {
  drafted,
  isTurnOf,
  lookedAt,
  revised,
  wrappedUp,
  type ReviewState,
  type Turn,
} from './review.ts';

const start = Date.UTC(2026, 10, 18, 14, 20);
const named = { title: 'Retry', lookAt: '', leaveOut: '', link: '' };

/** What the model knows: how the product describes a review. */
interface Model {
  state: ReviewState;
  turn: Turn;
  /** Revisions there are, and the newest the reviewer has looked at. */
  newest: number;
  seen: number;
  isOver: boolean;
}

/** The review under test, moved as the commands move it: only where the policy lets them. */
class Life {
  review = drafted({ id: 'r', pairingId: 'p', authorId: 'ben', ...named }, start);
  pairing = begin(
    {
      ...{ id: 'p', kind: 'mentoring', mentorId: 'ana', menteeId: 'ben' },
      ...{ requestId: null, conversationId: 'c' },
    },
    { chatAt: null, now: start },
  );
  now = start;
  newest = 1;

  may(memberId: string) {
    this.now += 1000;
    return allowed({ review: this.review, pairing: this.pairing, memberId, isApart: false });
  }
}

type Step = fc.Command<Model, Life>;

class Sending implements Step {
  check = ({ state, isOver }: Model) => state === 'drafted' && !isOver;
  run(model: Model, life: Life) {
    expect(maySee(life.review, 'ana')).toBe(false);
    life.review = revised(life.review, (life.now += 1000));
    Object.assign(model, { state: 'open', turn: 'reviewer' });
    expectAlike(model, life);
  }
  toString = () => 'Ben asks';
}

class Revising implements Step {
  check = ({ state }: Model) => state !== 'drafted';
  run(model: Model, life: Life) {
    expect(life.may('ana').revise).toBe(false);
    expect(life.may('ben').revise).toBe(!model.isOver);
    if (model.isOver) return;
    life.newest += 1;
    life.review = revised(life.review, life.now);
    Object.assign(model, { state: 'open', turn: 'reviewer', newest: model.newest + 1 });
    expectAlike(model, life);
  }
  toString = () => 'Ben revises';
}

class Looking implements Step {
  readonly ago: number;
  constructor(ago: number) {
    this.ago = ago;
  }
  check = ({ newest }: Model) => newest > this.ago;
  run(model: Model, life: Life) {
    const isOpen = model.state === 'open' && !model.isOver;
    expect(life.may('ben').look).toBe(false);
    expect(life.may('ana').look).toBe(isOpen);
    if (!isOpen) return;
    const seen = life.newest - this.ago;
    const isNewest = seen === life.newest;
    life.review = lookedAt(life.review, { by: 'reviewer', isNewest, now: life.now });
    model.seen = Math.max(model.seen, seen);
    if (model.seen === model.newest && isNewest) model.turn = 'author';
    expectAlike(model, life);
  }
  toString = () => `Ana looks at the revision ${this.ago} before the newest`;
}

class Answering implements Step {
  check = () => true;
  run(model: Model, life: Life) {
    const isOpen = model.state === 'open' && !model.isOver;
    expect(life.may('ben').comment).toBe(isOpen);
    if (!isOpen) return;
    life.review = lookedAt(life.review, { by: 'author', isNewest: true, now: life.now });
    model.turn = 'reviewer';
    expectAlike(model, life);
  }
  toString = () => 'Ben sends comments';
}

class WrappingUp implements Step {
  readonly who: string;
  constructor(who: string) {
    this.who = who;
  }
  check = () => true;
  run(model: Model, life: Life) {
    const isOpen = model.state === 'open' && !model.isOver;
    expect(life.may(this.who).wrapUp).toBe(isOpen);
    if (!isOpen) return;
    life.review = wrappedUp(life.review, life.now);
    model.state = 'wrapped_up';
    expect(wrappedUp(life.review, life.now + 1)).toBe(life.review);
    expectAlike(model, life);
  }
  toString = () => `${this.who} wraps it up`;
}

class Parting implements Step {
  check = ({ isOver }: Model) => !isOver;
  run(model: Model, life: Life) {
    life.pairing = pairingWrappedUp(life.pairing, life.now);
    model.isOver = true;
    expectAlike(model, life);
  }
  toString = () => 'they part';
}

function expectAlike(model: Model, life: Life): void {
  const { review } = life;
  expect([review.state, review.turn, life.newest]).toEqual([model.state, model.turn, model.newest]);
  expect(maySee(review, 'ana')).toBe(model.state !== 'drafted');
  expect(review.askedAt === null).toBe(model.state === 'drafted');
  expect(review.wrappedUpAt !== null).toBe(model.state === 'wrapped_up');
  expect(review.turnSince).toBeLessThanOrEqual(review.changedAt);
  // What was sent and is open waits for exactly one of the two.
  const waiting = ['ana', 'ben'].filter((who) => isTurnOf(review, who));
  expect(waiting).toHaveLength(model.state === 'open' ? 1 : 0);
  if (model.isOver) for (const who of ['ana', 'ben']) expectNothing(life, who);
}

const expectNothing = (life: Life, who: string) =>
  expect(Object.values(life.may(who))).not.toContain(true);

describe('the states of a review', () => {
  it('C5: go over into each other only as they may, in ten thousand random lives', () => {
    const commands = fc.commands(
      [
        fc.constant(new Sending()),
        fc.constant(new Revising()),
        fc.integer({ min: 0, max: 2 }).map((ago) => new Looking(ago)),
        fc.constant(new Answering()),
        fc.constantFrom('ana', 'ben').map((who) => new WrappingUp(who)),
        fc.constant(new Parting()),
      ],
      { size: '+1', maxCommands: 20 },
    );
    fc.assert(
      fc.property(commands, (lived) => {
        const model: Model = {
          ...{ state: 'drafted', turn: 'author', newest: 1, seen: 0, isOver: false },
        };
        fc.modelRun(() => ({ model, real: new Life() }), lived);
      }),
      { numRuns: 10_000 },
    );
  });

  it('wait for who has the turn since they got it, however often they are sent something', () => {
    const asked = revised(drafted({ id: 'r', pairingId: 'p', authorId: 'ben', ...named }, 1), 2);
    const again = revised(lookedAt(asked, { by: 'author', isNewest: true, now: 3 }), 4);
    expect(again).toMatchObject({ turn: 'reviewer', turnSince: 2, askedAt: 2, changedAt: 4 });
    expect(lookedAt(again, { by: 'reviewer', isNewest: true, now: 5 }).turnSince).toBe(5);
  });
});
