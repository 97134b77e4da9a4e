import type { Reader } from '#platform/db/database.server.ts';
import type { FileChange } from '#lib/code/known-text.ts';
import type { Exported } from './review-markdown.ts';
import { reviewPage } from './review-page.queries.server.ts';

export interface Download {
  readonly changes: readonly FileChange[];
  /** Everything the viewer may see, for `writeMarkdown`; their drafts are left out. */
  readonly exported: Exported;
}

/**
 * A revision against the original, with all comments, to be taken along; undefined for everybody but the two
 * (requirement C2).
 *
 * @param revision its number; the newest where it is not said or there is no such one
 */
export async function reviewForDownload(
  db: Reader,
  { reviewId, viewerId, revision }: { reviewId: string; viewerId: string; revision?: number },
): Promise<Download | undefined> {
  const newest = await reviewPage(db, { reviewId, viewerId });
  if (newest === undefined) return undefined;
  const compare = { from: 'original', to: revision ?? newest.revisions.length } as const;
  const page = (await reviewPage(db, { reviewId, viewerId, compare })) ?? newest;
  const changes = page.files.map(({ path, oldPath, change, isBinary, left, right }) => ({
    path,
    oldPath,
    change,
    isBinary,
    before: left?.text ?? null,
    after: right?.text ?? null,
  }));
  const comments = page.comments.filter(({ sentAt }) => sentAt !== null);
  return { changes, exported: { ...page, comments } };
}
