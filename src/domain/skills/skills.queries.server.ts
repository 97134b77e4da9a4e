import type { ExpressionBuilder } from 'kysely';
import type { Reader } from '#platform/db/database.server.ts';
import type { Tables } from '#platform/db/tables.ts';
import { skillKey, type NamedSkill } from './skill.ts';
import { keysOf, suggestSkills, vocabularyOf, type Vocabulary } from './vocabulary.ts';

/** A skill of this community. */
export interface StoredSkill extends NamedSkill {
  readonly id: string;
}

/** Every skill of the community with its other names, to read many texts at once. */
export async function readVocabulary(db: Reader): Promise<Vocabulary<StoredSkill>> {
  const skills = await db
    .selectFrom('skills')
    .select(['id', 'name'])
    .where('merged_into', 'is', null)
    .orderBy('skill_key')
    .execute();
  return vocabularyOf(await withAliases(db, skills));
}

/** The other names are keys here, which read as names do: `nodejs`. */
async function withAliases(
  db: Reader,
  skills: readonly { id: string; name: string }[],
): Promise<StoredSkill[]> {
  const ids = skills.map(({ id }) => id);
  if (ids.length === 0) return [];
  const query = db.selectFrom('skill_aliases').select(['alias_key', 'skill_id']);
  const rows = await (ids.length > 400 ? query : query.where('skill_id', 'in', ids)).execute();
  const aliases = Map.groupBy(rows, ({ skill_id }) => skill_id);
  return skills.map(({ id, name }) => ({
    id,
    name,
    aliases: (aliases.get(id) ?? []).map(({ alias_key }) => alias_key),
  }));
}

/** The skill a typed text means here, whatever it was called, or null. */
export async function findStoredSkill(db: Reader, text: string): Promise<StoredSkill | null> {
  const found = await skillsByKeys(db, keysOf(text));
  const best = keysOf(text).find((key) => found.has(key));
  const skill = best === undefined ? undefined : found.get(best);
  return skill === undefined ? null : ((await withAliases(db, [skill]))[0] ?? null);
}

/** Finds skills by the keys of their names or other names. */
export async function skillsByKeys(
  db: Reader,
  keys: readonly string[],
): Promise<ReadonlyMap<string, { id: string; name: string }>> {
  if (keys.length === 0) return new Map();
  const rows = await db
    .selectFrom('skills')
    .select(['skill_key as key', 'id', 'name'])
    .where('skill_key', 'in', keys)
    .where('merged_into', 'is', null)
    .unionAll(
      db
        .selectFrom('skill_aliases')
        .innerJoin('skills', 'skills.id', 'skill_aliases.skill_id')
        .select(['skill_aliases.alias_key as key', 'skills.id', 'skills.name'])
        .where('skill_aliases.alias_key', 'in', keys)
        .where('skills.merged_into', 'is', null),
    )
    .execute();
  return new Map(rows.map(({ key, id, name }) => [key, { id, name }]));
}

/** At most `limit` skills for what was typed so far, best first; none for nothing. */
export async function suggestStoredSkills(
  db: Reader,
  typed: string,
  limit = 8,
): Promise<StoredSkill[]> {
  const key = skillKey(typed);
  if (key === '') return [];
  // A key holds letters, digits and . + # * only: nothing that LIKE reads as a wildcard.
  const near = await db
    .selectFrom('skills')
    .select(['id', 'name'])
    .where('merged_into', 'is', null)
    .where((eb) =>
      eb.or([
        eb('skill_key', 'like', `%${key}%`),
        eb(
          'id',
          'in',
          eb.selectFrom('skill_aliases').select('skill_id').where('alias_key', 'like', `${key}%`),
        ),
      ]),
    )
    .orderBy('skill_key')
    .execute();
  return suggestSkills(typed, { skills: await withAliases(db, near), limit });
}

/**
 * The skills that ids stand for today: the same, or what they were merged into since a page was
 * opened. Ids of no skill are left out.
 */
export async function currentSkillIds(
  db: Reader,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('skills')
    .select(['id', 'merged_into'])
    .where('id', 'in', [...ids])
    .execute();
  return new Map(rows.map(({ id, merged_into }) => [id, merged_into ?? id]));
}

/**
 * Members who share or want a skill, by id, a page at a time: those to look at again after a merge.
 *
 * @param after the last member id of the page before; '' for the first
 */
export async function membersWithSkill(
  db: Reader,
  { skillId, after, limit }: { skillId: string; after: string; limit: number },
): Promise<string[]> {
  const rows = await db
    .selectFrom('shared_skills')
    .select('member_id')
    .where('skill_id', '=', skillId)
    .where('member_id', '>', after)
    .union(
      db
        .selectFrom('wanted_skills')
        .select('member_id')
        .where('skill_id', '=', skillId)
        .where('member_id', '>', after),
    )
    .orderBy('member_id')
    .limit(limit)
    .execute();
  return rows.map(({ member_id }) => member_id);
}

/** The names of some skills, by id. */
export async function skillNames(
  db: Reader,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('skills')
    .select(['id', 'name'])
    .where('id', 'in', [...ids])
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** A skill as organisers see it when they tidy up. */
export interface SkillInUse extends StoredSkill {
  /** How many members share it, and how many want to learn it. */
  readonly sharing: number;
  readonly wanting: number;
  /** The member who added it; null for what the community began with. */
  readonly addedBy: string | null;
  /** Epoch milliseconds. */
  readonly addedAt: number;
}

/**
 * Skills for the organisers' page, by name: those somebody shares, wants or added, or, with `search`,
 * those whose name or other name holds the text.
 */
export async function skillsInUse(
  db: Reader,
  { search = '' }: { search?: string } = {},
): Promise<SkillInUse[]> {
  const key = skillKey(search);
  const rows = await db
    .selectFrom('skills')
    .select((eb) => [
      'id',
      'name',
      'added_by',
      'added_at',
      eb
        .selectFrom('shared_skills')
        .select((count) => count.fn.countAll<number>().as('n'))
        .whereRef('shared_skills.skill_id', '=', 'skills.id')
        .as('sharing'),
      eb
        .selectFrom('wanted_skills')
        .select((count) => count.fn.countAll<number>().as('n'))
        .whereRef('wanted_skills.skill_id', '=', 'skills.id')
        .as('wanting'),
    ])
    .where('merged_into', 'is', null)
    .where(key === '' ? isInUse : isNamed(`%${key}%`))
    .orderBy('skill_key')
    .execute();
  const named = new Map((await withAliases(db, rows)).map((skill) => [skill.id, skill.aliases]));
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    aliases: named.get(row.id) ?? [],
    sharing: row.sharing ?? 0,
    wanting: row.wanting ?? 0,
    addedBy: row.added_by,
    addedAt: row.added_at,
  }));
}

/** Somebody added it, shares it or wants it. */
const isInUse = (eb: ExpressionBuilder<Tables, 'skills'>) =>
  eb.or([
    eb('added_by', 'is not', null),
    eb('id', 'in', eb.selectFrom('shared_skills').select('skill_id')),
    eb('id', 'in', eb.selectFrom('wanted_skills').select('skill_id')),
  ]);

/** Its name or one of its other names is like the pattern. */
const isNamed = (pattern: string) => (eb: ExpressionBuilder<Tables, 'skills'>) =>
  eb.or([
    eb('skill_key', 'like', pattern),
    eb(
      'id',
      'in',
      eb.selectFrom('skill_aliases').select('skill_id').where('alias_key', 'like', pattern),
    ),
  ]);

/** A merge that was made, for the record. */
export interface SkillMerge {
  readonly from: string;
  readonly into: string;
  /** Who did it, as a member id. */
  readonly by: string | null;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** Every merge, the latest first. */
export async function skillMerges(db: Reader): Promise<SkillMerge[]> {
  const rows = await db
    .selectFrom('skills')
    .innerJoin('skills as kept', 'kept.id', 'skills.merged_into')
    .select([
      'skills.name as from',
      'kept.name as into',
      'skills.merged_by as by',
      'skills.merged_at as at',
    ])
    .orderBy('skills.merged_at', 'desc')
    .orderBy('skills.id')
    .execute();
  return rows.map((row) => ({ ...row, at: row.at ?? 0 }));
}
