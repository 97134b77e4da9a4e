/** The revision its author is preparing: at most one, beginning with the files of the one before. */
import type { Act } from '#platform/act.server.ts';
import type { Reader } from '#platform/db/database.server.ts';
import type { FileChange, KnownText } from '#lib/code/known-text.ts';
import { guessLanguage } from '#lib/code/programming-languages.ts';
import { countBetween } from '#lib/code/line-diff.ts';
import type { Review } from './review.ts';
import {
  bytesOf,
  mostBytes,
  mostFiles,
  mostRevisions,
  replaced,
  type FileProblem,
  type RevisionFile,
} from './revision.ts';
import { deleteTexts, saveTexts } from './code-texts.commands.server.ts';
import { textsOf } from './code-texts.queries.server.ts';
import {
  filesOf,
  revisionsOf,
  type StoredFile,
  type Revision,
} from './revisions.queries.server.ts';

/** The revision the author is preparing; undefined where there is none. */
export const draftedOf = (revisions: readonly Revision[]): Revision | undefined =>
  revisions.find((each) => each.sent_at === null);

/** The newest one that was sent. */
export const newestOf = (revisions: readonly Revision[]): Revision | undefined =>
  revisions.findLast((each) => each.sent_at !== null);

/** Begins a review's first revision, or the next with the files of the one before it. */
export async function beginRevision(
  act: Act,
  { reviewId, after }: { reviewId: string; after: Revision | null },
): Promise<Revision> {
  const { tx, now } = act;
  const id = act.id();
  const number = (after?.number ?? 0) + 1;
  const row = { id, review_id: reviewId, number, note: '', drafted_at: now, sent_at: null };
  await tx.insertInto('revisions').values(row).execute();
  const files = after === null ? [] : await filesOf(tx, [after.id]);
  for (const file of files) await addFile(act, id, file);
  return row;
}

/** The drafted revision, begun where there is none; undefined where there can be no more. */
export async function revisionInHand(act: Act, review: Review): Promise<Revision | undefined> {
  const revisions = await revisionsOf(act.tx, review.id);
  const drafted = draftedOf(revisions);
  if (drafted !== undefined) return drafted;
  if (revisions.length >= mostRevisions) return undefined;
  return beginRevision(act, { reviewId: review.id, after: revisions.at(-1) ?? null });
}

interface Putting {
  readonly reviewId: string;
  readonly revision: Revision;
  readonly files: readonly FileChange[];
}

/**
 * Adds files to a drafted revision, or replaces those with the same name; the others stay. Each file was
 * checked before, with `problemWithFiles`.
 *
 * @returns why all files together are too much, and nothing was changed; null where they were saved
 */
export async function putFiles(
  act: Act,
  { reviewId, revision, files }: Putting,
): Promise<FileProblem | null> {
  const { tx } = act;
  const kept = await filesOf(tx, [revision.id]);
  const problem = await problemWithAll(tx, { kept, files });
  if (problem !== null) return problem;
  const texts = files.flatMap(textsIn);
  const ids = await saveTexts(act, { reviewId, texts });
  const idOf = (text: KnownText | null) => (text === null ? null : (ids.get(text) ?? null));
  let position = Math.max(-1, ...kept.map((each) => each.position)) + 1;
  for (const file of files) {
    const old = replacedBy(kept, file);
    const { before, after, counts, ...named } = file;
    const isBeforeWhole = before?.isWhole ?? false;
    const language = old?.path === file.path ? old.language : languageOf(file);
    const given = { beforeId: idOf(before), afterId: idOf(after), isBeforeWhole, language };
    const incoming = replaced(old, { ...named, ...given });
    // Its own two texts are compared, which whoever read them did already.
    const isOwn = incoming.beforeId === given.beforeId && incoming.afterId === given.afterId;
    const next =
      isOwn && counts !== undefined ? { ...incoming, ...counts } : await counted(tx, incoming);
    if (old !== undefined) await changeFile(act, old.id, next);
    else await addFile(act, revision.id, { ...next, position });
    position += 1;
  }
  await deleteTexts(act, reviewId);
  return null;
}

const textsIn = ({ before, after }: FileChange): KnownText[] =>
  [before, after].filter((text) => text !== null);

/** Guessed only for a new file: of another its author may have corrected the language. */
const languageOf = ({ path, before, after }: FileChange): string =>
  guessLanguage({ path, start: (after ?? before)?.lines[0] ?? '' });

/** The file this one replaces: of the same name, or of the name it had. */
const replacedBy = (kept: readonly StoredFile[], { path, oldPath }: FileChange) =>
  kept.find((each) => each.path === path) ?? kept.find((each) => each.path === oldPath);

async function counted(
  db: Reader,
  file: Omit<RevisionFile, 'added' | 'removed'>,
): Promise<RevisionFile> {
  const texts = await textsOf(db, [file.beforeId, file.afterId]);
  const textOf = (id: string | null) => (id === null ? null : (texts.get(id) ?? null));
  return { ...file, ...countBetween(textOf(file.beforeId), textOf(file.afterId)) };
}

async function changeFile({ tx }: Act, fileId: string, file: RevisionFile): Promise<void> {
  await tx.updateTable('revision_files').set(columnsOf(file)).where('id', '=', fileId).execute();
}

async function addFile(
  act: Act,
  revisionId: string,
  file: RevisionFile & { position: number },
): Promise<void> {
  const place = { id: act.id(), revision_id: revisionId, position: file.position };
  await act.tx
    .insertInto('revision_files')
    .values({ ...place, ...columnsOf(file) })
    .execute();
}

const columnsOf = (file: RevisionFile) => ({
  path: file.path,
  old_path: file.oldPath,
  change: file.change,
  is_binary: file.isBinary ? (1 as const) : (0 as const),
  language: file.language,
  before_id: file.beforeId,
  after_id: file.afterId,
  added: file.added,
  removed: file.removed,
});

/** Whether all files together, those that stay and those that come in, are too many or too much. */
async function problemWithAll(
  db: Reader,
  { kept, files }: { kept: readonly StoredFile[]; files: readonly FileChange[] },
): Promise<FileProblem | null> {
  const gone = new Set(files.map((file) => replacedBy(kept, file)?.id));
  const staying = kept.filter(({ id }) => !gone.has(id));
  if (staying.length + files.length > mostFiles) return { code: 'too_many_files', path: null };
  const ids = staying.flatMap(({ beforeId, afterId }) => [beforeId, afterId]);
  const sum = files.flatMap(textsIn).reduce((bytes, text) => bytes + bytesOf(text), 0);
  const bytes = sum + (await bytesKept(db, ids));
  return bytes > mostBytes ? { code: 'too_large', path: null } : null;
}

async function bytesKept(db: Reader, ids: readonly (string | null)[]): Promise<number> {
  const asked = [...new Set(ids)].filter((id) => id !== null);
  if (asked.length === 0) return 0;
  const row = await db
    .selectFrom('texts')
    .select((eb) => eb.fn.sum<number>('bytes').as('bytes'))
    .where('id', 'in', asked)
    .executeTakeFirst();
  return Number(row?.bytes ?? 0);
}
