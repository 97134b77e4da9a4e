/** A review as one of the two sees it; each text is loaded once. */
import { areApart } from '#domain/members/blocks.queries.server.ts';
import { isLiving, type Pairing } from '#domain/pairings/pairing.ts';
import { peopleOf } from '#domain/pairings/pairing-people.queries.server.ts';
import { otherOf } from '#domain/pairings/pairing.policy.ts';
import type { Reader } from '#platform/db/database.server.ts';
import { commentsOf, placeFrom, type CommentRow } from './review-comments.queries.server.ts';
import { reviewWith } from './review-store.queries.server.ts';
import { allowed } from './review.policy.ts';
import { isTurnOf, partOf, type Review } from './review.ts';
import {
  filesOf,
  revisionsOf,
  type StoredFile,
  type Revision,
} from './revisions.queries.server.ts';
import { textsOf } from './code-texts.queries.server.ts';
import type { Comparison, LookView, ReviewPage, RevisionView } from './review-view.ts';
import { commentViews, type Written } from './comment-views.ts';
import {
  againstOriginal,
  againstRevision,
  chosenComparison,
  pairsBetween,
  usualComparison,
} from './review-comparison.ts';

interface Asking {
  readonly reviewId: string;
  readonly viewerId: string;
  /** What to lay side by side; what there is no such thing of, and undefined, is what is usual. */
  readonly compare?: Comparison | undefined;
}

/**
 * A review that was sent, for one of the two; undefined for everybody else and for one that is still being
 * prepared (requirement C2).
 */
export async function reviewPage(
  db: Reader,
  { reviewId, viewerId, compare }: Asking,
): Promise<ReviewPage | undefined> {
  const found = await reviewWith(db, { reviewId, memberId: viewerId });
  if (found === undefined || found.review.state === 'drafted') return undefined;
  const head = await headOf(db, { ...found, viewerId });
  if (head === undefined) return undefined;
  const revisions = await revisionsOf(db, reviewId);
  const looks = await looksOf(db, reviewId);
  const shown = shownIn({ revisions, looks, viewerId, compare });
  const files = await filesOf(
    db,
    revisions.map(({ id }) => id),
  );
  const rows = await commentsOf(db, { reviewId, memberId: viewerId });
  const isAuthor = head.youAre === 'author';
  const read = { revisions, files, rows, looks, viewerId, isAuthor };
  const code = await codeOf(db, { ...read, shown });
  const drafted = isAuthor ? revisions.find((each) => each.sent_at === null) : null;
  const newestLook = looks.findLast((look) => look.member_id === viewerId);
  return {
    ...head,
    revisions: revisionViews(read),
    drafted: drafted ? { number: drafted.number, filesCount: countOf(files, drafted) } : null,
    shown,
    lastLooked: newestLook?.number ?? null,
    files: code.files,
    comments: commentViews({ ...code, written: writtenIn(read), mayTake: head.may.revise }),
    draftsCount: rows.filter((row) => row.sent_at === null).length,
    looks: looks.map((look) => lookView(look, viewerId)),
    pickedUp: await pickedUpOf(db, { review: found.review, viewerId }),
  };
}

type Head = Pick<
  ReviewPage,
  'review' | 'you' | 'other' | 'youAre' | 'isYourTurn' | 'isLiving' | 'may'
>;

async function headOf(
  db: Reader,
  { review, pairing, viewerId }: { review: Review; pairing: Pairing; viewerId: string },
): Promise<Head | undefined> {
  const otherId = otherOf(pairing, viewerId);
  const people = await peopleOf(db, [viewerId, otherId]);
  const you = people.get(viewerId);
  const other = people.get(otherId);
  if (you === undefined || other === undefined) return undefined;
  const isApart = await areApart(db, { memberId: viewerId, otherId });
  return {
    review,
    you,
    other: { ...other, isGone: other.isGone || isApart },
    youAre: partOf(review, viewerId),
    isYourTurn: isLiving(pairing) && !isApart && isTurnOf(review, viewerId),
    isLiving: isLiving(pairing),
    may: allowed({ review, pairing, memberId: viewerId, isApart }),
  };
}

type Look = Awaited<ReturnType<typeof looksOf>>[number];

const looksOf = (db: Reader, reviewId: string) =>
  db
    .selectFrom('looks')
    .innerJoin('revisions', 'revisions.id', 'looks.revision_id')
    .select(['looks.member_id', 'looks.words', 'looks.looked_at', 'revisions.number'])
    .where('looks.review_id', '=', reviewId)
    .orderBy('looks.looked_at')
    .orderBy('looks.id')
    .execute();

const lookView = (look: Look, viewerId: string): LookView => ({
  by: look.member_id === viewerId ? 'you' : 'other',
  revision: look.number,
  words: look.words,
  at: look.looked_at,
});

interface Read {
  readonly revisions: readonly Revision[];
  readonly files: readonly StoredFile[];
  readonly rows: readonly CommentRow[];
  readonly looks: readonly Look[];
  readonly viewerId: string;
  readonly isAuthor: boolean;
}

function shownIn({
  revisions,
  looks,
  viewerId,
  compare,
}: Pick<Read, 'revisions' | 'looks' | 'viewerId'> & Pick<Asking, 'compare'>): Comparison {
  const numbers = revisions.filter((each) => each.sent_at !== null).map(({ number }) => number);
  const lastLooked = looks.findLast((look) => look.member_id === viewerId)?.number ?? null;
  const usual = usualComparison({ newest: numbers.at(-1) ?? 1, lastLooked });
  return (compare && chosenComparison(compare, numbers)) ?? usual;
}

/** The texts of the comparison, and those comments were written on. */
async function codeOf(
  db: Reader,
  { revisions, files, rows, shown }: Read & { shown: Comparison },
): Promise<Pick<ReviewPage, 'files'> & { texts: Awaited<ReturnType<typeof textsOf>> }> {
  const inRevision = (number: number | 'original') => {
    const id = revisions.find((each) => each.number === number)?.id;
    return files.filter((file) => file.revisionId === id);
  };
  const [earlier, later] = [inRevision(shown.from), inRevision(shown.to)];
  const written = rows.map((row) => fileOf(files, row)).filter((file) => file !== undefined);
  const needed = [...earlier, ...later, ...written];
  const texts = await textsOf(
    db,
    needed.flatMap((file) => [file.beforeId, file.afterId]),
  );
  const { from, to } = shown;
  if (from === 'original') return { files: againstOriginal(later, { revision: to, texts }), texts };
  return { files: againstRevision(pairsBetween(earlier, later), { from, to, texts }), texts };
}

/** What was taken into a revision that was not sent is the author's business alone. */
function writtenIn({ revisions, files, rows, viewerId, isAuthor }: Read): Written[] {
  const numbers = new Map(revisions.map(({ id, number }) => [id, number]));
  const draftedAt = revisions.find((each) => each.sent_at === null)?.drafted_at ?? Infinity;
  return rows.map((row) => ({
    id: row.id,
    replyTo: row.reply_to,
    isYours: row.from_id === viewerId,
    kind: row.kind,
    body: row.body,
    suggestion: row.suggestion,
    version: row.version,
    draftedAt: row.drafted_at,
    sentAt: row.sent_at,
    sortedAt: row.sorted_at,
    takenAt: row.taken_at !== null && row.taken_at >= draftedAt && !isAuthor ? null : row.taken_at,
    isRemoved: row.removed_at !== null,
    revision: numbers.get(row.revision_id) ?? 1,
    place: placeFrom(row),
    file: fileOf(files, row),
  }));
}

/** The file a comment was written on, as it was then. */
const fileOf = (files: readonly StoredFile[], row: CommentRow): StoredFile | undefined =>
  files.find((file) => file.revisionId === row.revision_id && file.path === placeFrom(row)?.path);

const countOf = (files: readonly StoredFile[], { id }: Revision): number =>
  files.filter((file) => file.revisionId === id).length;

const revisionViews = ({ revisions, files, looks, viewerId }: Read): RevisionView[] =>
  revisions.flatMap((revision) => {
    const { number, note, sent_at: sentAt } = revision;
    if (sentAt === null) return [];
    const seenBy = looks.filter((look) => look.number === number).map((look) => look.member_id);
    return {
      number,
      note,
      sentAt,
      filesCount: countOf(files, revision),
      isSeenByYou: seenBy.includes(viewerId),
      isSeenByOther: seenBy.some((id) => id !== viewerId),
    };
  });

async function pickedUpOf(
  db: Reader,
  { review, viewerId }: { review: Review; viewerId: string },
): Promise<ReviewPage['pickedUp']> {
  const rows = await db
    .selectFrom('picked_up')
    .select(['member_id', 'words'])
    .where('review_id', '=', review.id)
    .execute();
  const yours = rows.find((row) => row.member_id === viewerId)?.words ?? '';
  const theirs = rows.find((row) => row.member_id !== viewerId)?.words ?? '';
  const isShown = review.state === 'wrapped_up' || yours !== '';
  return { yours, theirs: isShown ? theirs : '' };
}
