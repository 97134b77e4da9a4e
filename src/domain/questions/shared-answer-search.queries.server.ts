/** Looking through what members share: by words as in the list of mentors, by a skill, or all of it. */
import { sql, type ExpressionBuilder, type NotNull } from 'kysely';
import { plainText } from '#lib/markdown.server.ts';
import { searchWords } from '#lib/search-words.ts';
import { shorten } from '#lib/text.ts';
import { currentSkillIds } from '#domain/skills/skills.queries.server.ts';
import type { Reader } from '#platform/db/database.server.ts';
import type { Tables } from '#platform/db/tables.ts';
import { skillsOf } from './question-summaries.queries.server.ts';
import type { SharedAnswerList } from './shared-answer-view.ts';
import { KnownWords } from './shared-answer-words.ts';
import { readPlace, writePlace, type Place } from './shared-answer-cursor.ts';

const excerptLength = 240;
/** What an excerpt is made of: a long answer need not be read whole for its beginning. */
const readForExcerpt = 2000;

export interface AnswerSearch {
  /** As it was typed; '' for everything. */
  readonly search: string;
  /** Only about this skill; null for any. */
  readonly skillId: string | null;
  /** What the list before gave as `next`; '' for the beginning. */
  readonly after: string;
  readonly size: number;
}

const nothing: SharedAnswerList = { lines: [], next: null };

/** Shared answers, those that were found best first, and then the latest first. */
export async function sharedAnswers(db: Reader, looking: AnswerSearch): Promise<SharedAnswerList> {
  const { search, skillId, after, size } = looking;
  const hasWords = searchWords(search).length > 0;
  const meant = hasWords ? (await knownWords(db)).meantBy(search) : [];
  if (meant === undefined) return nothing;
  const skill = skillId === null ? null : (await currentSkillIds(db, [skillId])).get(skillId);
  if (skill === undefined) return nothing;
  const rows = await found(db, { meant, skillId: skill, after: readPlace(after), size });
  const skills = await skillsOf(db, rows);
  const shown = rows.slice(0, size);
  const last = rows.length > size ? shown.at(-1) : undefined;
  return {
    lines: shown.map((row) => ({
      id: row.id,
      title: row.title,
      excerpt: shorten(plainText(row.answer.slice(0, readForExcerpt)), excerptLength),
      skill: row.skill_id === null ? null : (skills.get(row.skill_id) ?? null),
      sharedAt: row.sharedAt,
    })),
    next: last === undefined ? null : writePlace(last),
  };
}

interface Found extends Place {
  readonly title: string;
  readonly answer: string;
  readonly skill_id: string | null;
}

/** One more than `size`, where there is one. */
function found(
  db: Reader,
  {
    meant,
    skillId,
    after,
    size,
  }: {
    meant: readonly (readonly string[])[];
    skillId: string | null;
    after: Place | undefined;
    size: number;
  },
): Promise<Found[]> {
  const ranks = meant.length === 0 ? everything(db) : foundBy(db, meant);
  return db
    .selectFrom(ranks.as('ranked'))
    .innerJoin('shared_answers', 'shared_answers.id', 'ranked.id')
    .select(['shared_answers.id', 'rank', 'title', 'answer', 'skill_id', 'shared_at as sharedAt'])
    .$narrowType<{ sharedAt: NotNull }>()
    .where('state', '=', 'shared')
    .where('shared_at', 'is not', null)
    .$if(skillId !== null, (query) => query.where('skill_id', 'in', sameSkills(db, skillId)))
    .$if(after !== undefined, (query) => query.where((eb) => isBehind(eb, after)))
    .orderBy('rank', 'desc')
    .orderBy('shared_at', 'desc')
    .orderBy('shared_answers.id', 'desc')
    .limit(size + 1)
    .execute();
}

/** A skill and what was merged into it. */
const sameSkills = (db: Reader, skillId: string | null) =>
  db
    .selectFrom('skills')
    .select('skills.id')
    .where((eb) => eb.or([eb('id', '=', skillId), eb('merged_into', '=', skillId)]));

const everything = (db: Reader) =>
  db.selectFrom('shared_answers').select(['id', sql<number>`0`.as('rank')]);

/** What every word finds, with what the words tell together: for each its best place counts. */
function foundBy(db: Reader, meant: readonly (readonly string[])[]) {
  const [first, ...others] = meant.map((words) => placesOf(db, words));
  if (first === undefined) return everything(db);
  const all = others.reduce((before, next) => before.unionAll(next), first);
  return db
    .selectFrom(all.as('places'))
    .select((eb) => ['id', eb.fn.sum<number>('weight').as('rank')])
    .groupBy('id')
    .having((eb) => eb.fn.countAll<number>(), '=', meant.length);
}

const placesOf = (db: Reader, words: readonly string[]) =>
  db
    .selectFrom('shared_answer_terms')
    .select((eb) => ['shared_answer_id as id', eb.fn.max<number>('weight').as('weight')])
    .where('term', 'in', words)
    .groupBy('shared_answer_id');

type Ranked = ExpressionBuilder<
  Tables & { ranked: { id: string; rank: number } },
  'ranked' | 'shared_answers'
>;

function isBehind(eb: Ranked, after: Place | undefined) {
  if (after === undefined) return eb.and([]);
  const { rank, sharedAt, id } = after;
  const sameRank = eb('rank', '=', rank);
  return eb.or([
    eb('rank', '<', rank),
    eb.and([sameRank, eb('shared_at', '<', sharedAt)]),
    eb.and([sameRank, eb('shared_at', '=', sharedAt), eb('shared_answers.id', '<', id)]),
  ]);
}

interface Known {
  readonly mark: string;
  readonly words: KnownWords;
}

const remembered = new WeakMap<Reader, Known>();

/** The words of all shared answers as they are now; read again when something is shared or taken back. */
async function knownWords(db: Reader): Promise<KnownWords> {
  const { count, latest } = await db
    .selectFrom('shared_answers')
    .select((eb) => [
      eb.fn.countAll<number>().as('count'),
      eb.fn.max<number | null>('changed_at').as('latest'),
    ])
    .where('state', '=', 'shared')
    .executeTakeFirstOrThrow();
  const mark = `${count} ${latest}`;
  const known = remembered.get(db);
  if (known?.mark === mark) return known.words;
  const rows = await db.selectFrom('shared_answer_terms').select('term').distinct().execute();
  const words = new KnownWords(rows.map((row) => row.term));
  remembered.set(db, { mark, words });
  return words;
}
