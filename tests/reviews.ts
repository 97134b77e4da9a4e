/** Reviews between two people for tests and for the demo, asked for as pages ask. */
import type { Viewer } from '#domain/members/viewer.ts';
import { draftReview, sendReview } from '#domain/reviews/ask-review.commands.server.ts';
import type { CommentKind, Place } from '#domain/reviews/review-comment.ts';
import { draftComment } from '#domain/reviews/review-comments.commands.server.ts';
import { reviewPage } from '#domain/reviews/reviews.queries.server.ts';
import { addFiles, sendRevision } from '#domain/reviews/prepare-revision.commands.server.ts';
import type { ReviewPage } from '#domain/reviews/review-view.ts';
import { wholeText, type FileChange } from '#lib/code/known-text.ts';
import type { ActRuntime } from '#platform/act.server.ts';

/** A file as it is pasted: the whole of it, with no original. */
export const pasted = (path: string, text: string): FileChange => ({
  path,
  oldPath: null,
  change: 'added',
  isBinary: false,
  before: null,
  after: wholeText(text),
});

/** A file with its original, as a patch with all lines shows it. */
export const edited = (path: string, [before, after]: [before: string, after: string]) => ({
  ...pasted(path, after),
  change: 'changed' as const,
  before: wholeText(before),
});

export const queueCode = `export async function drain(queue) {
  for (const item of queue) {
    for (let attempt = 1; attempt <= 3; attempt++) {
      const result = await send(item);
      if (result.ok) break;
      await wait(250 * attempt);
    }
    item.failed = true;
  }
}
`;

/** What a command did; a refusal is a mistake of the test. */
export function sure<Outcome extends { outcome: 'done' } | { outcome: 'refused'; code: string }>(
  result: Outcome,
): Extract<Outcome, { outcome: 'done' }> {
  if (result.outcome === 'done') return result as Extract<Outcome, { outcome: 'done' }>;
  throw new Error(`refused: ${'code' in result ? result.code : ''}`);
}

interface ReviewAsked {
  readonly author: Viewer;
  readonly pairingId: string;
  readonly title?: string;
  readonly lookAt?: string;
  readonly leaveOut?: string;
  readonly files?: readonly FileChange[];
}

/** A review that only its author knows of; its id. */
export async function prepareReview(
  runtime: ActRuntime,
  { author, pairingId, title = 'Retry the upload queue', files, ...said }: ReviewAsked,
): Promise<string> {
  const form = { title, lookAt: '', leaveOut: '', link: '', ...said };
  const given = files ?? [pasted('src/queue.js', queueCode)];
  return sure(await draftReview(runtime, { actor: author, pairingId, form, files: given }))
    .reviewId;
}

/** A review that the other has been asked for; its id. */
export async function askReview(runtime: ActRuntime, asking: ReviewAsked): Promise<string> {
  const reviewId = await prepareReview(runtime, asking);
  sure(await sendReview(runtime, { actor: asking.author, reviewId }));
  return reviewId;
}

interface Revising {
  readonly author: Viewer;
  readonly reviewId: string;
  readonly number: number;
  readonly files: readonly FileChange[];
  readonly note?: string;
}

/** Adds a revision and sends it. */
export async function revise(
  runtime: ActRuntime,
  { author, reviewId, number, files, note = '' }: Revising,
): Promise<void> {
  sure(await addFiles(runtime, { actor: author, reviewId, files }));
  sure(await sendRevision(runtime, { actor: author, reviewId, number, note }));
}

interface Commenting {
  readonly by: Viewer;
  readonly reviewId: string;
  readonly body: string;
  readonly kind?: CommentKind;
  readonly revision?: number;
  readonly place?: Place;
  readonly suggestion?: string | null;
}

/** A comment that is not sent yet; its id. */
export async function comment(
  runtime: ActRuntime,
  { by, reviewId, body, kind = 'idea', revision = 1, place = null, suggestion = null }: Commenting,
): Promise<string> {
  const form = { kind, body, suggestion };
  return sure(await draftComment(runtime, { actor: by, reviewId, revision, place, form }))
    .commentId;
}

/** Lines of the queue, as the revision has them. */
export const linesOfQueue = (from: number, to: number = from): Place => ({
  path: 'src/queue.js',
  side: 'after',
  from,
  to,
});

/** A review as somebody sees it, who sees it. */
export async function seenBy(
  { db }: Pick<ActRuntime, 'db'>,
  { viewer, reviewId }: { viewer: Viewer; reviewId: string },
): Promise<ReviewPage> {
  const page = await reviewPage(db.read, { reviewId, viewerId: viewer.id });
  if (page === undefined) throw new Error(`${viewer.name} sees no such review`);
  return page;
}
