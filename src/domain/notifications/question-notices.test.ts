import { expect, it } from 'vitest';
import {
  AnswerHelped,
  AnswerShared,
  AskingAroundOffered,
  PostWritten,
  QuestionAsked,
  QuestionWidened,
  SharingSuggested,
} from '#domain/questions/events.ts';
import { minute } from '#lib/duration.ts';
import { eachEngine, type FreshDatabase } from '#tests/both-databases.ts';
import { putAsked, putPost, putQuestion, putSharedAnswer } from '#tests/raw-reviews.ts';
import { addMember } from '#tests/factories.ts';
import { guild, happens, letters, pass } from '#tests/notice-harness.ts';
import { addPairing } from '#tests/raw-pairings.ts';

/** Tamsin asked Odalys, with whom she goes along; Kenji knows the skill too. */
async function asked(freshDatabase: FreshDatabase) {
  const people = await guild(freshDatabase);
  const { runtime, odalys, tamsin } = people;
  const kenji = await addMember(runtime, { name: 'Kenji' });
  const { pairingId } = await addPairing(runtime, { mentorId: odalys.id, menteeId: tamsin.id });
  const questionId = await putQuestion(runtime, { askerId: tamsin.id, pairing_id: pairingId });
  const memberIds = [odalys.id];
  const ask = () => happens(runtime, QuestionAsked, { questionId, memberIds });
  const subjects = async () =>
    (await letters(runtime)).map(({ to, subject }) => `${to}: ${subject}`);
  return { ...people, kenji, questionId, ask, subjects };
}

eachEngine('telling of questions', (freshDatabase) => {
  it('tells Odalys that Tamsin asked, and after a yes Kenji too, without saying who was asked first', async () => {
    const { runtime, kenji, questionId, odalys, ...story } = await asked(freshDatabase);
    await story.ask();
    await happens(runtime, AskingAroundOffered, { questionId });
    await putAsked(runtime, { questionId, memberId: kenji.id });
    const memberIds = [kenji.id];
    await happens(runtime, QuestionWidened, { questionId, memberIds });
    await happens(runtime, QuestionAsked, { questionId, memberIds });
    await happens(runtime, QuestionWidened, { questionId, memberIds });
    expect((await story.subjects()).toSorted()).toEqual([
      'Kenji: Tamsin asked a few people something you may know',
      'Odalys: Tamsin asked you something',
      'Odalys: Tamsin’s question went to a few others too',
      'Tamsin: Your question could go to a few others too',
    ]);
    const sent = await letters(runtime);
    const toKenji = sent.find(({ to }) => to === 'Kenji');
    expect(`${toKenji?.text}${toKenji?.html}`).not.toContain('Odalys');
    expect(toKenji?.unsubscribe).toContain(`/unsubscribe/${kenji.id}.questions.`);
    const toTamsin = sent.find(({ to }) => to === 'Tamsin');
    expect(toTamsin?.text).not.toContain('Odalys');
    const kept = await runtime.db.read.selectFrom('notices').selectAll().execute();
    expect(JSON.stringify([kept, sent])).not.toContain('fetch');
    const notices = kept.filter(({ member_id }) => member_id === kenji.id);
    expect(JSON.stringify(notices)).not.toContain(odalys.id);
  });

  it('says nothing to whoever has passed, and takes back what waits once it is answered', async () => {
    const { runtime, kenji, questionId, odalys, ...story } = await asked(freshDatabase);
    await putAsked(runtime, { questionId, memberId: kenji.id, passed_at: 1 });
    const memberIds = [kenji.id];
    await happens(runtime, QuestionAsked, { questionId, memberIds });
    expect(await story.subjects()).toEqual([]);
    await runtime.db.transact((tx) =>
      tx
        .insertInto('quiet_hours')
        .values({ member_id: odalys.id, from_minute: 14 * 60, until_minute: 16 * 60 })
        .execute(),
    );
    await story.ask();
    await putPost(runtime, { questionId, fromId: odalys.id });
    await pass(runtime, 120 * minute);
    expect(await story.subjects()).toEqual([]);
  });

  it('lets Tamsin know of answers once until she looks, and tells further words to those who may read them', async () => {
    const { runtime, kenji, questionId, odalys, tamsin, ...story } = await asked(freshDatabase);
    const writes = async (fromId: string, more: object = {}) => {
      const postId = await putPost(runtime, { questionId, fromId, ...more });
      await happens(runtime, PostWritten, { questionId, postId, by: fromId });
      return postId;
    };
    await putAsked(runtime, { questionId, memberId: kenji.id });
    await writes(tamsin.id);
    await pass(runtime, 3 * minute);
    expect(await story.subjects()).toEqual(['Odalys: Tamsin wrote more about a question']);
    await writes(odalys.id, { seen_by: 'partners' });
    await writes(odalys.id);
    await pass(runtime, 3 * minute);
    const postId = await writes(kenji.id);
    await pass(runtime, 61 * minute);
    expect((await story.subjects()).slice(1)).toEqual([
      'Tamsin: Odalys answered your question',
      'Tamsin: Kenji answered your question',
    ]);
    await writes(tamsin.id, { seen_by: 'partners' });
    await writes(tamsin.id);
    await pass(runtime, 61 * minute);
    expect((await story.subjects()).slice(3).toSorted()).toEqual([
      'Kenji: Tamsin wrote more about a question',
      'Odalys: Tamsin wrote more about a question',
    ]);
    await happens(runtime, AnswerHelped, { questionId, postId });
    const helped = { helped_at: runtime.clock.now(), thanks: 'canary-thanks' };
    await runtime.db.transact((tx) =>
      tx.updateTable('posts').set(helped).where('id', '=', postId).execute(),
    );
    await happens(runtime, AnswerHelped, { questionId, postId });
    expect(await story.subjects()).toContain('Kenji: Tamsin says your answer helped');
    expect(JSON.stringify(await letters(runtime))).not.toContain('canary');
  });

  it('asks everybody before sharing, without telling Odalys that Kenji answered as well', async () => {
    const { runtime, kenji, questionId, odalys, tamsin } = await asked(freshDatabase);
    const sharedAnswerId = await putSharedAnswer(runtime, {
      askerId: tamsin.id,
      answererIds: [odalys.id, kenji.id],
      question_id: questionId,
    });
    await happens(runtime, SharingSuggested, { sharedAnswerId, by: kenji.id });
    const notices = () =>
      runtime.db.read
        .selectFrom('notices')
        .innerJoin('members', 'members.id', 'notices.member_id')
        .select(['members.name', 'kind', 'other_id', 'href'])
        .orderBy('members.name')
        .execute();
    const about = { kind: 'sharing_suggested', href: `/questions/${questionId}/share` };
    expect(await notices()).toEqual([
      { name: 'Odalys', other_id: null, ...about },
      { name: 'Tamsin', other_id: kenji.id, ...about },
    ]);
    await runtime.db.transact((tx) =>
      tx.updateTable('shared_answers').set({ state: 'shared', shared_at: 1 }).execute(),
    );
    await happens(runtime, AnswerShared, { sharedAnswerId });
    const shared = (await notices()).filter(({ kind }) => kind === 'answer_shared');
    expect(shared).toHaveLength(3);
    expect(new Set(shared.map(({ href }) => href))).toEqual(
      new Set([`/answers/${sharedAnswerId}`]),
    );
  });
});
