/** What the author prepares: the first revision before it is sent, and every further one. */
import { done, refused, type Refused } from '#lib/outcome.ts';
import type { FileChange } from '#lib/code/known-text.ts';
import type { Act } from '#platform/act.server.ts';
import type { Reader } from '#platform/db/database.server.ts';
import { RevisionAdded } from './events.ts';
import {
  closedPairing,
  reviewCommand,
  saveReview,
  type Touching,
  type YourReview,
} from './review-store.commands.server.ts';
import { revised, type Review } from './review.ts';
import { problemWithFiles } from './revision.ts';
import { deleteTexts } from './code-texts.commands.server.ts';
import { draftedOf, putFiles, revisionInHand } from './revision-store.commands.server.ts';
import {
  filesOf,
  revisionsOf,
  type StoredFile,
  type Revision,
} from './revisions.queries.server.ts';
import { deleteTakenSuggestion } from './take-suggestion.commands.server.ts';
import { unfit } from './rejected-file.ts';

/** A command for the author alone, while the pairing lives. */
const authorCommand = <Input extends Touching, Result>(
  work: (act: Act, review: Review, input: Input) => Promise<Result>,
) =>
  reviewCommand(async (act, acting: YourReview, input: Input) => {
    if (acting.youAre !== 'author') return refused('not_found');
    return closedPairing(acting) ?? work(act, acting.review, input);
  });

/**
 * Adds files to what is being prepared, or replaces those with the same name. In a review that was sent
 * the next revision begins with the files of the newest, also when none are given.
 */
export const addFiles = authorCommand(
  async (act, review, { files }: Touching & { files: readonly FileChange[] }) => {
    const problem = problemWithFiles(files);
    if (problem !== null) return unfit(problem);
    const revision = await revisionInHand(act, review);
    if (revision === undefined) return refused('too_many');
    const unfitting = await putFiles(act, { reviewId: review.id, revision, files });
    return unfitting === null ? done() : unfit(unfitting);
  },
);

interface TouchingFile extends Touching {
  readonly fileId: string;
}

/** A command about a file of what is being prepared. */
const fileCommand = <Input extends TouchingFile>(
  change: (act: Act, review: Review, input: Input) => Promise<void>,
) =>
  authorCommand(async (act, review, input: Input) => {
    const revision = draftedOf(await revisionsOf(act.tx, review.id));
    const files = revision === undefined ? [] : await filesOf(act.tx, [revision.id]);
    if (!files.some(({ id }) => id === input.fileId)) return refused('not_found');
    await change(act, review, input);
    return done();
  });

/** Takes a file out of what is being prepared; it stays in the revisions before. */
export const removeFile = fileCommand(async (act, review, { fileId }) => {
  await act.tx.deleteFrom('revision_files').where('id', '=', fileId).execute();
  await deleteTexts(act, review.id);
});

/** Corrects the language of a file in what is being prepared. '' is plain text. */
export const setLanguage = fileCommand(
  async ({ tx }, _review, { fileId, language }: TouchingFile & { language: string }) => {
    await tx.updateTable('revision_files').set({ language }).where('id', '=', fileId).execute();
  },
);

/** Says what changes in the revision that is being prepared. */
export const writeNote = authorCommand(
  async ({ tx }, review, { note }: Touching & { note: string }) => {
    const revision = draftedOf(await revisionsOf(tx, review.id));
    if (revision === undefined) return refused('not_found');
    await tx.updateTable('revisions').set({ note }).where('id', '=', revision.id).execute();
    return done();
  },
);

/** Deletes a further revision that was not sent; suggestions taken into it are no longer taken. */
export const dropRevision = authorCommand(async (act, review) => {
  if (review.state === 'drafted') return refused('not_found');
  const revision = draftedOf(await revisionsOf(act.tx, review.id));
  if (revision === undefined) return done();
  await deleteTakenSuggestion(act, { reviewId: review.id, since: revision.drafted_at });
  await act.tx.deleteFrom('revisions').where('id', '=', revision.id).execute();
  await deleteTexts(act, review.id);
  return done();
});

/** Sends a further revision: it is the reviewer's turn, and a finished review is open again. */
export const sendRevision = authorCommand(
  async (act, review, { number, note }: Touching & { number: number; note?: string }) => {
    const revisions = await revisionsOf(act.tx, review.id);
    const revision = revisions.find((each) => each.number === number);
    if (revision === undefined || review.state === 'drafted') return refused('not_found');
    if (revision.sent_at !== null) return done();
    const before = revisions.find((each) => each.number === number - 1);
    const problem = await problemWith(act.tx, { revision, before });
    if (problem !== null) return problem;
    await send(act, review, { ...revision, note: note ?? revision.note });
    return done();
  },
);

async function problemWith(
  db: Reader,
  { revision, before }: { revision: Revision; before: Revision | undefined },
): Promise<Refused<'no_files' | 'nothing_changed'> | null> {
  const files = await filesOf(db, [revision.id]);
  if (files.length === 0) return refused('no_files');
  const earlier = before === undefined ? [] : await filesOf(db, [before.id]);
  return contentOf(files) === contentOf(earlier) ? refused('nothing_changed') : null;
}

/** What the files say, in one text that can be compared. */
const contentOf = (files: readonly StoredFile[]): string =>
  JSON.stringify(
    files.map(({ path, oldPath, change, beforeId, afterId }) => [
      path,
      oldPath,
      change,
      beforeId,
      afterId,
    ]),
  );

async function send(act: Act, review: Review, { id, note }: Revision): Promise<void> {
  const { tx, now } = act;
  await tx.updateTable('revisions').set({ note, sent_at: now }).where('id', '=', id).execute();
  await saveReview(act, revised(review, now));
  const { id: reviewId, pairingId } = review;
  await act.announce(RevisionAdded, { pairingId, reviewId, revisionId: id });
}
