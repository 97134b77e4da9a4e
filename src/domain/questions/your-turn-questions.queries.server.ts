/** What waits for somebody about questions: for "Your turn". */
import { apartFrom } from '#domain/members/blocks.queries.server.ts';
import type { Person } from '#domain/pairings/pairing-person.ts';
import { peopleOf } from '#domain/pairings/pairing-people.queries.server.ts';
import type { Reader } from '#platform/db/database.server.ts';
import type { QuestionTurn } from './question-summary.ts';
import { linesFor, rowsFor, type KnownLine } from './question-summaries.queries.server.ts';
import { mayGoAround } from './question.ts';

interface TurnQuery {
  readonly viewerId: string;
  readonly now: number;
}

/** Whose words they are that the asker has not answered yet, by question. */
type LastWords = ReadonlyMap<string, { person: Person; at: number }>;

/** What waits for a member, the longest first. The number of statements does not grow with what there is. */
export async function turnsOf(db: Reader, { viewerId, now }: TurnQuery): Promise<QuestionTurn[]> {
  const known = await linesFor(db, { rows: await rowsFor(db, viewerId), viewerId });
  const answered = known.filter(({ line }) => line.part === 'asker' && line.turn === 'yours');
  const words = await lastWordsIn(db, { ids: answered.map(({ line }) => line.id), viewerId });
  return [
    ...known.flatMap((each) => turnIn(each, { words, now }) ?? []),
    ...(await agreementsFor(db, viewerId)),
  ].toSorted((one, another) => one.since - another.since);
}

/** Only what waits for an answer has them. */
const unsaid = { promisedBy: null, isFurther: false } as const;

function turnIn(
  each: KnownLine,
  { words, now }: { words: LastWords; now: number },
): QuestionTurn | undefined {
  const { line, question, around, invitedAt } = each;
  const turn = { questionId: line.id, sharedAnswerId: null, title: line.title, ...unsaid };
  if (line.part === 'asker') {
    const last = words.get(line.id);
    if (line.turn === 'yours' && last !== undefined)
      return { ...turn, kind: 'look', other: last.person, since: last.at };
    const { offeredAt } = question;
    if (offeredAt === null || !mayGoAround(question, { around, now })) return undefined;
    return { ...turn, kind: 'ask_around', other: line.partner, since: offeredAt };
  }
  if (line.turn !== 'yours') return undefined;
  const since = line.isAnswered ? line.changedAt : (invitedAt ?? line.askedAt);
  const { promisedBy, isAnswered: isFurther } = line;
  return { ...turn, kind: 'answer', other: line.asker, since, promisedBy, isFurther };
}

/** The latest words of somebody else, for each question of the viewer's. */
async function lastWordsIn(
  db: Reader,
  { ids, viewerId }: { ids: readonly string[]; viewerId: string },
): Promise<LastWords> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('posts')
    .select(['question_id', 'from_id', 'written_at'])
    .where('question_id', 'in', ids)
    .where('from_id', '<>', viewerId)
    .where('removed_at', 'is', null)
    .orderBy('written_at')
    .execute();
  if (rows.length === 0) return new Map();
  const apart = await apartFrom(db, viewerId);
  const people = await peopleOf(db, [...new Set(rows.map((row) => row.from_id))]);
  const last = new Map<string, { person: Person; at: number }>();
  for (const row of rows) {
    const person = people.get(row.from_id);
    if (person === undefined || apart.has(person.id)) continue;
    last.set(row.question_id, { person, at: row.written_at });
  }
  return last;
}

/** Editions that wait for the viewer's yes. */
async function agreementsFor(db: Reader, viewerId: string): Promise<QuestionTurn[]> {
  const rows = await db
    .selectFrom('shared_answer_people')
    .innerJoin('shared_answers', 'shared_answers.id', 'shared_answer_people.shared_answer_id')
    .select(['shared_answers.id', 'question_id', 'title', 'changed_at'])
    .where('member_id', '=', viewerId)
    .where('state', '=', 'suggested')
    .where('question_id', 'is not', null)
    .where((eb) =>
      eb.or([
        eb('agreed_edition', 'is', null),
        eb('agreed_edition', '<>', eb.ref('shared_answers.edition')),
      ]),
    )
    .execute();
  return rows.map((row) => ({
    kind: 'agree' as const,
    questionId: row.question_id ?? '',
    sharedAnswerId: row.id,
    title: row.title,
    other: null,
    since: row.changed_at,
    ...unsaid,
  }));
}
