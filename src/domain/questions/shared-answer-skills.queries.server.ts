/** What shared answers are about. */
import type { Reader } from '#platform/db/database.server.ts';
import type { NamedSkill } from './question-summary.ts';
import { skillsOf } from './question-summaries.queries.server.ts';

/** The skills there is a shared answer about, by name; what was merged is called what it became. */
export async function skillsShared(db: Reader): Promise<NamedSkill[]> {
  const rows = await db
    .selectFrom('shared_answers')
    .select('skill_id')
    .distinct()
    .where('state', '=', 'shared')
    .where('skill_id', 'is not', null)
    .execute();
  const found = await skillsOf(db, rows);
  const byId = new Map(Array.from(found.values(), (skill) => [skill.id, skill]));
  return [...byId.values()].toSorted((one, other) => one.name.localeCompare(other.name));
}
