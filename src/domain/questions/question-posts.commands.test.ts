import { expect, it } from 'vitest';
import { minute } from '#lib/duration.ts';
import { wrapUp } from '#domain/pairings/ending.commands.server.ts';
import { eachEngine } from '#tests/both-databases.ts';
import {
  anaBenAndTesting,
  addMentor,
  benAsksAna,
  benWidens,
  granted,
  pageFor,
  timesAnnounced,
  writes,
} from '#tests/questions.ts';
import { closeQuestion } from './close-question.commands.server.ts';
import {
  markHelped,
  removePost,
  unmarkHelped,
  writePost,
} from './question-posts.commands.server.ts';

eachEngine('answers', (freshDatabase) => {
  it('help, with Ben’s thanks, and he can take that back', async () => {
    const guild = await anaBenAndTesting(await freshDatabase());
    const { runtime, ana, ben } = guild;
    const questionId = await benAsksAna(guild);
    const postId = await writes(runtime, { actor: ana, questionId, body: 'Freeze the clock.' });
    const helped = { actor: ben, postId };
    granted(await markHelped(runtime, { ...helped, thanks: '' }));
    granted(await markHelped(runtime, { ...helped, thanks: 'That was it.' }));
    expect(await timesAnnounced(runtime, 'AnswerHelped')).toBe(1);
    const page = await pageFor(runtime, { viewer: ana, questionId });
    expect(page).toMatchObject({ state: 'helped', turn: null, mayShare: true });
    expect(page.posts).toMatchObject([{ hasHelped: true, thanks: 'That was it.', mayMark: false }]);
    granted(await unmarkHelped(runtime, helped));
    const after = await pageFor(runtime, { viewer: ben, questionId });
    expect(after).toMatchObject({ state: 'open', mayShare: false });
    expect(after.posts).toMatchObject([{ hasHelped: false, thanks: '', mayMark: true }]);
    for (const forged of [
      { actor: ana, postId },
      { actor: ben, postId: questionId },
    ])
      expect(await markHelped(runtime, { ...forged, thanks: '' })).toMatchObject({
        code: 'not_found',
      });
  });

  it('wait no more once Ben closes it, and go on when he writes again', async () => {
    const guild = await anaBenAndTesting(await freshDatabase());
    const { runtime, ana, ben } = guild;
    const questionId = await benAsksAna(guild);
    granted(await closeQuestion(runtime, { actor: ben, questionId }));
    const answer = { actor: ana, questionId, body: 'Too late?' };
    expect(await writePost(runtime, answer)).toMatchObject({ code: 'closed' });
    expect(await closeQuestion(runtime, { actor: ana, questionId })).toMatchObject({
      code: 'not_found',
    });
    await writes(runtime, { actor: ben, questionId, body: 'It is back.' });
    expect(await pageFor(runtime, { viewer: ana, questionId })).toMatchObject({
      state: 'open',
      turn: 'yours',
    });
    granted(await writePost(runtime, answer));
  });

  it('are taken back by whoever wrote them and nobody else: the words are gone', async () => {
    const guild = await anaBenAndTesting(await freshDatabase());
    const { runtime, ana, ben } = guild;
    const questionId = await benAsksAna(guild);
    const postId = await writes(runtime, { actor: ana, questionId, body: 'canary' });
    expect(await removePost(runtime, { actor: ben, postId })).toMatchObject({ code: 'not_found' });
    granted(await removePost(runtime, { actor: ana, postId }));
    granted(await removePost(runtime, { actor: ana, postId }));
    const page = await pageFor(runtime, { viewer: ben, questionId });
    expect(page.posts).toMatchObject([{ isRemoved: true, body: '', mayMark: false }]);
    expect(page).toMatchObject({ isAnswered: false, turn: 'theirs' });
    const kept = await runtime.db.read.selectFrom('posts').selectAll().execute();
    expect(JSON.stringify(kept)).not.toContain('canary');
  });

  it('come ten in ten minutes from one person, and no more', async () => {
    const guild = await anaBenAndTesting(await freshDatabase());
    const { runtime, ana } = guild;
    const questionId = await benAsksAna(guild);
    for (let n = 0; n < 10; n++)
      await writes(runtime, { actor: ana, questionId, body: `Thought ${n}` });
    const next = { actor: ana, questionId, body: 'And another' };
    expect(await writePost(runtime, next)).toMatchObject({ code: 'slow_down' });
    runtime.clock.pass(10 * minute);
    granted(await writePost(runtime, next));
  });

  it('of Eli go on after Ana and Ben have wrapped up, and Ana reads no more of it', async () => {
    const guild = await anaBenAndTesting(await freshDatabase());
    const { runtime, ana, ben, pairingId } = guild;
    const eli = await addMentor(runtime, { name: 'Eli', skillId: guild.skillId });
    const questionId = await benWidens(guild);
    await writes(runtime, { actor: eli, questionId, body: 'Freeze the clock.' });
    runtime.clock.pass(minute);
    await wrapUp(runtime, { actor: ben, pairingId });
    runtime.clock.pass(minute);
    await writes(runtime, { actor: ben, questionId, body: 'canary-of-ben' });
    const forAna = await pageFor(runtime, { viewer: ana, questionId });
    expect(forAna).toMatchObject({ mayWrite: false, posts: [{ body: 'Freeze the clock.' }] });
    const forEli = await pageFor(runtime, { viewer: eli, questionId });
    expect(forEli).toMatchObject({ mayWrite: true, turn: 'yours' });
    expect(forEli.posts).toHaveLength(2);
  });
});
