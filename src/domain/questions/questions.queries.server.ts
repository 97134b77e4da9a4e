/** Questions as those they concern see them. Times are epoch milliseconds. */
import { apartFrom } from '#domain/members/blocks.queries.server.ts';
import { pairingWith } from '#domain/pairings/pairing-store.queries.server.ts';
import type { Person } from '#domain/pairings/pairing-person.ts';
import { peopleOf } from '#domain/pairings/pairing-people.queries.server.ts';
import type { Reader } from '#platform/db/database.server.ts';
import { questionFor, type Found } from './question-access.queries.server.ts';
import type { QuestionSummary } from './question-summary.ts';
import { linesFor, rowsFor } from './question-summaries.queries.server.ts';
import { mayClose, mayMarkHelped, mayPass, mayWrite, writesFor } from './question.policy.ts';
import { postsFor, type PostRow } from './question-posts.queries.server.ts';
import { aroundFrom, mayGoAround, mostRounds } from './question.ts';
import { mayShare, sharingOf } from './shared-answer-store.queries.server.ts';
import type { AskingAround, PostView, QuestionPage } from './question-view.ts';

export { turnsOf } from './your-turn-questions.queries.server.ts';

export interface Questions {
  /** What the viewer asked. */
  readonly yours: readonly QuestionSummary[];
  /** What they are asked by those they go along with. */
  readonly inPairings: readonly QuestionSummary[];
  /** What they are asked because they may know. */
  readonly askedAround: readonly QuestionSummary[];
}

/** All questions that concern a member, what moved last first. */
export async function questionsOf(
  db: Reader,
  { viewerId }: { viewerId: string; now: number },
): Promise<Questions> {
  const known = await linesFor(db, { rows: await rowsFor(db, viewerId), viewerId });
  const lines = known.map(({ line }) => line);
  return {
    yours: lines.filter(({ part }) => part === 'asker'),
    inPairings: lines.filter(({ part }) => part === 'partner'),
    askedAround: lines.filter(({ part }) => part === 'asked_around'),
  };
}

/** What two people asked each other, what moved last first; nothing for everybody else. */
export async function questionsIn(
  db: Reader,
  { pairingId, viewerId }: { pairingId: string; viewerId: string },
): Promise<QuestionSummary[]> {
  const pairing = await pairingWith(db, { pairingId, memberId: viewerId });
  if (pairing === undefined) return [];
  const rows = await db
    .selectFrom('questions')
    .selectAll()
    .where('pairing_id', '=', pairingId)
    .orderBy('changed_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
  return (await linesFor(db, { rows, viewerId })).map(({ line }) => line);
}

/** A question for one of those it concerns; undefined for everybody else (requirement C2). */
export async function questionPage(
  db: Reader,
  { questionId, viewerId, now }: { questionId: string; viewerId: string; now: number },
): Promise<QuestionPage | undefined> {
  const found = await questionFor(db, { questionId, memberId: viewerId });
  if (found === undefined) return undefined;
  const [known] = await linesFor(db, { rows: [found.row], viewerId });
  if (known === undefined) return undefined;
  const rows = await postsFor(db, { found, viewerId });
  const { row, question, around, part } = found;
  const isAsker = part === 'asker';
  return {
    ...known.line,
    body: row.body,
    tried: row.tried,
    triedFor: row.tried_for,
    about: part === 'asked_around' ? null : aboutFrom(found),
    posts: await viewsOf(db, { rows, found, viewerId }),
    askingAround: isAsker ? askingAroundOf(found, now) : null,
    writesFor: writesFor(question),
    mayWrite: mayWrite(found),
    mayAskAround: isAsker && mayGoAround(question, { around, now }),
    mayPass: mayPass(found),
    mayMarkHelped: mayMarkHelped(found),
    mayClose: mayClose(found),
    mayShare: await mayShare(db, { found, viewerId }),
    sharing: await sharingOf(db, { questionId, viewerId }),
  };
}

const aboutFrom = ({ row }: Found): QuestionPage['about'] =>
  row.about_kind === null || row.about_id === null
    ? null
    : { kind: row.about_kind, id: row.about_id };

function askingAroundOf({ question, around }: Found, now: number): AskingAround {
  return {
    from: aroundFrom(question, around),
    isOffered: question.offeredAt !== null && mayGoAround(question, { around, now }),
    needsSkill: question.skillId === null,
    rounds: question.rounds,
    roundsAllowed: mostRounds,
  };
}

async function viewsOf(
  db: Reader,
  { rows, found, viewerId }: { rows: readonly PostRow[]; found: Found; viewerId: string },
): Promise<PostView[]> {
  if (rows.length === 0) return [];
  const people = await peopleOf(db, [...new Set(rows.map((row) => row.from_id))]);
  const apart = await apartFrom(db, viewerId);
  return rows.flatMap((row) => {
    const from = people.get(row.from_id);
    if (from === undefined) return [];
    const isGone = from.isGone || apart.has(from.id);
    return viewFrom(row, { from: { ...from, isGone }, found, viewerId });
  });
}

function viewFrom(
  row: PostRow,
  { from, found, viewerId }: { from: Person; found: Found; viewerId: string },
): PostView {
  const isYours = row.from_id === viewerId;
  const isRemoved = row.removed_at !== null;
  const isAnswer = row.from_id !== found.question.askerId;
  return {
    id: row.id,
    from,
    isYours,
    isAnswer,
    body: row.body,
    writtenAt: row.written_at,
    isRemoved,
    hasHelped: row.helped_at !== null,
    thanks: row.thanks,
    seenBy: row.seen_by,
    mayRemove: isYours && !isRemoved,
    mayMark: isAnswer && !isRemoved && mayMarkHelped(found),
  };
}
