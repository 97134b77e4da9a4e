import { expect, it } from 'vitest';
import {
  CommentReplied,
  ReviewAsked,
  ReviewLookedAt,
  ReviewWrappedUp,
  RevisionAdded,
} from '#domain/reviews/events.ts';
import { minute } from '#lib/duration.ts';
import { eachEngine, type FreshDatabase } from '#tests/both-databases.ts';
import { putComment, putReview } from '#tests/raw-reviews.ts';
import { guild, happens, letters, pass } from '#tests/notice-harness.ts';
import { addPairing } from '#tests/raw-pairings.ts';
import { seeAt } from './seen-notices.commands.server.ts';

/** Tamsin would like Odalys to look at some code. */
async function twoAtCode(freshDatabase: FreshDatabase) {
  const people = await guild(freshDatabase);
  const { runtime, odalys, tamsin } = people;
  const { pairingId } = await addPairing(runtime, { mentorId: odalys.id, menteeId: tamsin.id });
  const review = await putReview(runtime, { pairingId, authorId: tamsin.id });
  const subjects = async () =>
    (await letters(runtime)).map(({ to, subject }) => `${to}: ${subject}`);
  return { ...people, ...review, pairingId, subjects };
}

eachEngine('telling of reviews', (freshDatabase) => {
  it('tells Odalys that Tamsin would like a look, and each of what the other does', async () => {
    const two = await twoAtCode(freshDatabase);
    const { runtime, odalys, tamsin, pairingId, reviewId, revisionId } = two;
    const about = { pairingId, reviewId };
    await happens(runtime, ReviewAsked, { ...about });
    const looked = { revision_id: revisionId, member_id: odalys.id };
    await runtime.db.transact((tx) =>
      tx
        .insertInto('looks')
        .values({ id: reviewId, review_id: reviewId, looked_at: runtime.clock.now(), ...looked })
        .execute(),
    );
    await happens(runtime, ReviewLookedAt, { ...about, by: odalys.id });
    await happens(runtime, RevisionAdded, { ...about, revisionId });
    await putComment(runtime, { reviewId, revisionId, fromId: tamsin.id });
    await happens(runtime, ReviewLookedAt, { ...about, by: tamsin.id });
    expect((await two.subjects()).toSorted()).toEqual([
      'Odalys: Tamsin changed the code you looked at',
      'Odalys: Tamsin would like a look at some code',
      'Odalys: Tamsin wrote comments in your review',
      'Tamsin: Odalys had a look at your code',
    ]);
    const letter = (await letters(runtime)).find(({ subject }) => subject.includes('would like'));
    expect(letter).toMatchObject({ fromName: 'Tamsin via Tidewater Code Guild' });
    expect(letter?.text).toContain(`http://localhost:3000/reviews/${reviewId}`);
    expect(letter?.unsubscribe).toContain(`/unsubscribe/${odalys.id}.reviews.`);
  });

  it('writes once about several replies until Tamsin has looked, and not about one taken back', async () => {
    const two = await twoAtCode(freshDatabase);
    const { runtime, odalys, tamsin, pairingId, reviewId, revisionId } = two;
    const reply = async (more: object = {}) => {
      runtime.clock.pass(1000);
      const at = { reviewId, revisionId, fromId: odalys.id };
      const commentId = await putComment(runtime, { ...at, ...more });
      const event = { pairingId, reviewId, commentId, by: odalys.id };
      await happens(runtime, CommentReplied, event);
      return event;
    };
    const first = await reply();
    await reply();
    expect(await two.subjects()).toEqual([]);
    await pass(runtime, 3 * minute);
    await reply();
    await pass(runtime, 3 * minute);
    expect(await two.subjects()).toEqual(['Tamsin: Odalys replied to a comment']);
    await seeAt(runtime, { memberId: tamsin.id, href: `/reviews/${reviewId}` });
    await happens(runtime, CommentReplied, first);
    await reply({ removed_at: 1 });
    await pass(runtime, 61 * minute);
    expect(await two.subjects()).toHaveLength(1);
    await reply();
    await pass(runtime, 3 * minute);
    expect(await two.subjects()).toHaveLength(2);
  });

  it('tells both that it is wrapped up, and names nobody as who did it', async () => {
    const two = await twoAtCode(freshDatabase);
    const { runtime, pairingId, reviewId } = two;
    const wrappedUp = { state: 'wrapped_up', wrapped_up_at: runtime.clock.now() } as const;
    await runtime.db.transact((tx) => tx.updateTable('reviews').set(wrappedUp).execute());
    await happens(runtime, ReviewWrappedUp, { pairingId, reviewId });
    expect((await two.subjects()).toSorted()).toEqual([
      'Odalys: Your review with Tamsin is wrapped up',
      'Tamsin: Your review with Odalys is wrapped up',
    ]);
    for (const { fromName, text } of await letters(runtime)) {
      expect(fromName).toBe('');
      expect(text).toContain('What did you pick up?');
    }
  });

  it('C3, E14: keeps no title and no comment, and tells nothing of a draft, a wrapped-up pairing or somebody apart', async () => {
    const two = await twoAtCode(freshDatabase);
    const { runtime, odalys, tamsin, pairingId, reviewId } = two;
    const about = { pairingId };
    const drafted = await putReview(runtime, { pairingId, authorId: tamsin.id, state: 'drafted' });
    await happens(runtime, ReviewAsked, { ...about, reviewId: drafted.reviewId });
    const blocked = { member_id: odalys.id, other_id: tamsin.id, since: 0 };
    await runtime.db.transact((tx) => tx.insertInto('blocks').values(blocked).execute());
    await happens(runtime, ReviewAsked, { ...about, reviewId });
    await runtime.db.transact(async (tx) => {
      await tx.deleteFrom('blocks').execute();
      await tx.updateTable('pairings').set({ state: 'wrapped_up' }).execute();
    });
    await happens(runtime, ReviewAsked, { ...about, reviewId });
    expect(await runtime.db.read.selectFrom('notices').select('id').execute()).toEqual([]);
    await runtime.db.transact((tx) => tx.updateTable('pairings').set({ state: 'going' }).execute());
    await happens(runtime, ReviewAsked, { ...about, reviewId });
    const kept = await runtime.db.read.selectFrom('notices').selectAll().execute();
    expect(kept).toHaveLength(1);
    expect(JSON.stringify([kept, await letters(runtime)])).not.toContain('Retry');
  });
});
