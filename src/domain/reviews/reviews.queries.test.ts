import { expect, it } from 'vitest';
import { hour } from '#lib/duration.ts';
import type { Viewer } from '#domain/members/viewer.ts';
import { wrapUp } from '#domain/pairings/ending.commands.server.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { addMember } from '#tests/factories.ts';
import { anaAndBen, type Two } from '#tests/meetings.ts';
import { beginGoing } from '#tests/pairings.ts';
import fc from '#tests/fast-check.ts';
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
import {
  draftOf,
  reviewForDownload,
  reviewPage,
  reviewsOf,
  turnsOf,
} from './reviews.queries.server.ts';
import * as revisions from './prepare-revision.commands.server.ts';
import { takeSuggestion } from './take-suggestion.commands.server.ts';
import { wrapUpReview, writePickedUp } from './wrap-up-review.commands.server.ts';

const refusal = (code: string) => ({ outcome: 'refused', code });

/** Ben has asked Ana for a look. */
const asked = ({ runtime, ben, pairingId }: Two) => askReview(runtime, { author: ben, pairingId });

eachEngine('when Ana and Ben have wrapped up', (freshDatabase) => {
  it('everything stays readable and nothing can be written (C2)', async () => {
    const two = await anaAndBen(await freshDatabase());
    const { runtime, ana, ben, pairingId } = two;
    const reviewId = await asked(two);
    const drafted = await prepareReview(runtime, { author: ben, pairingId });
    const commentId = await comment(runtime, { by: ana, reviewId, body: 'Why?' });
    await giveFeedback(runtime, { actor: ana, reviewId, words: 'Nice' });
    await wrapUp(runtime, { actor: ben, pairingId });
    const form = { kind: 'idea' as const, body: 'Late', suggestion: null };
    const asAna = { actor: ana, reviewId };
    const asBen = { actor: ben, reviewId };
    const answers = await Promise.all([
      comments.draftComment(runtime, { ...asAna, revision: 1, place: null, form }),
      comments.reply(runtime, { ...asBen, commentId, body: 'Late' }),
      comments.sortThread(runtime, { ...asBen, commentId, isSorted: true }),
      giveFeedback(runtime, { ...asAna, words: 'Late' }),
      revisions.addFiles(runtime, { ...asBen, files: [] }),
      asking.sendReview(runtime, { actor: ben, reviewId: drafted }),
      wrapUpReview(runtime, asAna),
      writePickedUp(runtime, { ...asAna, words: 'Late' }),
    ]);
    for (const answer of answers) expect(answer).toEqual(refusal('wrapped_up'));
    const page = await seenBy(runtime, { viewer: ben, reviewId });
    expect(page).toMatchObject({ isLiving: false, comments: [{ body: 'Why?' }] });
    expect(Object.values(page.may)).toEqual([false, false, false, false, false]);
    expect(await turnsOf(runtime.db.read, { viewerId: ben.id })).toEqual([]);
    expect(await reviewsOf(runtime.db.read, { pairingId, viewerId: ana.id })).toMatchObject([
      { id: reviewId, isYourTurn: false },
    ]);
  });
});

eachEngine('a review between Ana and Ben', (freshDatabase) => {
  it('C2: is to Eli, whom Ana was paired with, as if it were not there, and so is every deed in it', async () => {
    const two = await anaAndBen(await freshDatabase());
    const { runtime, ana, ben, pairingId } = two;
    const eli = await addMember(runtime, { name: 'Eli', isOrganiser: true });
    const former = await beginGoing(runtime, { mentor: ana, mentee: eli });
    await wrapUp(runtime, { actor: eli, pairingId: former });
    const reviewId = await asked(two);
    const place = linesOfQueue(6);
    const commentId = await comment(runtime, {
      by: ana,
      reviewId,
      body: 'a',
      place,
      suggestion: 'b',
    });
    await giveFeedback(runtime, { actor: ana, reviewId, words: '' });
    await revisions.addFiles(runtime, { actor: ben, reviewId, files: [] });
    const draft = await draftOf(runtime.db.read, { reviewId, viewerId: ben.id });
    const fileId = draft?.files[0]?.id ?? '';
    const form = { kind: 'idea' as const, body: 'Hello', suggestion: null };
    const asked2 = { title: 'x', lookAt: '', leaveOut: '', link: '' };
    const deeds = (at: { actor: Viewer; reviewId: string }) => [
      asking.changeDraft(runtime, { ...at, form: asked2 }),
      asking.dropDraft(runtime, at),
      asking.sendReview(runtime, at),
      revisions.addFiles(runtime, { ...at, files: [pasted('x', 'y')] }),
      revisions.removeFile(runtime, { ...at, fileId }),
      revisions.setLanguage(runtime, { ...at, fileId, language: 'go' }),
      revisions.writeNote(runtime, { ...at, note: 'x' }),
      revisions.dropRevision(runtime, at),
      revisions.sendRevision(runtime, { ...at, number: 2 }),
      takeSuggestion(runtime, { ...at, commentId }),
      sendComments(runtime, at),
    ];
    const more = (at: { actor: Viewer; reviewId: string }) => [
      comments.draftComment(runtime, { ...at, revision: 1, place: null, form }),
      comments.editDraft(runtime, { ...at, commentId, version: 1, form }),
      comments.removeComment(runtime, { ...at, commentId }),
      comments.reply(runtime, { ...at, commentId, body: 'Hello' }),
      comments.sortThread(runtime, { ...at, commentId, isSorted: true }),
      giveFeedback(runtime, { ...at, words: 'Hello' }),
      wrapUpReview(runtime, at),
      writePickedUp(runtime, { ...at, words: 'Hello' }),
    ];
    const none = '01900000-0000-7000-8000-000000000000';
    const strange = [
      ...[reviewId, none, 'x'].flatMap((id) => [
        ...deeds({ actor: eli, reviewId: id }),
        ...more({ actor: eli, reviewId: id }),
      ]),
      // What only the author may is not there for the reviewer either.
      ...deeds({ actor: ana, reviewId }),
      giveFeedback(runtime, { actor: ben, reviewId, words: 'Mine' }),
      asking.draftReview(runtime, { actor: eli, pairingId, form: asked2, files: [] }),
    ];
    for (const answer of await Promise.all(strange)) expect(answer).toEqual(refusal('not_found'));
    for (const id of [reviewId, none, 'x']) {
      const asEli = { reviewId: id, viewerId: eli.id };
      expect(await reviewPage(runtime.db.read, asEli)).toBeUndefined();
      expect(await draftOf(runtime.db.read, asEli)).toBeUndefined();
      expect(await reviewForDownload(runtime.db.read, asEli)).toBeUndefined();
    }
    expect(await reviewsOf(runtime.db.read, { pairingId, viewerId: eli.id })).toEqual([]);
    expect(await turnsOf(runtime.db.read, { viewerId: eli.id })).toEqual([]);
  });

  it('can be read and not written when the two are set apart', async () => {
    const two = await anaAndBen(await freshDatabase());
    const { runtime, ana, ben, pairingId } = two;
    const reviewId = await asked(two);
    await runtime.db.transact((tx) =>
      tx.insertInto('blocks').values({ member_id: ana.id, other_id: ben.id, since: 1 }).execute(),
    );
    const look = await giveFeedback(runtime, { actor: ana, reviewId, words: 'x' });
    expect(look).toEqual(refusal('not_available'));
    expect((await seenBy(runtime, { viewer: ben, reviewId })).other.isGone).toBe(true);
    expect(await turnsOf(runtime.db.read, { viewerId: ana.id })).toEqual([]);
    const [line] = await reviewsOf(runtime.db.read, { pairingId, viewerId: ana.id });
    expect(line).toMatchObject({ isYourTurn: false, other: { isGone: true } });
  });

  it('can be taken along by either, without what is not sent', async () => {
    const two = await anaAndBen(await freshDatabase());
    const { runtime, ana, ben } = two;
    const reviewId = await asked(two);
    await comment(runtime, { by: ana, reviewId, body: 'Sent' });
    await giveFeedback(runtime, { actor: ana, reviewId, words: '' });
    await comment(runtime, { by: ana, reviewId, body: 'Not sent' });
    const longer = [pasted('src/queue.js', `// Again\n${queueCode}`)];
    await revise(runtime, { author: ben, reviewId, number: 2, files: longer });
    const taken = await reviewForDownload(runtime.db.read, { reviewId, viewerId: ana.id });
    expect(taken?.exported.comments.map(({ body }) => body)).toEqual(['Sent']);
    expect(taken?.changes).toMatchObject([{ path: 'src/queue.js', change: 'added', before: null }]);
    expect(taken?.changes[0]?.after?.lines[0]).toBe('// Again');
    const first = { reviewId, viewerId: ben.id, revision: 1 };
    const earlier = await reviewForDownload(runtime.db.read, first);
    expect(earlier?.changes[0]?.after?.lines).toHaveLength(10);
  });

  it('waits in “Your turn”, the longest first, in as many statements for one as for twenty', async () => {
    const { runtime, ana, ben, pairingId } = await anaAndBen(await freshDatabase());
    const counted = async () => {
      let count = 0;
      const read = runtime.db.read.withPlugin({
        transformQuery: ({ node }) => ((count += 1), node),
        transformResult: ({ result }) => Promise.resolve(result),
      });
      const lines = await turnsOf(read, { viewerId: ana.id });
      return { count, titles: lines.map(({ title }) => title) };
    };
    await askReview(runtime, { author: ben, pairingId, title: 'Number 0' });
    const one = await counted();
    for (let each = 1; each < 20; each++) {
      runtime.clock.pass(hour);
      await askReview(runtime, { author: ben, pairingId, title: `Number ${each}` });
    }
    const twenty = await counted();
    expect(twenty.titles).toEqual(Array.from({ length: 20 }, (_, each) => `Number ${each}`));
    expect(twenty.count).toBe(one.count);
  });

  it('never shows a comment before it is sent, whatever else the two do', async () => {
    const two = await anaAndBen(await freshDatabase());
    const { ana, ben } = two;
    const deed = fc.record({
      by: fc.constantFrom(ana, ben),
      does: fc.constantFrom('draft', 'draft', 'send', 'revise', 'reply', 'remove', 'wrap_up'),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { minLength: 5, maxLength: 12 }), async (deeds) => {
        const reviewId = await asked(two);
        for (const { by, does } of deeds) {
          const before = await sentIds(two, reviewId);
          await act(two, { by, does, reviewId });
          await expectHidden(two, reviewId);
          // Only sending sends.
          const after = await sentIds(two, reviewId);
          if (does !== 'send' && does !== 'reply') expect(after).toEqual(before);
        }
      }),
      { numRuns: 12 },
    );
  });
});

interface Deed {
  by: Viewer;
  does: 'draft' | 'send' | 'revise' | 'reply' | 'remove' | 'wrap_up';
  reviewId: string;
}

async function act({ runtime, ana, ben }: Two, { by, does, reviewId }: Deed): Promise<unknown> {
  const at = { actor: by, reviewId };
  const own = (await seenBy(runtime, { viewer: by, reviewId })).comments;
  const commentId = own[0]?.id ?? '';
  const body = `Comment ${own.length}`;
  switch (does) {
    case 'draft': {
      const form = { kind: 'idea' as const, body, suggestion: null };
      return comments.draftComment(runtime, { ...at, revision: 1, place: linesOfQueue(3), form });
    }
    case 'send':
      return by === ana ? giveFeedback(runtime, { ...at, words: '' }) : sendComments(runtime, at);
    case 'revise': {
      const files = [pasted('src/queue.js', `// ${own.length}\n${queueCode}`)];
      await revisions.addFiles(runtime, { actor: ben, reviewId, files });
      const number = (await draftOf(runtime.db.read, { reviewId, viewerId: ben.id }))?.number ?? 0;
      return revisions.sendRevision(runtime, { actor: ben, reviewId, number });
    }
    case 'reply':
      return comments.reply(runtime, { ...at, commentId, body });
    case 'remove':
      return comments.removeComment(runtime, { ...at, commentId });
    case 'wrap_up':
      return wrapUpReview(runtime, at);
  }
}

const sentIds = ({ runtime }: Two, reviewId: string) =>
  runtime.db.read
    .selectFrom('comments')
    .select('id')
    .where('review_id', '=', reviewId)
    .where('sent_at', 'is not', null)
    .orderBy('id')
    .execute();

async function expectHidden({ runtime, ana, ben }: Two, reviewId: string): Promise<void> {
  for (const viewer of [ana, ben]) {
    const page = await seenBy(runtime, { viewer, reviewId });
    for (const { by, sentAt } of page.comments) if (by === 'other') expect(sentAt).not.toBeNull();
    const asked = { reviewId, viewerId: viewer.id };
    const taken = await reviewForDownload(runtime.db.read, asked);
    expect(taken?.exported.comments.every(({ sentAt }) => sentAt !== null)).toBe(true);
  }
}
