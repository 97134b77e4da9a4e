import { recordAct } from '#domain/community/organisers.commands.server.ts';
import { done, type Outcome, refused } from '#lib/outcome.ts';
import { type Act, command } from '#platform/act.server.ts';
import { moveSkill } from '#domain/members/member-skills.commands.server.ts';
import type { Tx } from '#platform/db/database.server.ts';
import { SkillsMerged } from './events.ts';
import { skillsByKeys } from './skills.queries.server.ts';
import { skillKey, skillName } from './skill.ts';
import { keysOf, startingVocabulary } from './vocabulary.ts';

/** Rows a statement may insert at once: SQLite allows 32,766 parameters, PostgreSQL 65,535. */
const rowsAtOnce = 500;

/**
 * Gives the community the skills everybody knows. May be run at every start: what is there stays as
 * it is, also what members added or organisers merged; only what is missing is added.
 *
 * @returns how many skills were added
 */
export async function addVocabulary({ tx, now, id: makeId }: Act): Promise<number> {
  const owners = await keyOwners(tx);
  const skills: { id: string; name: string; skill_key: string; added_at: number }[] = [];
  const aliases: { alias_key: string; skill_id: string }[] = [];
  for (const { name, aliases: others } of startingVocabulary.skills) {
    const key = skillKey(name);
    const id = owners.get(key) ?? makeId();
    if (!owners.has(key)) skills.push({ id, name, skill_key: key, added_at: now });
    owners.set(key, id);
    for (const alias of others.map(skillKey)) {
      if (!owners.has(alias)) aliases.push({ alias_key: alias, skill_id: id });
      owners.set(alias, owners.get(alias) ?? id);
    }
  }
  for (const some of portions(skills)) await tx.insertInto('skills').values(some).execute();
  for (const some of portions(aliases)) await tx.insertInto('skill_aliases').values(some).execute();
  return skills.length;
}

/** Which skill answers to each key that is taken; a merged skill's key answers for what it became. */
async function keyOwners(tx: Tx): Promise<Map<string, string>> {
  const skills = await tx.selectFrom('skills').select(['skill_key', 'id', 'merged_into']).execute();
  const aliases = await tx.selectFrom('skill_aliases').select(['alias_key', 'skill_id']).execute();
  return new Map([
    ...aliases.map(({ alias_key, skill_id }) => [alias_key, skill_id] as const),
    ...skills.map(({ skill_key, id, merged_into }) => [skill_key, merged_into ?? id] as const),
  ]);
}

function* portions<Row>(rows: readonly Row[]): Generator<Row[]> {
  for (let from = 0; from < rows.length; from += rowsAtOnce)
    yield rows.slice(from, from + rowsAtOnce);
}

export type FoundOrAdded = Outcome<
  { readonly skillId: string; readonly name: string; readonly isNew: boolean },
  'unreadable'
>;

/**
 * The skill a member means by what they typed; a new one if the community has none of that name.
 *
 * @returns `unreadable` for text without a letter or longer than 60 characters
 */
export async function findOrAddSkill(
  act: Act,
  { text, addedBy }: { text: string; addedBy: string | null },
): Promise<FoundOrAdded> {
  const [result = refused('unreadable')] = await findOrAddSkills(act, { texts: [text], addedBy });
  return result;
}

/** As {@link findOrAddSkill} for several texts, one answer each, with few statements. */
export async function findOrAddSkills(
  { tx, now, id: makeId }: Act,
  { texts, addedBy }: { texts: readonly string[]; addedBy: string | null },
): Promise<FoundOrAdded[]> {
  const known = await skillsByKeys(tx, [...new Set(texts.flatMap(keysOf))]);
  const added = new Map<string, { id: string; name: string }>();
  const results = texts.map((text): FoundOrAdded => {
    const key = keysOf(text).find((each) => known.has(each));
    const found = known.get(key ?? '');
    if (found !== undefined) return done({ skillId: found.id, name: found.name, isNew: false });
    const name = skillName(text);
    if (name === null) return refused('unreadable');
    const fresh = added.get(skillKey(name)) ?? { id: makeId(), name };
    added.set(skillKey(name), fresh);
    return done({ skillId: fresh.id, name: fresh.name, isNew: true });
  });
  const rows = [...added].map(([skill_key, { id, name }]) => ({
    id,
    name,
    skill_key,
    added_by: addedBy,
    added_at: now,
  }));
  for (const some of portions(rows)) await tx.insertInto('skills').values(some).execute();
  return results;
}

/**
 * The ids of the skills a member typed, in the same order, unknown ones added in the member's name;
 * null for text that cannot be a skill.
 */
export async function skillIdsFor(
  act: Act,
  { names, addedBy }: { names: readonly string[]; addedBy: string },
): Promise<(string | null)[]> {
  const found = await findOrAddSkills(act, { texts: names, addedBy });
  return found.map((each) => (each.outcome === 'done' ? each.skillId : null));
}

/**
 * Makes two skills one: everyone who shared or wanted the first has the second, with the higher of two
 * confidences and the dearer of two wishes; its names become other names of the second. Who did it and
 * when stays on the first. Merging again what is merged already is a quiet success.
 *
 * The caller has made sure that the actor is an organiser.
 */
export const mergeSkills = command(
  async (act, { actorId, fromId, intoId }: { actorId: string; fromId: string; intoId: string }) => {
    const { tx, now } = act;
    const rows = await tx
      .selectFrom('skills')
      .select(['id', 'name', 'skill_key', 'merged_into'])
      .where('id', 'in', [fromId, intoId])
      .execute();
    const from = rows.find(({ id }) => id === fromId);
    const into = rows.find(({ id }) => id === intoId);
    if (from === undefined || into === undefined) return refused('not_found');
    if (fromId === intoId || into.merged_into === fromId) return refused('same_skill');
    const pair = { from: { id: from.id, name: from.name }, into: { id: into.id, name: into.name } };
    if (from.merged_into === intoId) return done(pair);
    // One of them became a third skill meanwhile: better to look again than to guess.
    if (from.merged_into !== null || into.merged_into !== null) return refused('not_found');
    await moveSkill(act, { fromId, intoId });
    await moveNames(tx, { from, intoId });
    await tx
      .updateTable('skills')
      .set({ merged_into: intoId, merged_by: actorId, merged_at: now })
      .where('id', '=', fromId)
      .execute();
    await act.announce(SkillsMerged, { fromId, intoId });
    const about = `${from.name} → ${into.name}`;
    await recordAct(act, { actorId, act: 'merged_skills', about });
    return done(pair);
  },
);

/** Every name that led to the first leads to the second, also names from earlier merges. */
async function moveNames(
  tx: Tx,
  { from, intoId }: { from: { id: string; skill_key: string }; intoId: string },
): Promise<void> {
  await tx
    .updateTable('skill_aliases')
    .set({ skill_id: intoId })
    .where('skill_id', '=', from.id)
    .execute();
  await tx
    .insertInto('skill_aliases')
    .values({ alias_key: from.skill_key, skill_id: intoId })
    .execute();
  await tx
    .updateTable('skills')
    .set({ merged_into: intoId })
    .where('merged_into', '=', from.id)
    .execute();
}
