import { expect, it } from 'vitest';
import { day } from '#lib/duration.ts';
import { closeQuestion } from './close-question.commands.server.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { addMember } from '#tests/factories.ts';
import {
  addMentor,
  addSkill,
  anaBenAndTesting,
  askedAbout,
  asksAround,
  benAsksAna,
  benWidens,
  flakyTest,
  granted,
  pageFor,
  strike,
  timesAnnounced,
  writes,
  type Guild,
} from '#tests/questions.ts';
import { askAround } from './ask-question.commands.server.ts';
import { setWilling } from './asked-around-choice.commands.server.ts';
import { isWilling } from './asked-around-choice.queries.server.ts';
import { writePost } from './question-posts.commands.server.ts';
import { questionPage, questionsOf, turnsOf } from './questions.queries.server.ts';
import { passBy, widen } from './ask-around.commands.server.ts';

/** Mentors who share Testing, by their names. */
async function mentors(
  { runtime, skillId }: Guild,
  names: readonly string[],
): Promise<Map<string, Viewer>> {
  const made = new Map<string, Viewer>();
  for (const name of names) made.set(name, await addMentor(runtime, { name, skillId }));
  return made;
}

function called(people: ReadonlyMap<string, Viewer>, name: string | undefined): Viewer {
  const person = people.get(name ?? '');
  if (person === undefined) throw new Error(`nobody is called ${name}`);
  return person;
}

const six = ['Eli', 'Fay', 'Gus', 'Hal', 'Ivy', 'Jon'];

eachEngine('asking a few more', (freshDatabase) => {
  it('story 14: Ben asks at midnight, the time passes, he says yes, and Eli answers', async () => {
    const guild = await anaBenAndTesting(await freshDatabase());
    const { runtime, ana, ben, skillId } = guild;
    const people = await mentors(guild, ['Eli']);
    const questionId = await benAsksAna(guild);
    const yes = { actor: ben, questionId, skillId };
    expect(await widen(runtime, yes)).toMatchObject({ code: 'not_yet' });
    runtime.clock.pass(2 * day);
    await strike(runtime);
    expect(await widen(runtime, { ...yes, skillId: null })).toMatchObject({
      code: 'skill_missing',
    });
    expect(await widen(runtime, { ...yes, actor: ana })).toMatchObject({ code: 'not_found' });
    granted(await widen(runtime, yes));
    expect(await askedAbout(runtime, questionId)).toEqual(['Eli']);
    const eli = called(people, 'Eli');
    const now = runtime.clock.now();
    expect(await turnsOf(runtime.db.read, { viewerId: eli.id, now })).toMatchObject([
      { kind: 'answer', questionId, other: { name: 'Ben' }, promisedBy: null },
    ]);
    expect(await turnsOf(runtime.db.read, { viewerId: ana.id, now })).toEqual([]);
    await writes(runtime, { actor: eli, questionId, body: 'Freeze the clock.' });
    const page = await pageFor(runtime, { viewer: ben, questionId });
    expect(page.posts).toMatchObject([{ from: { name: 'Eli' }, seenBy: 'everyone_asked' }]);
    expect(page).toMatchObject({ mayAskAround: false, turn: 'yours' });
    expect(await widen(runtime, yes)).toMatchObject({ code: 'answered' });
  });

  it('asks only those who are available, answer questions, share the skill and don’t mind', async () => {
    const guild = await anaBenAndTesting(await freshDatabase());
    const { runtime, skillId } = guild;
    const people = await mentors(guild, six);
    const other = await addSkill(runtime, { name: 'Go', sharedBy: [] });
    await addMentor(runtime, { name: 'Kim', skillId: other });
    const set = (name: string, change: object) =>
      runtime.db.transact((tx) =>
        tx
          .updateTable('offers')
          .set(change)
          .where('member_id', '=', called(people, name).id)
          .execute(),
      );
    await set('Fay', { available_at: null });
    await set('Gus', { answer: 0 });
    await set('Hal', { confirmed_at: runtime.clock.now() - 91 * day });
    const ivy = called(people, 'Ivy');
    expect(await isWilling(runtime.db.read, ivy.id)).toBe(true);
    await setWilling(runtime, { memberId: ivy.id, isWilling: false });
    expect(await isWilling(runtime.db.read, ivy.id)).toBe(false);
    await runtime.db.transact((tx) =>
      tx
        .insertInto('blocks')
        .values({ member_id: called(people, 'Jon').id, other_id: guild.ana.id, since: 0 })
        .execute(),
    );
    const questionId = await benWidens(guild);
    expect(await askedAbout(runtime, questionId)).toEqual(['Eli']);
    await setWilling(runtime, { memberId: ivy.id, isWilling: true });
    await set('Fay', { available_at: runtime.clock.now() });
    const wes = await addMember(runtime, { name: 'Wes' });
    const second = await asksAround(runtime, { actor: wes, skillId });
    // Ana is somebody else's partner here; Eli was asked a moment ago, so the others come first.
    expect(await askedAbout(runtime, second)).toEqual(['Ana', 'Fay', 'Ivy', 'Jon']);
  });

  it('goes round three times at most, three days without an answer apart, to other people each time', async () => {
    const guild = await anaBenAndTesting(await freshDatabase());
    const { runtime, ben } = guild;
    const names = Array.from({ length: 14 }, (_, n) => `Mentor ${String(n).padStart(2, '0')}`);
    await mentors(guild, names);
    const questionId = await benWidens(guild);
    const again = { actor: ben, questionId, skillId: null };
    for (const asked of [4, 8]) {
      expect(await askedAbout(runtime, questionId)).toHaveLength(asked);
      expect(await widen(runtime, again)).toMatchObject({ code: 'not_yet' });
      runtime.clock.pass(3 * day);
      await strike(runtime);
      granted(await widen(runtime, again));
    }
    expect(await askedAbout(runtime, questionId)).toHaveLength(12);
    runtime.clock.pass(9 * day);
    await strike(runtime);
    expect(await widen(runtime, again)).toMatchObject({ code: 'no_more' });
    expect(await timesAnnounced(runtime, 'AskingAroundOffered')).toBe(2);
  });

  it('asks nobody further once the community would rather not, and offers it to nobody', async () => {
    const guild = await anaBenAndTesting(await freshDatabase());
    const { runtime, ben, skillId } = guild;
    const people = await mentors(guild, ['Eli', 'Fay', 'Gus', 'Hal', 'Ida']);
    const widened = await benWidens(guild);
    const other = await benAsksAna(guild, skillId);
    const set = (asks_around: 0 | 1) =>
      runtime.db.transact((tx) => tx.updateTable('community').set({ asks_around }).execute());
    await set(0);
    const asked = await askedAbout(runtime, widened);
    expect(asked).toHaveLength(4);
    const actor = called(people, asked[0] ?? '');
    expect(await passBy(runtime, { actor, questionId: widened })).toEqual({ outcome: 'done' });
    expect(await askedAbout(runtime, widened)).toEqual(asked.slice(1));
    runtime.clock.pass(4 * day);
    await strike(runtime);
    expect(await timesAnnounced(runtime, 'AskingAroundOffered')).toBe(0);
    for (const questionId of [widened, other]) {
      const refusal = await widen(runtime, { actor: ben, questionId, skillId: null });
      expect(refusal).toMatchObject({ code: 'no_more' });
      const page = await pageFor(runtime, { viewer: ben, questionId });
      expect(page).toMatchObject({ mayAskAround: false, askingAround: { from: null } });
    }
    await set(1);
    granted(await widen(runtime, { actor: ben, questionId: other, skillId: null }));
  });

  it('says so and changes nothing where there is nobody to ask', async () => {
    const guild = await anaBenAndTesting(await freshDatabase());
    const { runtime, ben, skillId } = guild;
    const questionId = await benAsksAna(guild);
    runtime.clock.pass(2 * day);
    const refusal = await widen(runtime, { actor: ben, questionId, skillId });
    expect(refusal).toMatchObject({ code: 'nobody_to_ask' });
    const page = await pageFor(runtime, { viewer: ben, questionId });
    expect(page).toMatchObject({ isWidened: false, mayAskAround: true });
  });

  it('asks nobody about more than three things at a time', async () => {
    const guild = await anaBenAndTesting(await freshDatabase());
    const { runtime, skillId } = guild;
    await mentors(guild, ['Eli']);
    const wes = await addMember(runtime, { name: 'Wes' });
    const ids: string[] = [];
    for (let n = 0; n < 3; n++) ids.push(await asksAround(runtime, { actor: wes, skillId }));
    const gus = await addMember(runtime, { name: 'Gus' });
    const fourth = { actor: gus, words: flakyTest, skillId };
    expect(await askAround(runtime, fourth)).toMatchObject({ code: 'nobody_to_ask' });
    await closeQuestion(runtime, { actor: wes, questionId: ids[0] ?? '' });
    const { questionId } = granted(await askAround(runtime, fourth));
    expect(await askedAbout(runtime, questionId)).toEqual(['Ana', 'Eli']);
    runtime.clock.pass(14 * day);
    const fifth = await asksAround(runtime, { actor: gus, skillId });
    expect(await askedAbout(runtime, fifth)).toEqual(['Ana', 'Eli']);
  });
});

eachEngine('passing, without a word', (freshDatabase) => {
  it('asks the next one instead, and tells nobody who passed or who was asked', async () => {
    const guild = await anaBenAndTesting(await freshDatabase());
    const { runtime, ana, ben } = guild;
    const people = await mentors(guild, six);
    const questionId = await benWidens(guild);
    const before = await askedAbout(runtime, questionId);
    const passer = called(people, before[0]);
    granted(await passBy(runtime, { actor: passer, questionId }));
    expect(await passBy(runtime, { actor: passer, questionId })).toMatchObject({
      code: 'not_found',
    });
    const after = await askedAbout(runtime, questionId);
    expect(after).toHaveLength(4);
    expect(after).not.toContain(passer.name);
    expect(after.filter((name) => !before.includes(name))).toHaveLength(1);
    for (const viewer of [ana, ben, called(people, after[0])]) {
      const page = await pageFor(runtime, { viewer, questionId });
      const others = six.filter((name) => name !== viewer.name);
      expect(JSON.stringify(page)).not.toMatch(new RegExp(others.join('|'), 'u'));
    }
    const { read } = runtime.db;
    const now = runtime.clock.now();
    expect(await questionPage(read, { questionId, viewerId: passer.id, now })).toBeUndefined();
    expect((await questionsOf(read, { viewerId: passer.id, now })).askedAround).toEqual([]);
    expect(await passBy(runtime, { actor: ana, questionId })).toMatchObject({ code: 'not_found' });
  });

  it('is not for Eli once he has answered', async () => {
    const guild = await anaBenAndTesting(await freshDatabase());
    const { runtime } = guild;
    const eli = called(await mentors(guild, ['Eli']), 'Eli');
    const questionId = await benWidens(guild);
    await writes(runtime, { actor: eli, questionId, body: 'Freeze the clock.' });
    expect(await passBy(runtime, { actor: eli, questionId })).toMatchObject({ code: 'answered' });
  });

  it('fault 12: two who pass at once are followed by two different people', async () => {
    const guild = await anaBenAndTesting(await freshDatabase());
    const { runtime } = guild;
    const people = await mentors(guild, six);
    const questionId = await benWidens(guild);
    const before = await askedAbout(runtime, questionId);
    const [one, another] = before;
    const passed = await Promise.all(
      [one, another].map((name) => passBy(runtime, { actor: called(people, name), questionId })),
    );
    expect(passed.map(({ outcome }) => outcome)).toEqual(['done', 'done']);
    const after = await askedAbout(runtime, questionId);
    expect(new Set(after).size).toBe(4);
    expect(after.toSorted()).toEqual(six.filter((name) => name !== one && name !== another));
  });
});

eachEngine('what those who are asked around may read', (freshDatabase) => {
  it('C1: never holds a word the two wrote each other before, nor who the other of them is', async () => {
    const guild = await anaBenAndTesting(await freshDatabase());
    const { runtime, ana, ben, pairingId } = guild;
    const people = await mentors(guild, ['Eli', 'Fay']);
    const questionId = await benAsksAna(guild, guild.skillId);
    await writes(runtime, { actor: ben, questionId, body: 'canary-of-ben, Ana dear' });
    runtime.clock.pass(3 * day);
    granted(await widen(runtime, { actor: ben, questionId, skillId: null }));
    const eli = called(people, 'Eli');
    await writes(runtime, { actor: eli, questionId, body: 'Freeze the clock.' });
    const loaded = async (viewer: Viewer) => {
      const asked = { viewerId: viewer.id, now: runtime.clock.now() };
      const { read } = runtime.db;
      return JSON.stringify([
        await pageFor(runtime, { viewer, questionId }),
        await questionsOf(read, asked),
        await turnsOf(read, asked),
      ]);
    };
    for (const viewer of people.values()) {
      const text = await loaded(viewer);
      for (const secret of ['canary', 'Ana', ana.id, pairingId]) expect(text).not.toContain(secret);
      expect(text).toContain('Freeze the clock.');
    }
    expect(await loaded(ana)).toContain('canary-of-ben');
    expect(await loaded(ben)).not.toContain('Fay');
    await writes(runtime, { actor: ana, questionId, body: 'Eli is right.' });
    expect(await loaded(called(people, 'Fay'))).toContain('Eli is right.');
  });

  it('E3: hides Gus’s answer from Eli where the two are set apart', async () => {
    const guild = await anaBenAndTesting(await freshDatabase());
    const { runtime } = guild;
    const people = await mentors(guild, ['Eli', 'Gus']);
    const questionId = await benWidens(guild);
    const [eli, gus] = [called(people, 'Eli'), called(people, 'Gus')];
    await writes(runtime, { actor: gus, questionId, body: 'canary-of-gus' });
    await runtime.db.transact((tx) =>
      tx.insertInto('blocks').values({ member_id: gus.id, other_id: eli.id, since: 0 }).execute(),
    );
    expect(JSON.stringify(await pageFor(runtime, { viewer: eli, questionId }))).not.toMatch(
      /canary|Gus/,
    );
  });

  it('fault 12: Ana’s answer at the moment Ben widens is seen by both, or nobody else is asked', async () => {
    const guild = await anaBenAndTesting(await freshDatabase());
    const { runtime, ana, ben, skillId } = guild;
    const people = await mentors(guild, ['Eli']);
    for (let round = 0; round < 5; round++) {
      const questionId = await benAsksAna(guild, skillId);
      runtime.clock.pass(3 * day);
      const answer = { actor: ana, questionId, body: 'At last.' };
      const yes = { actor: ben, questionId, skillId: null };
      const isFirst = round % 2 === 0;
      const first = isFirst ? writePost(runtime, answer) : widen(runtime, yes);
      const second = isFirst ? widen(runtime, yes) : writePost(runtime, answer);
      await Promise.all([first, second]);
      const asked = await askedAbout(runtime, questionId);
      const page = await pageFor(runtime, { viewer: ben, questionId });
      expect(page.posts).toHaveLength(1);
      const seenBy = page.posts[0]?.seenBy;
      expect([asked.length, seenBy]).toEqual(
        page.isWidened ? [1, 'everyone_asked'] : [0, 'partners'],
      );
      await closeQuestion(runtime, { actor: ben, questionId });
    }
    expect(people.size).toBe(1);
  });
});
