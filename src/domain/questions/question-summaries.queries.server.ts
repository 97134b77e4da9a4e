/** Questions as lines of a list, for one of those they concern: in as many statements for one as for many. */
import type { Selectable } from 'kysely';
import { apartFrom } from '#domain/members/blocks.queries.server.ts';
import { pairingFrom } from '#domain/pairings/pairing-store.queries.server.ts';
import type { Pairing } from '#domain/pairings/pairing.ts';
import type { Person } from '#domain/pairings/pairing-person.ts';
import { peopleOf } from '#domain/pairings/pairing-people.queries.server.ts';
import { isBetween, otherOf } from '#domain/pairings/pairing.policy.ts';
import type { Reader } from '#platform/db/database.server.ts';
import type { QuestionPeopleTable } from './tables.ts';
import {
  pairingAround,
  questionFrom,
  questionsGoAround,
  type QuestionRow,
} from './question-access.queries.server.ts';
import type { NamedSkill, Part, QuestionSummary } from './question-summary.ts';
import { turnFor, type Around, type Question } from './question.ts';

/** A line with what it was made of, for whoever decides something by it. */
export interface KnownLine {
  readonly line: QuestionSummary;
  readonly question: Question;
  readonly around: Around;
  /** When the viewer was asked; null for their own. */
  readonly invitedAt: number | null;
}

/** All that is read about some questions at once. */
interface Surroundings {
  readonly viewerId: string;
  readonly pairings: ReadonlyMap<string, Pairing>;
  readonly invitations: ReadonlyMap<string, Selectable<QuestionPeopleTable>>;
  /** Who wrote something that is still there, by question. */
  readonly writers: ReadonlyMap<string, ReadonlySet<string>>;
  readonly people: ReadonlyMap<string, Person>;
  readonly skills: ReadonlyMap<string, NamedSkill>;
  readonly apart: ReadonlySet<string>;
  readonly goesAround: boolean;
}

/** Lines for one viewer; what does not concern them, or not any more, is left out (requirement C2). */
export async function linesFor(
  db: Reader,
  { rows, viewerId }: { rows: readonly QuestionRow[]; viewerId: string },
): Promise<KnownLine[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const pairings = await pairingsFor(db, rows);
  const known = {
    viewerId,
    pairings,
    invitations: await invitationsFor(db, { ids, viewerId }),
    writers: await writersIn(db, ids),
    people: await peopleOf(db, namedIn(rows, pairings)),
    skills: await skillsOf(db, rows),
    apart: await apartFrom(db, viewerId),
    goesAround: await questionsGoAround(db),
  };
  return rows.flatMap((row) => lineFrom(row, known) ?? []);
}

async function pairingsFor(
  db: Reader,
  rows: readonly QuestionRow[],
): Promise<Map<string, Pairing>> {
  const ids = [...new Set(rows.flatMap(({ pairing_id: id }) => id ?? []))];
  if (ids.length === 0) return new Map();
  const found = await db.selectFrom('pairings').selectAll().where('id', 'in', ids).execute();
  return new Map(found.map((row) => [row.id, pairingFrom(row)]));
}

async function invitationsFor(
  db: Reader,
  { ids, viewerId }: { ids: readonly string[]; viewerId: string },
): Promise<Surroundings['invitations']> {
  const rows = await db
    .selectFrom('question_people')
    .selectAll()
    .where('member_id', '=', viewerId)
    .where('question_id', 'in', ids)
    .where('passed_at', 'is', null)
    .execute();
  return new Map(rows.map((row) => [row.question_id, row]));
}

async function writersIn(
  db: Reader,
  ids: readonly string[],
): Promise<Map<string, ReadonlySet<string>>> {
  const rows = await db
    .selectFrom('posts')
    .select(['question_id', 'from_id'])
    .distinct()
    .where('question_id', 'in', ids)
    .where('removed_at', 'is', null)
    .execute();
  const byQuestion = Map.groupBy(rows, ({ question_id: id }) => id);
  return new Map(
    Array.from(byQuestion, ([id, found]) => [id, new Set(found.map((row) => row.from_id))]),
  );
}

const namedIn = (rows: readonly QuestionRow[], pairings: ReadonlyMap<string, Pairing>) => [
  ...new Set([
    ...rows.map((row) => row.asker_id),
    ...[...pairings.values()].flatMap(({ mentorId, menteeId }) => [mentorId, menteeId]),
  ]),
];

/** The skills some rows are about, by the ids the rows have; what was merged is called what it became. */
export async function skillsOf(
  db: Reader,
  rows: readonly { skill_id: string | null }[],
): Promise<Map<string, NamedSkill>> {
  const ids = [...new Set(rows.flatMap(({ skill_id: id }) => id ?? []))];
  if (ids.length === 0) return new Map();
  const found = await db
    .selectFrom('skills')
    .leftJoin('skills as kept', 'kept.id', 'skills.merged_into')
    .select(['skills.id', 'skills.name', 'kept.id as keptId', 'kept.name as keptName'])
    .where('skills.id', 'in', ids)
    .execute();
  return new Map(
    found.map(({ id, name, keptId, keptName }) => [
      id,
      { id: keptId ?? id, name: keptName ?? name },
    ]),
  );
}

function lineFrom(row: QuestionRow, known: Surroundings): KnownLine | undefined {
  const question = questionFrom(row);
  const pairing = row.pairing_id === null ? undefined : known.pairings.get(row.pairing_id);
  const part = partIn(question, { pairing, known });
  const asker = known.people.get(row.asker_id);
  if (part === undefined || asker === undefined) return undefined;
  const writers = known.writers.get(row.id) ?? new Set();
  const hasAnswer = [...writers].some((id) => id !== row.asker_id);
  const around = { ...pairingAround(pairing), hasAnswer, goesAround: known.goesAround };
  const hasWritten = writers.has(known.viewerId);
  const line = {
    ...factsOf(row, { part, known, pairing }),
    asker: seen(asker, known),
    isAnswered: hasAnswer,
    turn: turnFor(question, { part, around, hasWritten }),
  };
  const invitedAt = known.invitations.get(row.id)?.invited_at ?? null;
  return { line, question, around, invitedAt };
}

function partIn(
  question: Question,
  { pairing, known }: { pairing: Pairing | undefined; known: Surroundings },
): Part | undefined {
  const { viewerId, invitations, apart } = known;
  if (question.askerId === viewerId) return 'asker';
  if (pairing !== undefined && isBetween(pairing, viewerId)) return 'partner';
  if (invitations.get(question.id)?.came !== 'asked_around') return undefined;
  return apart.has(question.askerId) ? undefined : 'asked_around';
}

const seen = (person: Person, { apart }: Surroundings): Person => ({
  ...person,
  isGone: person.isGone || apart.has(person.id),
});

/** Whoever was asked around learns nothing of a pairing: not with whom, nor what was promised in it. */
function factsOf(
  row: QuestionRow,
  { part, known, pairing }: { part: Part; known: Surroundings; pairing: Pairing | undefined },
) {
  const isBetweenTwo = part !== 'asked_around';
  const partner = pairing && known.people.get(otherOf(pairing, row.asker_id));
  return {
    id: row.id,
    title: row.title,
    state: row.state,
    part,
    partner: isBetweenTwo && partner !== undefined ? seen(partner, known) : null,
    pairingId: isBetweenTwo ? row.pairing_id : null,
    skill: row.skill_id === null ? null : (known.skills.get(row.skill_id) ?? null),
    askedAt: row.asked_at,
    changedAt: row.changed_at,
    promisedBy: isBetweenTwo ? row.promised_by : null,
    isWidened: row.widened_at !== null,
  };
}

const mostLines = 300;

/** The questions that concern a member, or may: {@link linesFor} has the last word. The latest first. */
export const rowsFor = (db: Reader, viewerId: string): Promise<QuestionRow[]> =>
  db
    .selectFrom('questions')
    .selectAll()
    .where((eb) =>
      eb.or([
        eb('asker_id', '=', viewerId),
        eb(
          'pairing_id',
          'in',
          eb
            .selectFrom('pairings')
            .select('pairings.id')
            .where((inner) =>
              inner.or([inner('mentor_id', '=', viewerId), inner('mentee_id', '=', viewerId)]),
            ),
        ),
        eb(
          'id',
          'in',
          eb
            .selectFrom('question_people')
            .select('question_id')
            .where('member_id', '=', viewerId)
            .where('passed_at', 'is', null),
        ),
      ]),
    )
    .orderBy('changed_at', 'desc')
    .orderBy('id', 'desc')
    .limit(mostLines)
    .execute();
