/** People who write, answer, agree, rest, forget and part at random, and a server whose clock goes on. */
import { hour, day } from '#lib/duration.ts';
import { answerCheckIn } from '#domain/checkins/answer-checkin.commands.server.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import { writeMessage } from '#domain/conversations/conversations.commands.server.ts';
import { suggestAgreement, okAgreement } from '#domain/pairings/agreements.commands.server.ts';
import { blockMember } from '#domain/moderation/block-member.commands.server.ts';
import { wrapUp } from '#domain/pairings/ending.commands.server.ts';
import {
  answerAfterChat,
  answerRenewal,
} from '#domain/pairings/private-answers.commands.server.ts';
import { rest, wake } from '#domain/pairings/pairing-rest.commands.server.ts';
import {
  acceptRequest,
  askFirst,
  declineRequest,
  replyToRequest,
  withdrawRequest,
} from '#domain/requests/answer-note.commands.server.ts';
import { emptyNote, type Note } from '#domain/requests/note.ts';
import { answerPassOn, passOn } from '#domain/requests/pass-on.commands.server.ts';
import { sendRequest } from '#domain/requests/send-note.commands.server.ts';
import {
  answerPlaceOffer,
  joinWaitingList,
  leaveWaitingList,
} from '#domain/requests/waiting-list.commands.server.ts';
import { tickBox, untickBox } from '#domain/members/ticks.commands.server.ts';
import { Dice } from '../src/demo/dice.ts';
import { runDueJobs, type JobHandler } from '#platform/jobs.server.ts';
import type { Database } from '#platform/db/database.server.ts';
import { wire } from '../src/wiring.server.ts';
import { addMember, foundCommunity } from './factories.ts';
import { ordinaryMoment, testRuntime, type TestRuntime } from './runtime.ts';

export interface Plan {
  /** How many people there are. */
  people: number;
  /** How many things they try to do in the year. */
  acts: number;
  /** After which share of these somebody does something about meetings. */
  meetings: number;
  seed: string;
}

const note: Note = {
  ...emptyNote,
  skills: ['Go'],
  working: 'A little tool that sorts the photographs of our choir, with far too many ifs.',
};

/** A community over a year, with what happens in it kept for the looking. */
export class Year {
  readonly runtime: TestRuntime;
  readonly dice: Dice;
  readonly members: Viewer[] = [];
  readonly handlers: Record<string, JobHandler>;
  /** How often each letter was handed over. */
  readonly sent = new Map<string, number>();

  constructor(db: Database, { seed }: Plan) {
    this.dice = new Dice(seed);
    this.runtime = { ...testRuntime(db, ordinaryMoment), random: this.dice };
    this.handlers = { ...wire(this.runtime), mail: (job) => this.#send(job.payload) };
  }

  /** Stands in for the mail server; now and then it is not there. */
  async #send(payload: unknown): Promise<void> {
    const { mailId } = payload as { mailId: string };
    if (this.dice.chance(0.05)) throw new Error('the mail server is having tea');
    this.sent.set(mailId, (this.sent.get(mailId) ?? 0) + 1);
    await Promise.resolve();
  }

  async begin({ people }: Plan): Promise<void> {
    await foundCommunity(this.runtime);
    for (let i = 0; i < people; i++) {
      const offer =
        i % 3 === 2
          ? undefined
          : { capacity: 1 + (i % 3), reply_days: 1 + (i % 7), swap: 1 as const };
      const who = { name: `Person ${i}`, joined_at: ordinaryMoment - 30 * day };
      this.members.push(
        await addMember(this.runtime, offer === undefined ? who : { ...who, offer }),
      );
    }
  }

  someone(): Viewer {
    return this.dice.pick(this.members);
  }
  oneOf<Row>(rows: Row[]): Row | undefined {
    return rows.length === 0 ? undefined : this.dice.pick(rows);
  }
  byId(id: string): Viewer {
    const member = this.members.find((each) => each.id === id);
    if (member === undefined) throw new Error('nobody of that name lives here');
    return member;
  }

  /** Lets time pass up to `to`, doing each thing when it is due. */
  async passUntil(to: number): Promise<void> {
    const { clock, db } = this.runtime;
    for (;;) {
      const next = await db.read
        .selectFrom('jobs')
        .select((eb) => eb.fn.min('due_at').as('due'))
        .where('done_at', 'is', null)
        .where('given_up_at', 'is', null)
        .executeTakeFirst();
      const due = next?.due ?? Infinity;
      if (due > to) break;
      clock.set(Math.max(clock.now(), due));
      while ((await runDueJobs(this.runtime, this.handlers)) > 0);
    }
    clock.set(Math.max(clock.now(), to));
  }

  /** Nobody is at home, and then everything is late. */
  async switchOff(length: number): Promise<void> {
    this.runtime.clock.pass(length);
    while ((await runDueJobs(this.runtime, this.handlers)) > 0);
  }

  /** Somebody does something, if it is possible; a refusal is as good as a yes. */
  async act(): Promise<void> {
    const { runtime, dice } = this;
    const roll = dice.next();
    if (roll < 0.38) await this.#write();
    else if (roll < 0.6) await this.#answer();
    else if (roll < 0.65) await this.#mindPlaces();
    else if (roll < 0.88) await this.#goAlong();
    else if (roll < 0.985) {
      const memberId = this.someone().id;
      await (dice.chance(0.93) ? tickBox : untickBox)(runtime, { memberId });
    } else if (dice.chance(0.2)) await this.#partForGood();
  }

  async #write(): Promise<void> {
    const actor = this.someone();
    const mentorId = this.someone().id;
    const words = { ...note, isSwap: this.dice.chance(0.2) };
    const sent = await sendRequest(this.runtime, { actor, mentorId, note: words });
    if (sent.outcome === 'refused' && sent.code === 'full')
      await joinWaitingList(this.runtime, { actor, mentorId, note: words });
  }

  async #answer(): Promise<void> {
    const { runtime, dice } = this;
    const open = await runtime.db.read
      .selectFrom('requests')
      .select(['id', 'from_id', 'to_id', 'state', 'passed_to_id'])
      .where((eb) =>
        eb.or([
          eb('state', '=', 'open'),
          eb.and([eb('state', '=', 'passed_on'), eb('pass_answer', '=', '')]),
        ]),
      )
      .orderBy('id')
      .execute();
    const found = this.oneOf(open);
    if (found === undefined) return;
    const requestId = found.id;
    const [mentor, writer] = [this.byId(found.to_id), this.byId(found.from_id)];
    if (found.state === 'passed_on') {
      await answerPassOn(runtime, { actor: writer, requestId, isYes: dice.chance(0.6) });
      return;
    }
    const roll = dice.next();
    const chatAt = dice.chance(0.5) ? runtime.clock.now() + dice.between(1, 240) * hour : null;
    if (roll < 0.45)
      await acceptRequest(runtime, { actor: mentor, requestId, chatAt, reply: 'With pleasure.' });
    else if (roll < 0.65)
      await declineRequest(runtime, { actor: mentor, requestId, reply: 'Not just now.' });
    else if (roll < 0.75)
      await askFirst(runtime, { actor: mentor, requestId, words: 'How big is it by now?' });
    else if (roll < 0.85)
      await replyToRequest(runtime, { actor: writer, requestId, words: 'Quite big.' });
    else if (roll < 0.93) await withdrawRequest(runtime, { actor: writer, requestId });
    else
      await passOn(runtime, {
        actor: mentor,
        requestId,
        toId: this.someone().id,
        reply: 'Somebody knows this better.',
      });
  }

  async #mindPlaces(): Promise<void> {
    const { runtime, dice } = this;
    const places = await runtime.db.read
      .selectFrom('waiting_places')
      .select(['id', 'member_id', 'state'])
      .where('state', 'in', ['waiting', 'offered'])
      .orderBy('state')
      .orderBy('id')
      .execute();
    const place = this.oneOf(places);
    if (place === undefined) return;
    const asked = { actor: this.byId(place.member_id), waitingPlaceId: place.id };
    if (place.state === 'offered')
      await answerPlaceOffer(runtime, { ...asked, isYes: dice.chance(0.7) });
    else if (dice.chance(0.1)) await leaveWaitingList(runtime, asked);
  }

  async #goAlong(): Promise<void> {
    const { runtime, dice } = this;
    const living = await runtime.db.read
      .selectFrom('pairings')
      .select(['id', 'mentor_id', 'mentee_id', 'conversation_id', 'asked_at'])
      .where('state', '<>', 'wrapped_up')
      .orderBy('id')
      .execute();
    // Whoever is asked something answers sooner than others do anything, so that some go along for long.
    const asked = living.filter(({ asked_at }) => asked_at !== null);
    const isAnswer = asked.length > 0 && dice.chance(0.5);
    const pairing = this.oneOf(isAnswer ? asked : living);
    if (pairing === undefined) return;
    const actor = this.byId(dice.chance(0.5) ? pairing.mentor_id : pairing.mentee_id);
    const pairingId = pairing.id;
    const says = dice.chance(0.8) ? ('yes' as const) : ('no' as const);
    const roll = isAnswer ? dice.next() * 0.45 : dice.next();
    if (roll < 0.3) await answerAfterChat(runtime, { actor, pairingId, says });
    else if (roll < 0.45) await answerRenewal(runtime, { actor, pairingId, says });
    else if (roll < 0.55)
      await rest(runtime, {
        actor,
        pairingId,
        until: runtime.clock.now() + dice.between(1, 60) * day,
      });
    else if (roll < 0.6) await wake(runtime, { actor, pairingId });
    else if (roll < 0.7) await this.#change(actor, pairingId);
    else if (roll < 0.85)
      await writeMessage(runtime, {
        actor,
        conversationId: pairing.conversation_id,
        body: 'See you on Thursday.',
      });
    else if (roll < 0.94) await this.#checkIn(actor, pairingId);
    else await wrapUp(runtime, { actor, pairingId });
  }

  async #change(actor: Viewer, pairingId: string): Promise<void> {
    const { runtime, dice } = this;
    const open = await runtime.db.read
      .selectFrom('agreements')
      .select(['id', 'state', 'lines'])
      .where('pairing_id', '=', pairingId)
      .orderBy('number', 'desc')
      .execute();
    const suggested = open.find(({ state }) => state === 'suggested');
    if (suggested !== undefined && dice.chance(0.7)) {
      await okAgreement(runtime, { actor, pairingId, agreementId: suggested.id });
      return;
    }
    const every = dice.pick(['week', 'two_weeks', 'month'] as const);
    const current = open.find(({ state }) => state === 'agreed');
    if (current === undefined) return;
    const lines = { ...JSON.parse(current.lines), rhythm: { every, minutes: 45, way: 'video' } };
    await suggestAgreement(runtime, { actor, pairingId, lines });
  }

  async #checkIn(actor: Viewer, pairingId: string): Promise<void> {
    const { runtime, dice } = this;
    const feels = dice.pick(['good', 'okay', 'off'] as const);
    const pace = dice.pick(['right', 'too_much', 'too_little'] as const);
    await answerCheckIn(runtime, { actor, pairingId, answer: { feels, pace, changeWords: '' } });
  }

  async #partForGood(): Promise<void> {
    const [actor, other] = [this.someone(), this.someone()];
    if (actor.id === other.id) return;
    await blockMember(this.runtime, { actor, otherId: other.id });
  }
}
