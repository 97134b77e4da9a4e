/** Where the demo's people act: at their own times, through the commands everybody uses. */
import { hour, day } from '#lib/duration.ts';
import { suggestAgreement, okAgreement } from '#domain/pairings/agreements.commands.server.ts';
import { firstLines, type AgreementLines } from '#domain/pairings/agreement.ts';
import { answerAfterChat } from '#domain/pairings/private-answers.commands.server.ts';
import { acceptRequest } from '#domain/requests/answer-note.commands.server.ts';
import { emptyNote, type Note } from '#domain/requests/note.ts';
import { sendRequest } from '#domain/requests/send-note.commands.server.ts';
import { joinWaitingList } from '#domain/requests/waiting-list.commands.server.ts';
import { writeMessage } from '#domain/conversations/conversations.commands.server.ts';
import { addGoal, tickGoal } from '#domain/pairings/goals.commands.server.ts';
import { hueOf, type Viewer } from '#domain/members/viewer.ts';
import { fixedClock } from '#platform/clock.server.ts';
import { runDueJobs, type JobHandler } from '#platform/jobs.server.ts';
import type { Runtime } from '#platform/runtime.server.ts';
import { cast, type CastName } from './cast.ts';

const plainTerms = {
  kind: 'free',
  amount: null,
  currency: '',
  note: '',
  firstChatFree: false,
} as const;

const letters = 'mail';
const allButLetters = { kind: letters, isOnlyThis: false, atOnce: 1 };

/** A command of the demo that was refused is a mistake in its script. */
export function done<Outcome extends { outcome: 'done' | 'refused' }>(
  outcome: Outcome,
): Extract<Outcome, { outcome: 'done' }> {
  if (outcome.outcome === 'refused') throw new Error(`Refused: ${JSON.stringify(outcome)}`);
  return outcome as Extract<Outcome, { outcome: 'done' }>;
}

/** A moment in the guild's life: how many days before today, and what happens. */
export type Scene = readonly [daysAgo: number, act: (stage: Stage) => Promise<unknown>];

export class Stage {
  readonly runtime: Runtime & { clock: ReturnType<typeof fixedClock> };
  readonly #handlers: Record<string, JobHandler>;
  readonly #today: number;
  readonly #requests = new Map<string, string>();
  readonly #pairings = new Map<string, { id: string; conversationId: string }>();

  constructor(runtime: Runtime, handlers: Record<string, JobHandler>) {
    this.#today = runtime.clock.now();
    this.runtime = { ...runtime, clock: fixedClock(this.#today) };
    this.#handlers = handlers;
  }

  /** Goes to a moment so many days before today; what falls due on the way there happens. */
  async goTo(daysAgo: number): Promise<void> {
    const { clock, db } = this.runtime;
    const to = this.#today - daysAgo * day;
    // The first scene lies before anything that could be due.
    if (to < clock.now() && this.#requests.size === 0) clock.set(to);
    for (;;) {
      const next = await db.read
        .selectFrom('jobs')
        .select((eb) => eb.fn.min('due_at').as('due'))
        .where('done_at', 'is', null)
        .where('given_up_at', 'is', null)
        .where('kind', 'in', Object.keys(this.#handlers))
        .where('kind', '<>', letters)
        .executeTakeFirst();
      const due = next?.due ?? Infinity;
      if (due > to) break;
      clock.set(Math.max(clock.now(), due));
      while ((await runDueJobs(this.runtime, this.#handlers, allButLetters)) > 0);
    }
    clock.set(to);
  }

  /** Invented people read no letters: they stay in the mailbox, all at once instead of one by one. */
  async putLettersAway(): Promise<void> {
    const { clock, db } = this.runtime;
    const done_at = clock.now();
    await db.transact((tx) =>
      tx
        .updateTable('jobs')
        .set({ done_at })
        .where('kind', '=', letters)
        .where('done_at', 'is', null)
        .execute(),
    );
  }

  /** So many days from the moment the stage is at, epoch milliseconds, on a full hour. */
  inDays(days: number): number {
    return Math.round((this.runtime.clock.now() + days * day) / hour) * hour;
  }

  /** Half past six in the evening where this member lives, so many days on; epoch milliseconds. */
  eveningIn(days: number, { of }: { of: CastName }): number {
    const { timeZone } = cast[of];
    return Temporal.Instant.fromEpochMilliseconds(this.runtime.clock.now())
      .toZonedDateTimeISO(timeZone)
      .toPlainDate()
      .add({ days })
      .toZonedDateTime({ timeZone, plainTime: '18:30' }).epochMilliseconds;
  }

  viewer(name: CastName): Viewer {
    const { id, name: fullName, timeZone, isOrganiser } = cast[name];
    return {
      id,
      name: fullName,
      hue: hueOf(id),
      avatarId: null,
      status: 'active',
      isOrganiser,
      locale: '',
      theme: '',
      timeZone,
    };
  }

  async note(from: CastName, to: CastName, words: Partial<Note>): Promise<void> {
    const note = { ...emptyNote, ...words };
    const sending = { actor: this.viewer(from), mentorId: cast[to].id, note };
    const { requestId } = done(await sendRequest(this.runtime, sending));
    this.#requests.set(`${from} ${to}`, requestId);
  }

  async addToWaitingList(from: CastName, to: CastName, words: Partial<Note>): Promise<void> {
    const note = { ...emptyNote, ...words };
    done(
      await joinWaitingList(this.runtime, {
        actor: this.viewer(from),
        mentorId: cast[to].id,
        note,
      }),
    );
  }

  requestOf(from: CastName, to: CastName): string {
    return known(this.#requests.get(`${from} ${to}`), `a note from ${from} to ${to}`);
  }

  pairingOf(one: CastName, other: CastName): string {
    return this.#pairing(one, other).id;
  }

  #pairing(one: CastName, other: CastName): { id: string; conversationId: string } {
    return known(this.#pairings.get([one, other].toSorted().join(' ')), `${one} and ${other}`);
  }

  /** The one who was written to says yes. */
  async accept(
    to: CastName,
    from: CastName,
    { reply, chatAt = null }: { reply: string; chatAt?: number | null },
  ): Promise<void> {
    const accepting = {
      actor: this.viewer(to),
      requestId: this.requestOf(from, to),
      chatAt,
      reply,
    };
    const accepted = done(await acceptRequest(this.runtime, accepting));
    if (!('pairingId' in accepted)) return;
    const { conversation_id: conversationId } = await this.runtime.db.read
      .selectFrom('pairings')
      .select('conversation_id')
      .where('id', '=', accepted.pairingId)
      .executeTakeFirstOrThrow();
    const pairing = { id: accepted.pairingId, conversationId };
    this.#pairings.set([to, from].toSorted().join(' '), pairing);
  }

  /** Both say, each for themselves, that they would like to go on. */
  async goAlong(one: CastName, other: CastName): Promise<void> {
    for (const name of [one, other]) {
      const saying = { actor: this.viewer(name), pairingId: this.pairingOf(one, other) };
      done(await answerAfterChat(this.runtime, { ...saying, says: 'yes' }));
    }
  }

  async say(from: CastName, to: CastName, body: string): Promise<void> {
    const { conversationId } = this.#pairing(from, to);
    const actor = this.viewer(from);
    done(await writeMessage(this.runtime, { actor, conversationId, body }));
  }

  /** Suggests what to agree on; what is not named stays open. */
  async suggest(by: CastName, other: CastName, lines: Partial<AgreementLines>): Promise<string> {
    const all = { ...firstLines(plainTerms), ...lines };
    const pairingId = this.pairingOf(by, other);
    const actor = this.viewer(by);
    const suggested = await suggestAgreement(this.runtime, { actor, pairingId, lines: all });
    return done(suggested).agreementId;
  }

  async agree(by: CastName, other: CastName, lines: Partial<AgreementLines>): Promise<void> {
    const agreementId = await this.suggest(by, other, lines);
    const actor = this.viewer(other);
    const pairingId = this.pairingOf(by, other);
    done(await okAgreement(this.runtime, { actor, pairingId, agreementId }));
  }

  async goal(
    of: CastName,
    other: CastName,
    { words, isDone = false }: { words: string; isDone?: boolean },
  ) {
    const touching = { actor: this.viewer(of), pairingId: this.pairingOf(of, other) };
    const { id } = done(await addGoal(this.runtime, { ...touching, forId: cast[of].id, words }));
    if (isDone) done(await tickGoal(this.runtime, { ...touching, goalId: id, isDone: true }));
  }
}

function known<Thing>(thing: Thing | undefined, name: string): Thing {
  if (thing === undefined)
    throw new Error(`The demo's script speaks of ${name}, and there is none`);
  return thing;
}
