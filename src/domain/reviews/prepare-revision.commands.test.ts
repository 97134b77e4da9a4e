import { expect, it } from 'vitest';
import { parsePatch, writePatch } from '#lib/code/patch.ts';
import type { FileChange } from '#lib/code/known-text.ts';
import { eachEngine } from '#tests/both-databases.ts';
import { anaAndBen } from '#tests/meetings.ts';
import { askReview, comment, edited, pasted, revise, seenBy } from '#tests/reviews.ts';
import { giveFeedback } from './feedback-rounds.commands.server.ts';
import { draftOf, reviewForDownload, reviewsOf } from './reviews.queries.server.ts';
import { addFiles, sendRevision } from './prepare-revision.commands.server.ts';
import { takeSuggestion } from './take-suggestion.commands.server.ts';

const patch = `diff --git a/src/retry.js b/src/retry.js
--- a/src/retry.js
+++ b/src/retry.js
@@ -40,3 +40,4 @@ function drain() {
   one();
-  two();
+  three();
+  four();
   five();
`;

function filesIn(text: string): readonly FileChange[] {
  const parsed = parsePatch(text);
  if (!('changes' in parsed)) throw new Error('there is no patch');
  return parsed.changes;
}

eachEngine('Ben brings a patch', (freshDatabase) => {
  it('and takes a suggestion into it, though only some of its lines are known', async () => {
    const { runtime, ana, ben, pairingId } = await anaAndBen(await freshDatabase());
    const reviewId = await askReview(runtime, { author: ben, pairingId, files: filesIn(patch) });
    const [line] = await reviewsOf(runtime.db.read, { pairingId, viewerId: ana.id });
    expect(line).toMatchObject({ filesCount: 1, added: 2, removed: 1 });
    const place = { path: 'src/retry.js', side: 'after' as const, from: 41, to: 42 };
    const suggested = { by: ana, reviewId, body: 'One call?', place, suggestion: '  seven();' };
    const commentId = await comment(runtime, suggested);
    await giveFeedback(runtime, { actor: ana, reviewId, words: '' });
    const taken = await takeSuggestion(runtime, { actor: ben, reviewId, commentId });
    expect(taken).toEqual({ outcome: 'done' });
    await sendRevision(runtime, { actor: ben, reviewId, number: 2 });
    const download = await reviewForDownload(runtime.db.read, { reviewId, viewerId: ben.id });
    const written = writePatch(download?.changes ?? []);
    expect(written).toContain('-  two();\n+  seven();\n   five();');
    const page = await seenBy(runtime, { viewer: ana, reviewId });
    expect(page).toMatchObject({ shown: { from: 1, to: 2 }, files: [{ change: 'changed' }] });
  });

  it('and a file given whole later is laid beside the original it had', async () => {
    const { runtime, ana, ben, pairingId } = await anaAndBen(await freshDatabase());
    const files = [edited('a.js', ['one\ntwo\n', 'one\nthree\n'])];
    const reviewId = await askReview(runtime, { author: ben, pairingId, files });
    const later = [pasted('a.js', 'one\ntwo\nfour\n'), pasted('b.js', 'b\n')];
    await revise(runtime, { author: ben, reviewId, number: 2, files: later });
    const download = await reviewForDownload(runtime.db.read, { reviewId, viewerId: ana.id });
    expect(download?.changes).toMatchObject([
      { path: 'a.js', change: 'changed', before: { lines: ['one', 'two'] } },
      { path: 'b.js', change: 'added', before: null },
    ]);
    const [line] = await reviewsOf(runtime.db.read, { pairingId, viewerId: ana.id });
    expect(line).toMatchObject({ filesCount: 2, added: 2, removed: 0, revisionsCount: 2 });
  });

  it('and a file with a new name keeps its place, its comments and what it was', async () => {
    const { runtime, ana, ben, pairingId } = await anaAndBen(await freshDatabase());
    const files = [pasted('a.js', 'one\ntwo\nthree\n')];
    const reviewId = await askReview(runtime, { author: ben, pairingId, files });
    const place = { path: 'a.js', side: 'after' as const, from: 2, to: 2 };
    await comment(runtime, { by: ana, reviewId, body: 'Two?', place });
    await giveFeedback(runtime, { actor: ana, reviewId, words: '' });
    const renamed = { ...pasted('b.js', 'zero\none\ntwo\nthree\n'), oldPath: 'a.js' };
    const change = { ...renamed, change: 'renamed' as const };
    await addFiles(runtime, { actor: ben, reviewId, files: [change] });
    const draft = await draftOf(runtime.db.read, { reviewId, viewerId: ben.id });
    expect(draft?.files).toMatchObject([{ path: 'b.js', oldPath: 'a.js', isNew: true }]);
    await sendRevision(runtime, { actor: ben, reviewId, number: 2 });
    const page = await seenBy(runtime, { viewer: ana, reviewId });
    expect(page.files).toMatchObject([{ path: 'b.js', oldPath: 'a.js', change: 'renamed' }]);
    expect(page.comments).toMatchObject([{ now: { path: 'b.js', side: 'right', from: 3 } }]);
  });
});
