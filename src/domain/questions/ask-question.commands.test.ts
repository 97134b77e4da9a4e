import { expect, it } from 'vitest';
import { blockMember } from '#domain/moderation/block-member.commands.server.ts';
import { wrapUp } from '#domain/pairings/ending.commands.server.ts';
import { day, hour } from '#lib/duration.ts';
import { rest } from '#domain/pairings/pairing-rest.commands.server.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { addMember, foundCommunity } from '#tests/factories.ts';
import {
  addMentor,
  addSkill,
  anaBenAndTesting,
  askedAbout,
  asksAround,
  benAsksAna,
  flakyTest,
  pageFor,
  strike,
  timesAnnounced,
  writes,
} from '#tests/questions.ts';
import { testRuntime } from '#tests/runtime.ts';
import { closeQuestion } from './close-question.commands.server.ts';
import { questionPage, questionsIn, questionsOf, turnsOf } from './questions.queries.server.ts';
import { questionClockTask } from './question.tasks.server.ts';
import { askAround, askPartner } from './ask-question.commands.server.ts';

eachEngine('asking the other of a pairing', (freshDatabase) => {
  it('shows Ben by when Ana said she would answer, and is her turn until she has', async () => {
    const guild = await anaBenAndTesting(await freshDatabase());
    const { runtime, ana, ben, pairingId } = guild;
    const askedAt = runtime.clock.now();
    const questionId = await benAsksAna(guild);
    const forBen = await pageFor(runtime, { viewer: ben, questionId });
    expect(forBen).toMatchObject({
      ...flakyTest,
      part: 'asker',
      state: 'open',
      turn: 'theirs',
      promisedBy: askedAt + 48 * hour,
      partner: { name: 'Ana' },
      pairingId,
      writesFor: 'partners',
      mayWrite: true,
      mayAskAround: false,
    });
    const turns = () => turnsOf(runtime.db.read, { viewerId: ana.id, now: runtime.clock.now() });
    expect(await turns()).toMatchObject([
      { kind: 'answer', questionId, other: { name: 'Ben' }, promisedBy: askedAt + 48 * hour },
    ]);
    await writes(runtime, { actor: ana, questionId, body: 'Is there a clock in it?' });
    expect(await turns()).toEqual([]);
    expect(
      await turnsOf(runtime.db.read, { viewerId: ben.id, now: runtime.clock.now() }),
    ).toMatchObject([{ kind: 'look', questionId, other: { name: 'Ana' } }]);
    const lines = await questionsIn(runtime.db.read, { pairingId, viewerId: ana.id });
    expect(lines).toMatchObject([{ id: questionId, part: 'partner', turn: 'theirs' }]);
  });

  it('promises nothing where the two said we’ll see, and offers to ask around after three days without an answer', async () => {
    const guild = await anaBenAndTesting(await freshDatabase(), null);
    const { runtime, ben } = guild;
    const questionId = await benAsksAna(guild);
    const page = await pageFor(runtime, { viewer: ben, questionId });
    expect(page.promisedBy).toBeNull();
    expect(page.askingAround?.from).toBe(runtime.clock.now() + 3 * day);
  });

  it('offers Ben to ask around once the time has passed, once, and never when Ana was faster', async () => {
    const guild = await anaBenAndTesting(await freshDatabase());
    const { runtime, ana, ben } = guild;
    const quiet = await benAsksAna(guild);
    const answered = await benAsksAna(guild);
    const closed = await benAsksAna(guild);
    await writes(runtime, { actor: ana, questionId: answered, body: 'A clock.' });
    await closeQuestion(runtime, { actor: ben, questionId: closed });
    runtime.clock.pass(48 * hour - 1);
    await strike(runtime);
    expect(await timesAnnounced(runtime, 'AskingAroundOffered')).toBe(0);
    runtime.clock.pass(1);
    await strike(runtime);
    runtime.clock.pass(9 * day);
    await strike(runtime);
    expect(await timesAnnounced(runtime, 'AskingAroundOffered')).toBe(1);
    const page = await pageFor(runtime, { viewer: ben, questionId: quiet });
    expect(page).toMatchObject({ mayAskAround: true, askingAround: { isOffered: true } });
    const now = runtime.clock.now();
    const kinds = (await turnsOf(runtime.db.read, { viewerId: ben.id, now })).map(
      ({ kind, questionId }) => [kind, questionId],
    );
    expect(kinds).toEqual([
      ['look', answered],
      ['ask_around', quiet],
    ]);
  });

  it('makes the offer only after a rest is over, and never after an ending', async () => {
    const guild = await anaBenAndTesting(await freshDatabase());
    const { runtime, ana, ben, pairingId } = guild;
    await benAsksAna(guild);
    await rest(runtime, { actor: ana, pairingId, until: runtime.clock.now() + 20 * day });
    runtime.clock.pass(10 * day);
    await strike(runtime);
    expect(await timesAnnounced(runtime, 'AskingAroundOffered')).toBe(0);
    runtime.clock.pass(10 * day);
    await strike(runtime);
    expect(await timesAnnounced(runtime, 'AskingAroundOffered')).toBe(1);
    const second = await benAsksAna(guild);
    await wrapUp(runtime, { actor: ben, pairingId });
    runtime.clock.pass(10 * day);
    await strike(runtime);
    expect(await timesAnnounced(runtime, 'AskingAroundOffered')).toBe(1);
    const page = await pageFor(runtime, { viewer: ana, questionId: second });
    expect(page).toMatchObject({ mayWrite: false, title: flakyTest.title });
    const late = { actor: ben, pairingId, words: flakyTest, skillId: null, about: null };
    expect(await askPartner(runtime, late)).toMatchObject({ code: 'wrapped_up' });
  });

  it('sets the clocks that are missing after a restore, and no others', async () => {
    const guild = await anaBenAndTesting(await freshDatabase());
    const { runtime, ana } = guild;
    await benAsksAna(guild);
    const answered = await benAsksAna(guild);
    await writes(runtime, { actor: ana, questionId: answered, body: 'A clock.' });
    await runtime.db.transact((tx) => tx.deleteFrom('jobs').execute());
    await questionClockTask.restart(runtime);
    await questionClockTask.restart(runtime);
    runtime.clock.pass(3 * day);
    await strike(runtime);
    expect(await timesAnnounced(runtime, 'AskingAroundOffered')).toBe(1);
  });

  it('keeps Ben to five open questions at a time', async () => {
    const guild = await anaBenAndTesting(await freshDatabase());
    const { runtime, ben, pairingId } = guild;
    const ids: string[] = [];
    for (let n = 0; n < 5; n++) ids.push(await benAsksAna(guild));
    const sixth = { actor: ben, pairingId, words: flakyTest, skillId: null, about: null };
    expect(await askPartner(runtime, sixth)).toMatchObject({ code: 'too_many_open' });
    await closeQuestion(runtime, { actor: ben, questionId: ids[0] ?? '' });
    expect(await askPartner(runtime, sixth)).toMatchObject({ outcome: 'done' });
  });

  it('C2: is not there for Eli, however he asks', async () => {
    const guild = await anaBenAndTesting(await freshDatabase());
    const { runtime, pairingId, skillId } = guild;
    const eli = await addMentor(runtime, { name: 'Eli', skillId });
    const questionId = await benAsksAna(guild);
    const { read } = runtime.db;
    const now = runtime.clock.now();
    expect(await questionPage(read, { questionId, viewerId: eli.id, now })).toBeUndefined();
    expect(await questionPage(read, { questionId: 'x', viewerId: eli.id, now })).toBeUndefined();
    expect(await questionsIn(read, { pairingId, viewerId: eli.id })).toEqual([]);
    expect(await questionsOf(read, { viewerId: eli.id, now })).toEqual({
      yours: [],
      inPairings: [],
      askedAround: [],
    });
    const asked = { actor: eli, pairingId, words: flakyTest, skillId: null, about: null };
    expect(await askPartner(runtime, asked)).toMatchObject({ code: 'not_found' });
    expect(await closeQuestion(runtime, { actor: eli, questionId })).toMatchObject({
      code: 'not_found',
    });
  });

  it('E3: stays readable for the two after a block, and nothing new can be written', async () => {
    const guild = await anaBenAndTesting(await freshDatabase());
    const { runtime, ana, ben } = guild;
    const questionId = await benAsksAna(guild);
    await blockMember(runtime, { actor: ana, otherId: ben.id });
    for (const viewer of [ana, ben]) {
      const page = await pageFor(runtime, { viewer, questionId });
      expect(page).toMatchObject({ mayWrite: false, title: flakyTest.title });
      const other = viewer === ana ? page.asker : page.partner;
      expect(other?.isGone).toBe(true);
    }
  });
});

eachEngine('asking around without a pairing', (freshDatabase) => {
  it('reaches four who share the skill, for Wes, who has nobody yet', async () => {
    const runtime = testRuntime(await freshDatabase());
    await foundCommunity(runtime);
    const wes = await addMember(runtime, { name: 'Wes' });
    const skillId = await addSkill(runtime, { name: 'SQL', sharedBy: [] });
    for (const name of ['Eli', 'Fay', 'Gus', 'Hal', 'Ivy'])
      await addMentor(runtime, { name, skillId });
    const questionId = await asksAround(runtime, { actor: wes, skillId });
    expect(await askedAbout(runtime, questionId)).toHaveLength(4);
    const page = await pageFor(runtime, { viewer: wes, questionId });
    expect(page).toMatchObject({ partner: null, pairingId: null, writesFor: 'everyone_asked' });
    expect(JSON.stringify(page)).not.toMatch(/Eli|Fay|Gus|Hal|Ivy/);
  });

  it('is not for Ben, who has Ana, nor where the community would rather not, nor about nothing', async () => {
    const guild = await anaBenAndTesting(await freshDatabase());
    const { runtime, ben, skillId } = guild;
    const wes = await addMember(runtime, { name: 'Wes' });
    const ask = (actor: typeof ben, about = skillId) =>
      askAround(runtime, { actor, words: flakyTest, skillId: about });
    expect(await ask(ben)).toMatchObject({ code: 'has_pairing' });
    expect(await ask(wes, 'x')).toMatchObject({ code: 'no_such_skill' });
    const lonely = await addSkill(runtime, { name: 'COBOL', sharedBy: [wes] });
    expect(await ask(wes, lonely)).toMatchObject({ code: 'nobody_to_ask' });
    await runtime.db.transact((tx) =>
      tx.updateTable('community').set({ asks_around: 0 }).execute(),
    );
    expect(await ask(wes)).toMatchObject({ code: 'not_here' });
    const rows = await runtime.db.read.selectFrom('questions').select('id').execute();
    expect(rows).toEqual([]);
  });
});
