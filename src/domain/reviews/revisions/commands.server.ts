/** What the author prepares: the first revision before it is asked about, and every further one. */
import {
  done,
  refused,
  type Done,
  type Refused,
  type Room,
} from '#domain/pairings/keeping/commands.server.ts';
import { announce } from '#platform/jobs.server.ts';
import type { FileChange } from '#lib/known-text.ts';
import type { RevisionAdded } from '../events.ts';
import {
  closedPairing,
  inReview,
  saveReview,
  type ActingInReview,
  type Touching,
} from '../keeping/commands.server.ts';
import { revised } from '../review.ts';
import { problemWithFiles } from '../revision.ts';
import { forgetTexts } from '../texts/commands.server.ts';
import { draftedOf, putFiles, revisionInHand } from './keeping/commands.server.ts';
import { filesOf, revisionsOf, type KeptFile, type Revision } from './queries.server.ts';
import { forgetTaken } from './suggestions/commands.server.ts';
import { unfit, type Unfit } from './unfit.ts';

type Closed = Refused<'not_found' | 'wrapped_up' | 'not_available'>;

export type Prepared = Done | Closed | Refused<'too_many'> | Unfit;

/**
 * Adds files to what is being prepared, or puts them in place of those with the same name. In a review
 * that was sent the next revision is begun with the files of the newest, also when none are given.
 */
export async function addFiles(
  room: Room,
  { files, ...touching }: Touching & { files: readonly FileChange[] },
): Promise<Prepared> {
  const problem = problemWithFiles(files);
  return asAuthor(room, touching, async (acting): Promise<Prepared> => {
    const { tx, review, now, random } = acting;
    if (problem !== null) return unfit(problem);
    const revision = await revisionInHand(acting);
    if (revision === undefined) return refused('too_many');
    const put = { reviewId: review.id, revision, files, now, random };
    const unfitting = await putFiles(tx, put);
    return unfitting === null ? done : unfit(unfitting);
  });
}

interface TouchingFile extends Touching {
  readonly fileId: string;
}

/** Takes a file out of what is being prepared; it stays in the revisions before. */
export const removeFile = (
  room: Room,
  { fileId, ...touching }: TouchingFile,
): Promise<Done | Closed> =>
  withFile(room, { fileId, ...touching }, async ({ tx, review }) => {
    await tx.deleteFrom('revision_files').where('id', '=', fileId).execute();
    await forgetTexts(tx, review.id);
  });

/** Corrects the language of a file in what is being prepared. '' is plain text. */
export const setLanguage = (
  room: Room,
  { language, fileId, ...touching }: TouchingFile & { language: string },
): Promise<Done | Closed> =>
  withFile(room, { fileId, ...touching }, async ({ tx }) => {
    await tx.updateTable('revision_files').set({ language }).where('id', '=', fileId).execute();
  });

function withFile(
  room: Room,
  { fileId, ...touching }: TouchingFile,
  change: (acting: ActingInReview, file: KeptFile) => Promise<void>,
): Promise<Done | Closed> {
  return asAuthor(room, touching, async (acting): Promise<Done | Closed> => {
    const revision = draftedOf(await revisionsOf(acting.tx, acting.review.id));
    const files = revision === undefined ? [] : await filesOf(acting.tx, [revision.id]);
    const file = files.find(({ id }) => id === fileId);
    if (file === undefined) return refused('not_found');
    await change(acting, file);
    return done;
  });
}

/** Says what changes in the revision that is being prepared. */
export function writeNote(
  room: Room,
  { note, ...touching }: Touching & { note: string },
): Promise<Done | Closed> {
  return asAuthor(room, touching, async ({ tx, review }): Promise<Done | Closed> => {
    const revision = draftedOf(await revisionsOf(tx, review.id));
    if (revision === undefined) return refused('not_found');
    await tx.updateTable('revisions').set({ note }).where('id', '=', revision.id).execute();
    return done;
  });
}

/** Throws away a further revision that was not sent; what was taken into it is no longer taken. */
export function dropRevision(room: Room, touching: Touching): Promise<Done | Closed> {
  return asAuthor(room, touching, async ({ tx, review }): Promise<Done | Closed> => {
    if (review.state === 'drafted') return refused('not_found');
    const revision = draftedOf(await revisionsOf(tx, review.id));
    if (revision === undefined) return done;
    await forgetTaken(tx, { reviewId: review.id, since: revision.drafted_at });
    await tx.deleteFrom('revisions').where('id', '=', revision.id).execute();
    await forgetTexts(tx, review.id);
    return done;
  });
}

export type RevisionSent = Done | Closed | Refused<'no_files' | 'nothing_changed'>;

/** Sends a further revision: it is the reviewer's turn, and a finished review is open again. */
export function sendRevision(
  room: Room,
  { number, note, ...touching }: Touching & { number: number; note?: string },
): Promise<RevisionSent> {
  return asAuthor(room, touching, async (acting): Promise<RevisionSent> => {
    const { tx, review } = acting;
    const revisions = await revisionsOf(tx, review.id);
    const revision = revisions.find((each) => each.number === number);
    if (revision === undefined || review.state === 'drafted') return refused('not_found');
    if (revision.sent_at !== null) return done;
    const before = revisions.find((each) => each.number === number - 1);
    const problem = await problemWith(acting, { revision, before });
    if (problem !== null) return problem;
    await send(acting, { ...revision, note: note ?? revision.note });
    return done;
  });
}

async function problemWith(
  { tx }: ActingInReview,
  { revision, before }: { revision: Revision; before: Revision | undefined },
): Promise<Refused<'no_files' | 'nothing_changed'> | null> {
  const files = await filesOf(tx, [revision.id]);
  if (files.length === 0) return refused('no_files');
  const earlier = before === undefined ? [] : await filesOf(tx, [before.id]);
  return saying(files) === saying(earlier) ? refused('nothing_changed') : null;
}

const saying = (files: readonly KeptFile[]): string =>
  JSON.stringify(
    files.map(({ path, oldPath, change, beforeId, afterId }) => [
      path,
      oldPath,
      change,
      beforeId,
      afterId,
    ]),
  );

async function send(acting: ActingInReview, { id, note }: Revision): Promise<void> {
  const { tx, review, now, random } = acting;
  await tx.updateTable('revisions').set({ note, sent_at: now }).where('id', '=', id).execute();
  await saveReview(tx, revised(review, now));
  const { id: reviewId, pairingId } = review;
  const event: RevisionAdded = { name: 'RevisionAdded', pairingId, reviewId, revisionId: id };
  await announce(tx, { event, now, random });
}

/** Only the author prepares anything, and only while the pairing lives. */
function asAuthor<Result>(
  room: Room,
  touching: Touching,
  act: (acting: ActingInReview) => Promise<Result>,
): Promise<Result | Closed> {
  return inReview(room, touching, async (acting): Promise<Result | Closed> => {
    if (acting.youAre !== 'author') return refused('not_found');
    return closedPairing(acting) ?? act(acting);
  });
}
