import type { Selectable } from 'kysely';
import type { Reader } from '#platform/db/database.server.ts';
import type { RevisionFilesTable, RevisionsTable } from './tables.ts';
import type { RevisionFile } from './revision.ts';

export interface StoredFile extends RevisionFile {
  readonly id: string;
  readonly revisionId: string;
  readonly position: number;
}

export type Revision = Selectable<RevisionsTable>;

/** A file as its row holds it. */
const fileFrom = (row: Selectable<RevisionFilesTable>): StoredFile => ({
  id: row.id,
  revisionId: row.revision_id,
  position: row.position,
  path: row.path,
  oldPath: row.old_path,
  change: row.change,
  isBinary: row.is_binary === 1,
  language: row.language,
  beforeId: row.before_id,
  afterId: row.after_id,
  added: row.added,
  removed: row.removed,
});

/** All revisions of a review, the first first; the last may be drafted. */
export const revisionsOf = (db: Reader, reviewId: string): Promise<Revision[]> =>
  db
    .selectFrom('revisions')
    .selectAll()
    .where('review_id', '=', reviewId)
    .orderBy('number')
    .execute();

/** The files of revisions, in their order. */
export async function filesOf(db: Reader, revisionIds: readonly string[]): Promise<StoredFile[]> {
  if (revisionIds.length === 0) return [];
  const rows = await db
    .selectFrom('revision_files')
    .selectAll()
    .where('revision_id', 'in', revisionIds)
    .orderBy('position')
    .orderBy('id')
    .execute();
  return rows.map(fileFrom);
}
