import { expect, it } from 'vitest';
import { eachEngine } from '#tests/both-databases.ts';
import { addMember } from '#tests/factories.ts';
import {
  addMentor,
  anaBenAndTesting,
  benAndAnaShare,
  benAsksAna,
  benSuggests,
  benWidens,
  flakyTest,
  granted,
  pageFor,
  sharedCopy,
  timesAnnounced,
  writes,
  type Guild,
} from '#tests/questions.ts';
import { markHelped } from './question-posts.commands.server.ts';
import { turnsOf } from './questions.queries.server.ts';
import {
  agreeToSharing,
  editSharing,
  setNamed,
  suggestSharing,
  takeBack,
} from './share-answer.commands.server.ts';
import {
  sharedAnswer,
  sharedAnswers,
  sharingPage,
  wordsToShare,
} from './shared-answers.queries.server.ts';

const listed = async ({ runtime }: Guild, search = '') =>
  (await sharedAnswers(runtime.db.read, { search, skillId: null, after: '', size: 20 })).lines.map(
    ({ title }) => title,
  );

const stateOf = ({ runtime }: Guild) =>
  runtime.db.read
    .selectFrom('shared_answers')
    .select(['state', 'edition', 'title'])
    .executeTakeFirstOrThrow();

const terms = async ({ runtime }: Guild) =>
  (await runtime.db.read.selectFrom('shared_answer_terms').select('term').execute()).length;

eachEngine('sharing what was asked and answered', (freshDatabase) => {
  it('story 14: Ben suggests it, Ana agrees, and everybody can read it', async () => {
    const guild = await anaBenAndTesting(await freshDatabase());
    const { runtime, ana, ben } = guild;
    const fay = await addMember(runtime, { name: 'Fay' });
    const { sharedAnswerId, questionId } = await benSuggests(guild);
    const { read } = runtime.db;
    const read_ = { id: sharedAnswerId, viewerId: fay.id };
    expect(await sharedAnswer(read, read_)).toBeUndefined();
    expect(await listed(guild)).toEqual([]);
    const now = runtime.clock.now();
    expect(await turnsOf(read, { viewerId: ana.id, now })).toMatchObject([
      { kind: 'agree', questionId, sharedAnswerId, title: sharedCopy.title },
    ]);
    expect(await sharingPage(read, { sharedAnswerId, viewerId: ana.id })).toMatchObject({
      ...sharedCopy,
      edition: 1,
      youAgreed: false,
      people: expect.arrayContaining([
        expect.objectContaining({ isYou: false, hasAgreed: true }),
        expect.objectContaining({ isYou: true, hasAgreed: false }),
      ]),
    });
    const yes = { actor: ana, sharedAnswerId, edition: 1, isNamed: false };
    granted(await agreeToSharing(runtime, yes));
    granted(await agreeToSharing(runtime, yes));
    expect(await timesAnnounced(runtime, 'AnswerShared')).toBe(1);
    expect(await turnsOf(read, { viewerId: ana.id, now })).toEqual([]);
    expect(await sharedAnswer(read, read_)).toMatchObject({
      ...sharedCopy,
      skill: { name: 'Testing' },
      askedBy: { name: 'Ben' },
      answeredBy: [],
      isYours: false,
    });
    expect(await listed(guild)).toEqual([sharedCopy.title]);
    expect((await pageFor(runtime, { viewer: ben, questionId })).sharing).toEqual({
      id: sharedAnswerId,
      state: 'shared',
    });
  });

  it('begins with the words Ben can read, and only once an answer has helped', async () => {
    const guild = await anaBenAndTesting(await freshDatabase());
    const { runtime, ana, ben } = guild;
    const questionId = await benAsksAna(guild);
    const postId = await writes(runtime, { actor: ana, questionId, body: 'Freeze the clock.' });
    await writes(runtime, { actor: ana, questionId, body: 'Or move to Friday.' });
    const asked = { questionId, viewerId: ben.id };
    expect(await wordsToShare(runtime.db.read, asked)).toBeUndefined();
    const early = { actor: ben, questionId, words: sharedCopy, isNamed: true };
    expect(await suggestSharing(runtime, early)).toMatchObject({ code: 'not_now' });
    granted(await markHelped(runtime, { actor: ben, postId, thanks: '' }));
    expect(await wordsToShare(runtime.db.read, asked)).toEqual({
      title: flakyTest.title,
      question: `${flakyTest.body}\n\n${flakyTest.tried}`,
      answer: 'Freeze the clock.',
    });
  });

  it('asks everybody anew after an edit, and shows whoever agreed to the old one the new words', async () => {
    const guild = await anaBenAndTesting(await freshDatabase());
    const { runtime, ana, ben } = guild;
    const sharedAnswerId = await benAndAnaShare(guild);
    const words = { ...sharedCopy, title: 'Clocks in tests' };
    const edit = { actor: ana, sharedAnswerId, edition: 1, words, isNamed: true };
    granted(await editSharing(runtime, edit));
    expect(await stateOf(guild)).toMatchObject({ state: 'suggested', edition: 2 });
    expect([await listed(guild), await terms(guild)]).toEqual([[], 0]);
    const stale = { actor: ben, sharedAnswerId, edition: 1, isNamed: true };
    const newer = { outcome: 'refused', code: 'changed', edition: 2, ...words };
    expect(await agreeToSharing(runtime, stale)).toEqual(newer);
    expect(await editSharing(runtime, { ...stale, words: sharedCopy })).toEqual(newer);
    granted(await editSharing(runtime, { ...edit, edition: 2 }));
    granted(await agreeToSharing(runtime, { ...stale, edition: 2 }));
    expect(await listed(guild)).toEqual(['Clocks in tests']);
  });

  it('is taken back by either at any time, at once, and nobody is named as the one who did', async () => {
    const guild = await anaBenAndTesting(await freshDatabase());
    const { runtime, ana, ben } = guild;
    const fay = await addMember(runtime, { name: 'Fay' });
    const sharedAnswerId = await benAndAnaShare(guild);
    expect(await takeBack(runtime, { actor: fay, sharedAnswerId })).toMatchObject({
      code: 'not_found',
    });
    expect(await listed(guild)).toHaveLength(1);
    const before = await runtime.db.read.selectFrom('jobs').select('id').execute();
    granted(await takeBack(runtime, { actor: ana, sharedAnswerId }));
    granted(await takeBack(runtime, { actor: ana, sharedAnswerId }));
    expect(await runtime.db.read.selectFrom('jobs').select('id').execute()).toEqual(before);
    const { read } = runtime.db;
    expect(await sharedAnswer(read, { id: sharedAnswerId, viewerId: ben.id })).toBeUndefined();
    expect([await listed(guild), await terms(guild)]).toEqual([[], 0]);
    const row = await read.selectFrom('shared_answers').selectAll().execute();
    expect(JSON.stringify(row)).not.toContain(ana.id);
    const yes = { actor: ben, sharedAnswerId, edition: 1, isNamed: true };
    expect(await agreeToSharing(runtime, yes)).toMatchObject({ code: 'taken_back' });
  });

  it('can be suggested once more after that, and needs everybody’s yes once more', async () => {
    const guild = await anaBenAndTesting(await freshDatabase());
    const { runtime, ana, ben } = guild;
    const { sharedAnswerId, questionId } = await benSuggests(guild);
    granted(await takeBack(runtime, { actor: ana, sharedAnswerId }));
    const again = { actor: ben, questionId, words: sharedCopy, isNamed: true };
    expect(granted(await suggestSharing(runtime, again)).sharedAnswerId).toBe(sharedAnswerId);
    const yes = { actor: ana, sharedAnswerId, isNamed: true };
    expect(await agreeToSharing(runtime, { ...yes, edition: 1 })).toMatchObject({
      code: 'changed',
    });
    granted(await agreeToSharing(runtime, { ...yes, edition: 2 }));
    expect(await listed(guild)).toHaveLength(1);
  });

  it('names those who like to be named, changes with them, and hides whoever the reader is apart from', async () => {
    const guild = await anaBenAndTesting(await freshDatabase());
    const { runtime, ana, ben } = guild;
    const fay = await addMember(runtime, { name: 'Fay' });
    const sharedAnswerId = await benAndAnaShare(guild);
    const names = async () => {
      const asked = { id: sharedAnswerId, viewerId: fay.id };
      const page = await sharedAnswer(runtime.db.read, asked);
      return [page?.askedBy?.name ?? null, page?.answeredBy.map(({ name }) => name)];
    };
    expect(await names()).toEqual(['Ben', ['Ana']]);
    await setNamed(runtime, { actor: ana, sharedAnswerId, isNamed: false });
    expect(await names()).toEqual(['Ben', []]);
    await setNamed(runtime, { actor: ana, sharedAnswerId, isNamed: true });
    await runtime.db.transact((tx) =>
      tx.insertInto('blocks').values({ member_id: ben.id, other_id: fay.id, since: 0 }).execute(),
    );
    expect(await names()).toEqual([null, ['Ana']]);
    await runtime.db.transact((tx) => tx.deleteFrom('members').where('id', '=', ana.id).execute());
    expect(await names()).toEqual([null, []]);
  });

  it('is never shared without somebody who left before saying yes', async () => {
    const guild = await anaBenAndTesting(await freshDatabase());
    const { runtime, ben, skillId } = guild;
    const people = [];
    for (const name of ['Eli', 'Fay']) people.push(await addMentor(runtime, { name, skillId }));
    const questionId = await benWidens(guild);
    for (const actor of people) {
      const postId = await writes(runtime, { actor, questionId, body: 'Freeze it.' });
      granted(await markHelped(runtime, { actor: ben, postId, thanks: '' }));
    }
    const suggested = { actor: ben, questionId, words: sharedCopy, isNamed: true };
    const { sharedAnswerId } = granted(await suggestSharing(runtime, suggested));
    const [eli, fay] = people;
    await runtime.db.transact((tx) =>
      tx
        .deleteFrom('members')
        .where('id', '=', fay?.id ?? '')
        .execute(),
    );
    if (eli === undefined) throw new Error('Eli is missing');
    granted(
      await agreeToSharing(runtime, { actor: eli, sharedAnswerId, edition: 1, isNamed: true }),
    );
    expect(await stateOf(guild)).toMatchObject({ state: 'suggested' });
    const words = { ...sharedCopy, answer: 'What Eli says.' };
    const edit = { actor: eli, sharedAnswerId, edition: 1, words, isNamed: true };
    granted(await editSharing(runtime, edit));
    granted(
      await agreeToSharing(runtime, { actor: ben, sharedAnswerId, edition: 2, isNamed: true }),
    );
    expect(await stateOf(guild)).toMatchObject({ state: 'shared' });
  });

  it('C1: tells Eli, who was asked around, nothing of Ana when he suggests it or is asked', async () => {
    const guild = await anaBenAndTesting(await freshDatabase());
    const { runtime, ana, ben, skillId } = guild;
    const eli = await addMentor(runtime, { name: 'Eli', skillId });
    const questionId = await benAsksAna(guild, skillId);
    const early = await writes(runtime, { actor: ana, questionId, body: 'canary-of-ana' });
    await runtime.db.transact((tx) =>
      tx
        .insertInto('question_people')
        .values({ question_id: questionId, member_id: eli.id, came: 'asked_around', invited_at: 0 })
        .execute(),
    );
    await runtime.db.transact((tx) =>
      tx.updateTable('questions').set({ widened_at: 1, rounds: 1, round_at: 1 }).execute(),
    );
    const late = await writes(runtime, { actor: eli, questionId, body: 'Freeze the clock.' });
    for (const postId of [early, late])
      granted(await markHelped(runtime, { actor: ben, postId, thanks: '' }));
    const { read } = runtime.db;
    const asEli = { questionId, viewerId: eli.id };
    expect((await wordsToShare(read, asEli))?.answer).toBe('Freeze the clock.');
    const suggestion = { actor: eli, questionId, words: sharedCopy, isNamed: true };
    const { sharedAnswerId } = granted(await suggestSharing(runtime, suggestion));
    expect(await sharingPage(read, { sharedAnswerId, viewerId: ana.id })).toBeUndefined();
    const words = { ...sharedCopy, answer: 'What both say.' };
    const edit = { actor: ben, sharedAnswerId, edition: 1, words, isNamed: true };
    granted(await editSharing(runtime, edit));
    expect(await sharingPage(read, { sharedAnswerId, viewerId: ana.id })).toBeDefined();
    const forEli = JSON.stringify(await sharingPage(read, { sharedAnswerId, viewerId: eli.id }));
    for (const secret of ['Ana', ana.id, 'canary']) expect(forEli).not.toContain(secret);
    granted(
      await agreeToSharing(runtime, { actor: eli, sharedAnswerId, edition: 2, isNamed: true }),
    );
    expect(await stateOf(guild)).toMatchObject({ state: 'suggested' });
  });

  it('C2: is not there for Fay, who has no words in it', async () => {
    const guild = await anaBenAndTesting(await freshDatabase());
    const { runtime } = guild;
    const fay = await addMember(runtime, { name: 'Fay' });
    const { sharedAnswerId, questionId } = await benSuggests(guild);
    const asFay = { actor: fay, sharedAnswerId, edition: 1, isNamed: true };
    const answers = [
      await agreeToSharing(runtime, asFay),
      await agreeToSharing(runtime, { ...asFay, sharedAnswerId: 'x' }),
      await editSharing(runtime, { ...asFay, words: sharedCopy }),
      await takeBack(runtime, asFay),
      await suggestSharing(runtime, { actor: fay, questionId, words: sharedCopy, isNamed: true }),
    ];
    for (const answer of answers) expect(answer).toEqual({ outcome: 'refused', code: 'not_found' });
    await setNamed(runtime, asFay);
    const { read } = runtime.db;
    expect(await sharingPage(read, { sharedAnswerId, viewerId: fay.id })).toBeUndefined();
    expect(await sharedAnswer(read, { id: 'x', viewerId: fay.id })).toBeUndefined();
  });

  it('fault 13: is never shared in words somebody did not agree to, though Ben edits while Ana agrees', async () => {
    const guild = await anaBenAndTesting(await freshDatabase());
    const { runtime, ana, ben } = guild;
    const { sharedAnswerId } = await benSuggests(guild);
    for (let edition = 1; edition <= 6; edition++) {
      const words = { ...sharedCopy, title: `Edition ${edition + 1}` };
      const about = { sharedAnswerId, isNamed: true };
      const doEdit = () => editSharing(runtime, { ...about, actor: ben, edition, words });
      const doAgree = () => agreeToSharing(runtime, { ...about, actor: ana, edition });
      const [first, second] = edition % 2 === 0 ? [doEdit, doAgree] : [doAgree, doEdit];
      await Promise.all([first(), second()]);
      expect(await stateOf(guild)).toEqual({
        state: 'suggested',
        edition: edition + 1,
        title: `Edition ${edition + 1}`,
      });
      expect(await listed(guild)).toEqual([]);
    }
  });
});
