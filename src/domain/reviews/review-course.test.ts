import { expect, it } from 'vitest';
import { minute } from '#lib/duration.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { anaAndBen, announced, type Two } from '#tests/meetings.ts';
import {
  askReview,
  comment,
  linesOfQueue,
  pasted,
  prepareReview,
  queueCode,
  revise,
  seenBy,
} from '#tests/reviews.ts';
import * as asking from './ask-review.commands.server.ts';
import * as comments from './review-comments.commands.server.ts';
import { giveFeedback, sendComments } from './feedback-rounds.commands.server.ts';
import { draftOf, reviewPage, reviewsOf, turnsOf } from './reviews.queries.server.ts';
import * as revisions from './prepare-revision.commands.server.ts';
import { takeSuggestion } from './take-suggestion.commands.server.ts';
import { wrapUpReview, writePickedUp } from './wrap-up-review.commands.server.ts';

const refusal = (code: string) => ({ outcome: 'refused', code });
const isDone = { outcome: 'done' };

/** Ben has asked Ana for a look. */
async function asked(two: Two): Promise<string> {
  return askReview(two.runtime, { author: two.ben, pairingId: two.pairingId });
}

const turnOf = async ({ runtime, ana }: Two, reviewId: string) =>
  (await seenBy(runtime, { viewer: ana, reviewId })).review.turn;

eachEngine('Ben asks Ana for a look', (freshDatabase) => {
  it('and prepares it alone: to Ana it is not there until he sends it, once', async () => {
    const two = await anaAndBen(await freshDatabase());
    const { runtime, ana, ben, pairingId } = two;
    const reviewId = await prepareReview(runtime, { author: ben, pairingId });
    const asAna = { reviewId, viewerId: ana.id };
    expect(await reviewPage(runtime.db.read, asAna)).toBeUndefined();
    expect(await draftOf(runtime.db.read, asAna)).toBeUndefined();
    expect(await reviewsOf(runtime.db.read, { pairingId, viewerId: ana.id })).toEqual([]);
    expect(await asking.sendReview(runtime, { actor: ana, reviewId })).toEqual(
      refusal('not_found'),
    );
    const draft = await draftOf(runtime.db.read, { reviewId, viewerId: ben.id });
    expect(draft).toMatchObject({ number: 1, maySend: true, files: [{ path: 'src/queue.js' }] });
    const send = () => asking.sendReview(runtime, { actor: ben, reviewId });
    expect(await Promise.all([send(), send()])).toEqual([isDone, isDone]);
    expect(await announced(two, 'Review%')).toEqual(['ReviewAsked']);
    expect(await turnsOf(runtime.db.read, { viewerId: ana.id })).toMatchObject([
      { id: reviewId, youAre: 'reviewer', isYourTurn: true, filesCount: 1, added: 10, removed: 0 },
    ]);
    expect(await turnsOf(runtime.db.read, { viewerId: ben.id })).toEqual([]);
    expect(await asking.dropDraft(runtime, { actor: ben, reviewId })).toEqual(refusal('sent'));
  });

  it('and can take a file out again, with nothing of it left', async () => {
    const { runtime, ben, pairingId } = await anaAndBen(await freshDatabase());
    const files = [pasted('a.js', 'a\n'), pasted('keys.env', 'TOKEN=abc\n')];
    const reviewId = await prepareReview(runtime, { author: ben, pairingId, files });
    const draft = await draftOf(runtime.db.read, { reviewId, viewerId: ben.id });
    const fileId = draft?.files.find(({ path }) => path === 'keys.env')?.id ?? '';
    const inHand = { actor: ben, reviewId, fileId };
    expect(await revisions.setLanguage(runtime, { ...inHand, language: 'go' })).toEqual(isDone);
    expect(await revisions.removeFile(runtime, inHand)).toEqual(isDone);
    const texts = await runtime.db.read.selectFrom('texts').select('body').execute();
    expect(texts.map(({ body }) => body)).toEqual(['a']);
    expect(await asking.dropDraft(runtime, { actor: ben, reviewId })).toEqual(isDone);
    expect(await runtime.db.read.selectFrom('texts').selectAll().execute()).toEqual([]);
  });

  it('and is told which file is too much, with nothing changed', async () => {
    const { runtime, ben, pairingId } = await anaAndBen(await freshDatabase());
    const form = { title: 'Large', lookAt: '', leaveOut: '', link: '' };
    const draft = (files: Parameters<typeof asking.draftReview>[1]['files']) =>
      asking.draftReview(runtime, { actor: ben, pairingId, form, files });
    const long = pasted('long.txt', 'a\n'.repeat(20_001));
    expect(await draft([long])).toMatchObject({
      code: 'unfit',
      problem: { code: 'file_long', path: 'long.txt' },
    });
    const half = (name: string) => pasted(name, `${name}${'x'.repeat(900_000)}`);
    expect(await draft([half('a'), half('b'), half('c')])).toMatchObject({
      problem: { code: 'too_large', path: null },
    });
    expect(await draft([pasted('../out', 'x')])).toMatchObject({
      problem: { code: 'path_outside' },
    });
    expect(await draft([pasted('a', 'x'), pasted('a', 'y')])).toMatchObject({
      problem: { code: 'path_twice' },
    });
    expect(await runtime.db.read.selectFrom('reviews').selectAll().execute()).toEqual([]);
    const reviewId = await prepareReview(runtime, { author: ben, pairingId, files: [] });
    const sent = await asking.sendReview(runtime, { actor: ben, reviewId });
    expect(sent).toEqual(refusal('no_files'));
  });
});

eachEngine('Ana reads what Ben asked about', (freshDatabase) => {
  it('and her comments are sent together when she has had a look, once', async () => {
    const two = await anaAndBen(await freshDatabase());
    const { runtime, ana, ben } = two;
    const reviewId = await asked(two);
    await comment(runtime, { by: ana, reviewId, body: 'Lovely', kind: 'nice', place: null });
    await comment(runtime, { by: ana, reviewId, body: 'Jitter?', place: linesOfQueue(6) });
    expect((await seenBy(runtime, { viewer: ben, reviewId })).comments).toEqual([]);
    expect((await seenBy(runtime, { viewer: ana, reviewId })).draftsCount).toBe(2);
    const look = () => giveFeedback(runtime, { actor: ana, reviewId, words: 'Good start' });
    expect(await Promise.all([look(), look()])).toEqual([isDone, isDone]);
    expect(await announced(two, 'ReviewLookedAt')).toHaveLength(1);
    const page = await seenBy(runtime, { viewer: ben, reviewId });
    expect(page).toMatchObject({ isYourTurn: true, looks: [{ by: 'other', words: 'Good start' }] });
    expect(page.comments).toMatchObject([
      { body: 'Lovely', now: { on: 'whole' } },
      { body: 'Jitter?', excerpt: ['      await wait(250 * attempt);'], now: { on: 'lines' } },
    ]);
  });

  it('in two browsers, and a draft changed in one is not lost in the other', async () => {
    const two = await anaAndBen(await freshDatabase());
    const { runtime, ana, ben } = two;
    const reviewId = await asked(two);
    const commentId = await comment(runtime, { by: ana, reviewId, body: 'Hm' });
    const form = { kind: 'idea' as const, suggestion: null };
    const edit = (body: string) =>
      comments.editDraft(runtime, {
        ...{ actor: ana, reviewId, commentId, version: 1 },
        form: { ...form, body },
      });
    const both = await Promise.all([edit('Hm, why?'), edit('Hm, when?')]);
    const winner = both.findIndex(({ outcome }) => outcome === 'done');
    expect(both[winner]).toEqual({ outcome: 'done', version: 2 });
    const theirs = { ...form, body: ['Hm, why?', 'Hm, when?'][winner] };
    const lost = { outcome: 'refused', code: 'changed', theirs, version: 2 };
    expect(both[1 - winner]).toEqual(lost);
    const remove = { reviewId, commentId };
    expect(await comments.removeComment(runtime, { actor: ben, ...remove })).toEqual(
      refusal('not_found'),
    );
    expect(await comments.removeComment(runtime, { actor: ana, ...remove })).toEqual(isDone);
    expect(await runtime.db.read.selectFrom('comments').selectAll().execute()).toEqual([]);
  });

  it('and they talk about it: replies at once, sorted by either, words taken back', async () => {
    const two = await anaAndBen(await freshDatabase());
    const { runtime, ana, ben } = two;
    const reviewId = await asked(two);
    const commentId = await comment(runtime, { by: ana, reviewId, body: 'Why three?' });
    const asBen = { actor: ben, reviewId, commentId };
    expect(await comments.reply(runtime, { ...asBen, body: 'Guess' })).toEqual(
      refusal('not_found'),
    );
    await giveFeedback(runtime, { actor: ana, reviewId, words: '' });
    const replied = await comments.reply(runtime, { ...asBen, body: 'A guess' });
    expect(await comments.reply(runtime, { ...asBen, body: 'A guess' })).toEqual(replied);
    expect(await announced(two, 'CommentReplied')).toHaveLength(1);
    await comments.sortThread(runtime, { ...asBen, isSorted: true });
    const [thread] = (await seenBy(runtime, { viewer: ana, reviewId })).comments;
    expect(thread).toMatchObject({ replies: [{ by: 'other', body: 'A guess' }] });
    expect(thread?.sortedAt).not.toBeNull();
    await comments.removeComment(runtime, { actor: ana, reviewId, commentId });
    expect((await seenBy(runtime, { viewer: ben, reviewId })).comments).toMatchObject([
      { body: '', isRemoved: true, replies: [{ body: 'A guess' }] },
    ]);
  });

  it('and a look at what has a newer revision by now leaves that one to be looked at', async () => {
    const two = await anaAndBen(await freshDatabase());
    const { runtime, ana, ben } = two;
    const reviewId = await asked(two);
    const files = [pasted('src/queue.js', queueCode.replace('250', '500'))];
    await revisions.addFiles(runtime, { actor: ben, reviewId, files });
    const both = await Promise.all([
      giveFeedback(runtime, { actor: ana, reviewId, revision: 1, words: 'Fine' }),
      revisions.sendRevision(runtime, { actor: ben, reviewId, number: 2 }),
    ]);
    expect(both).toEqual([isDone, isDone]);
    const page = await seenBy(runtime, { viewer: ana, reviewId });
    expect(page).toMatchObject({ isYourTurn: true, lastLooked: 1, shown: { from: 1, to: 2 } });
    expect(page.revisions).toMatchObject([{ isSeenByYou: true }, { isSeenByYou: false }]);
    expect(await announced(two, 'Re%')).toEqual(
      ['RevisionAdded', 'ReviewAsked', 'ReviewLookedAt'].toSorted(),
    );
    await giveFeedback(runtime, { actor: ana, reviewId, revision: 2, words: '' });
    expect(await turnOf(two, reviewId)).toBe('author');
    await comment(runtime, { by: ben, reviewId, body: 'Is it the number?' });
    expect(await sendComments(runtime, { actor: ben, reviewId })).toEqual(isDone);
    expect(await turnOf(two, reviewId)).toBe('reviewer');
  });
});

eachEngine('Ben goes on with it', (freshDatabase) => {
  it('and keeps the files a revision does not name; comments go along with their lines', async () => {
    const two = await anaAndBen(await freshDatabase());
    const { runtime, ana, ben, pairingId } = two;
    const files = [pasted('src/queue.js', queueCode), pasted('b.js', 'b\n')];
    const reviewId = await askReview(runtime, { author: ben, pairingId, files });
    await comment(runtime, { by: ana, reviewId, body: 'Jitter?', place: linesOfQueue(6) });
    await giveFeedback(runtime, { actor: ana, reviewId, words: '' });
    const longer = pasted('src/queue.js', `// Sends again\n\n${queueCode}`);
    await revise(runtime, { author: ben, reviewId, number: 2, files: [longer], note: 'Comment' });
    const page = await seenBy(runtime, { viewer: ana, reviewId });
    expect(page.files.map(({ path, change }) => [path, change])).toEqual([
      ['src/queue.js', 'changed'],
      ['b.js', 'same'],
    ]);
    expect(page.comments).toMatchObject([{ revision: 1, place: { from: 6 }, now: { from: 8 } }]);
    const shown = { from: 'original', to: 1 } as const;
    const first = await reviewPage(runtime.db.read, {
      ...{ reviewId, viewerId: ana.id, compare: shown },
    });
    expect(first).toMatchObject({ shown, comments: [{ now: { side: 'right', from: 6 } }] });
    expect(await runtime.db.read.selectFrom('texts').selectAll().execute()).toHaveLength(3);
    const send = { actor: ben, reviewId, number: 3 };
    expect(await revisions.sendRevision(runtime, send)).toEqual(refusal('not_found'));
    await revisions.addFiles(runtime, { actor: ben, reviewId, files: [] });
    expect(await revisions.sendRevision(runtime, send)).toEqual(refusal('nothing_changed'));
    expect((await seenBy(runtime, { viewer: ana, reviewId })).drafted).toBeNull();
    expect((await seenBy(runtime, { viewer: ben, reviewId })).drafted).toMatchObject({ number: 3 });
    expect(await revisions.dropRevision(runtime, { actor: ben, reviewId })).toEqual(isDone);
  });

  it('and takes a suggestion with one press, once, and quietly until he sends it', async () => {
    const two = await anaAndBen(await freshDatabase());
    const { runtime, ana, ben } = two;
    const reviewId = await asked(two);
    const suggestion = '      await wait(250 * attempt * (0.5 + Math.random()));';
    const place = linesOfQueue(6);
    const commentId = await comment(runtime, { by: ana, reviewId, body: 'So?', place, suggestion });
    const take = () => takeSuggestion(runtime, { actor: ben, reviewId, commentId });
    expect(await take()).toEqual(refusal('not_found'));
    await giveFeedback(runtime, { actor: ana, reviewId, words: '' });
    expect((await seenBy(runtime, { viewer: ben, reviewId })).comments).toMatchObject([
      { mayTake: true },
    ]);
    runtime.clock.pass(minute);
    expect(await Promise.all([take(), take()])).toEqual([isDone, isDone]);
    const asAna = { actor: ana, reviewId, commentId };
    expect(await takeSuggestion(runtime, asAna)).toEqual(refusal('not_found'));
    expect((await seenBy(runtime, { viewer: ana, reviewId })).comments).toMatchObject([
      { takenAt: null },
    ]);
    const draft = await draftOf(runtime.db.read, { reviewId, viewerId: ben.id });
    expect(draft?.files[0]?.after?.lines[5]).toBe(suggestion);
    await revisions.dropRevision(runtime, { actor: ben, reviewId });
    expect(await take()).toEqual(isDone);
    await revisions.sendRevision(runtime, { actor: ben, reviewId, number: 2 });
    const page = await seenBy(runtime, { viewer: ana, reviewId });
    expect(page.comments[0]?.takenAt).toBe(runtime.clock.now());
    expect(page.files[0]?.right?.text.lines[5]).toBe(suggestion);
  });

  it('and is told kindly where the lines of a suggestion are gone', async () => {
    const two = await anaAndBen(await freshDatabase());
    const { runtime, ana, ben } = two;
    const reviewId = await asked(two);
    const place = linesOfQueue(6);
    const suggested = { by: ana, reviewId, body: 'So?', place, suggestion: 'x' };
    const commentId = await comment(runtime, suggested);
    await giveFeedback(runtime, { actor: ana, reviewId, words: '' });
    const files = [pasted('src/queue.js', 'nothing\nis left\n')];
    await revise(runtime, { author: ben, reviewId, number: 2, files });
    const taken = await takeSuggestion(runtime, { actor: ben, reviewId, commentId });
    expect(taken).toEqual(refusal('gone'));
    expect((await seenBy(runtime, { viewer: ben, reviewId })).comments).toMatchObject([
      { mayTake: false, now: { side: 'left', is: 'gone' }, excerpt: [expect.any(String)] },
    ]);
  });

  it('until it is wrapped up, and what they picked up is read by both; a revision opens it again', async () => {
    const two = await anaAndBen(await freshDatabase());
    const { runtime, ana, ben } = two;
    const reviewId = await asked(two);
    const said = { actor: ana, reviewId, words: 'Backing off' };
    expect(await writePickedUp(runtime, said)).toEqual(isDone);
    expect((await seenBy(runtime, { viewer: ben, reviewId })).pickedUp.theirs).toBe('');
    expect(await wrapUpReview(runtime, { actor: ana, reviewId })).toEqual(isDone);
    expect(await wrapUpReview(runtime, { actor: ben, reviewId })).toEqual(isDone);
    expect(await announced(two, 'ReviewWrappedUp')).toHaveLength(1);
    const page = await seenBy(runtime, { viewer: ben, reviewId });
    expect(page).toMatchObject({ isYourTurn: false, pickedUp: { theirs: 'Backing off' } });
    const look = await giveFeedback(runtime, { actor: ana, reviewId, words: 'More' });
    expect(look).toEqual(refusal('finished'));
    const files = [pasted('src/queue.js', 'shorter\n')];
    await revise(runtime, { author: ben, reviewId, number: 2, files });
    expect((await seenBy(runtime, { viewer: ana, reviewId })).review).toMatchObject({
      state: 'open',
      wrappedUpAt: null,
    });
  });
});
