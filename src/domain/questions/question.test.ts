import fc from '#tests/fast-check.ts';
import { expect, it } from 'vitest';
import { hour, day } from '#lib/duration.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { addMentor, anaBenAndTesting, benAsksAna, strike, type Guild } from '#tests/questions.ts';
import { closeQuestion } from './close-question.commands.server.ts';
import {
  markHelped,
  removePost,
  unmarkHelped,
  writePost,
} from './question-posts.commands.server.ts';
import { questionPage } from './questions.queries.server.ts';
import { passBy, widen } from './ask-around.commands.server.ts';
import type { QuestionPage } from './question-view.ts';

type Name = 'ana' | 'ben' | 'eli' | 'fay';
type Cast = Record<Name, Viewer>;

/** What may be done, in any order: `post` says which of the posts there are. */
type Step =
  | { do: 'write'; who: Name }
  | { do: 'pass' | 'widen' | 'close'; who: Name }
  | { do: 'mark' | 'unmark'; who: Name; post: number }
  | { do: 'remove'; who: Name; post: number }
  | { do: 'wait' };

const who = fc.constantFrom<Name>('ana', 'ben', 'eli', 'fay');
const mostlyBen = fc.constantFrom<Name>('ben', 'ben', 'ben', 'ana', 'eli');
const post = fc.nat(5);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constant('write' as const), who }),
  fc.record({ do: fc.constantFrom('widen' as const, 'close' as const), who: mostlyBen }),
  fc.record({ do: fc.constant('pass' as const), who }),
  fc.record({ do: fc.constantFrom('mark' as const, 'unmark' as const), who: mostlyBen, post }),
  fc.record({ do: fc.constant('remove' as const), who, post }),
  fc.constant({ do: 'wait' as const }),
  fc.constant({ do: 'wait' as const }),
  fc.constant({ do: 'widen' as const, who: 'ben' as const }),
);

interface Post {
  id: string;
  by: Name;
  isForAll: boolean;
  hasHelped: boolean;
  isRemoved: boolean;
}

/** What a question is, in the simplest words. */
class Model {
  state: 'open' | 'helped' | 'closed' = 'open';
  turn: 'asker' | 'answerer' = 'answerer';
  isWidened = false;
  readonly passed = new Set<Name>();
  readonly posts: Post[] = [];
  around: number;

  constructor(now: number) {
    this.around = now + 48 * hour;
  }

  get hasAnswer(): boolean {
    return this.posts.some(({ by, isRemoved }) => by !== 'ben' && !isRemoved);
  }

  sees(name: Name): boolean {
    if (name === 'ben' || name === 'ana') return true;
    return this.isWidened && !this.passed.has(name);
  }

  seenBy(name: Name): Post[] {
    return this.posts.filter(({ isForAll }) => isForAll || name === 'ben' || name === 'ana');
  }

  hasWritten(name: Name): boolean {
    return this.posts.some(({ by, isRemoved }) => by === name && !isRemoved);
  }

  /** The answer to a step; 'done' where it changed the model. */
  take(step: Step, now: number): string {
    if (step.do === 'wait') return 'done';
    if (!this.sees(step.who)) return 'not_found';
    switch (step.do) {
      case 'write':
        return this.#write(step.who);
      case 'widen':
        return step.who === 'ben' ? this.#widen(now) : 'not_found';
      case 'close':
        if (step.who !== 'ben') return 'not_found';
        if (this.state === 'open') this.state = 'closed';
        return 'done';
      case 'pass':
        if (step.who === 'ben' || step.who === 'ana') return 'not_found';
        if (this.hasWritten(step.who)) return 'answered';
        this.passed.add(step.who);
        return 'done';
      case 'mark':
      case 'unmark':
        return step.who === 'ben' ? this.#mark(step.post, step.do === 'mark') : 'not_found';
      case 'remove':
        return this.#remove(step.who, step.post);
    }
  }

  #write(by: Name): string {
    if (by !== 'ben' && this.state === 'closed') return 'closed';
    if (this.state === 'closed') this.state = 'open';
    this.turn = by === 'ben' ? 'answerer' : 'asker';
    const fresh = { id: '', hasHelped: false, isRemoved: false };
    this.posts.push({ ...fresh, by, isForAll: this.isWidened });
    return 'done';
  }

  #widen(now: number): string {
    if (this.hasAnswer) return 'answered';
    if (this.state !== 'open') return 'no_more';
    if (now < this.around) return 'not_yet';
    if (this.isWidened) return 'nobody_to_ask';
    this.isWidened = true;
    this.around = now + 3 * day;
    return 'done';
  }

  #mark(at: number, hasHelped: boolean): string {
    const post = this.posts[at];
    if (post === undefined || post.by === 'ben' || post.isRemoved) return 'not_found';
    post.hasHelped = hasHelped;
    if (hasHelped) this.state = 'helped';
    else this.#lookForHelp();
    return 'done';
  }

  #remove(by: Name, at: number): string {
    const post = this.posts[at];
    if (post?.by !== by) return 'not_found';
    if (post.isRemoved) return 'done';
    post.isRemoved = true;
    post.hasHelped = false;
    this.#lookForHelp();
    if (!this.hasAnswer) this.turn = 'answerer';
    return 'done';
  }

  #lookForHelp(): void {
    const hasHelp = this.posts.some((each) => each.hasHelped);
    if (this.state === 'helped' && !hasHelp) this.state = 'open';
  }
}

interface Playing {
  guild: Guild;
  cast: Cast;
  questionId: string;
  model: Model;
}

/** Does the same with the real commands; gives 'done' or the refusal. */
async function act({ guild, cast, questionId, model }: Playing, step: Step): Promise<string> {
  const { runtime } = guild;
  if (step.do === 'wait') {
    runtime.clock.pass(3 * day);
    await strike(runtime);
    return 'done';
  }
  const actor = cast[step.who];
  const postId = 'post' in step ? (model.posts[step.post]?.id ?? 'x') : '';
  const about = { actor, questionId };
  const result = await {
    write: () => writePost(runtime, { ...about, body: 'Some words.' }),
    widen: () => widen(runtime, { ...about, skillId: null }),
    close: () => closeQuestion(runtime, about),
    pass: () => passBy(runtime, about),
    mark: () => markHelped(runtime, { actor, postId, thanks: '' }),
    unmark: () => unmarkHelped(runtime, { actor, postId }),
    remove: () => removePost(runtime, { actor, postId }),
  }[step.do]();
  return result.outcome === 'done' ? 'done' : result.code;
}

async function pagesOf({ guild, cast, questionId }: Playing) {
  const { db, clock } = guild.runtime;
  const pages = new Map<Name, QuestionPage | undefined>();
  for (const name of ['ana', 'ben', 'eli', 'fay'] as const) {
    const asked = { questionId, viewerId: cast[name].id, now: clock.now() };
    pages.set(name, await questionPage(db.read, asked));
  }
  return pages;
}

async function compare(playing: Playing): Promise<void> {
  const { model } = playing;
  for (const [name, page] of await pagesOf(playing)) {
    expect(page !== undefined, name).toBe(model.sees(name));
    if (page === undefined) continue;
    expect(page.state).toBe(model.state);
    expect(page.isWidened).toBe(model.isWidened);
    expect(page.posts.map(({ hasHelped, isRemoved }) => [hasHelped, isRemoved])).toEqual(
      model.seenBy(name).map(({ hasHelped, isRemoved }) => [hasHelped, isRemoved]),
    );
    if (name !== 'ben') continue;
    const turn = model.turn === 'asker' ? 'yours' : 'theirs';
    expect(page.turn).toBe(model.state === 'open' ? turn : null);
    model.posts.forEach((each, at) => (each.id = page.posts[at]?.id ?? ''));
  }
}

async function play(guild: Guild, { cast, steps }: { cast: Cast; steps: readonly Step[] }) {
  const { runtime } = guild;
  const model = new Model(runtime.clock.now());
  const now = runtime.clock.now();
  await runtime.db.transact((tx) => tx.updateTable('offers').set({ confirmed_at: now }).execute());
  const questionId = await benAsksAna(guild, guild.skillId);
  const playing = { guild, cast, questionId, model };
  try {
    for (const step of steps) {
      runtime.clock.pass(hour);
      const answer = await act(playing, step);
      expect(answer, JSON.stringify(step)).toBe(model.take(step, runtime.clock.now()));
      await compare(playing);
    }
  } finally {
    await runtime.db.transact((tx) => tx.deleteFrom('questions').execute());
  }
}

eachEngine('a question, whatever happens to it', (freshDatabase) => {
  it('C5: only ever becomes what can follow, for each of the four who have to do with it', async () => {
    const guild = await anaBenAndTesting(await freshDatabase());
    const { runtime, ana, ben, skillId } = guild;
    const eli = await addMentor(runtime, { name: 'Eli', skillId });
    const fay = await addMentor(runtime, { name: 'Fay', skillId });
    const cast = { ana, ben, eli, fay };
    const life = fc.array(step, { minLength: 4, maxLength: 14 });
    const numRuns = runtime.db.engine === 'sqlite' ? 80 : 25;
    await fc.assert(
      fc.asyncProperty(life, (steps) => play(guild, { cast, steps })),
      { numRuns },
    );
  }, 60_000);
});
