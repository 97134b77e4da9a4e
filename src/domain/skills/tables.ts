/** The vocabulary of skills, and other names for them. */
declare module '#platform/db/tables.ts' {
  interface Tables {
    skills: SkillsTable;
    skill_aliases: SkillAliasesTable;
  }
}

export interface SkillsTable {
  id: string;
  name: string;
  skill_key: string;
  added_by: string | null;
  added_at: number;
  merged_into: string | null;
  merged_by: string | null;
  merged_at: number | null;
}

export interface SkillAliasesTable {
  alias_key: string;
  skill_id: string;
}
