import type { InputProblem } from '#domain/community/community.input.ts';
import { m } from '#words/paraglide/messages.js';

/** The sentence beside a field, for each code that reading a form can give. */
export function problemMessage({ code, value }: Pick<InputProblem, 'code' | 'value'>): string {
  return code === 'language_unknown'
    ? m.community_problem_language_unknown({ value })
    : (sentences[code] ?? m.community_problem_generic)();
}

/** Problems with their sentences, as the kit shows them. */
export const sayProblems = (
  problems: readonly InputProblem[],
): { field: string; message: string }[] =>
  problems.map((problem) => ({ field: problem.field, message: problemMessage(problem) }));

/** What to say beside one field. */
export const problemAt = (
  problems: readonly { field: string; message: string }[] | undefined,
  field: string,
): string | undefined => problems?.find((problem) => problem.field === field)?.message;

const sentences: Record<string, () => string> = {
  name_missing: m.community_problem_name_missing,
  too_long: m.community_problem_too_long,
  hidden_characters: m.community_problem_hidden_characters,
  languages_missing: m.community_problem_languages_missing,
  languages_many: m.community_problem_languages_many,
  choose_one: m.community_problem_choose_one,
  not_a_number: m.community_problem_not_a_number,
  age_range: m.community_problem_age_range,
  tick_range: m.community_problem_tick_range,
  meeting_base: m.community_problem_meeting_base,
  title_missing: m.community_problem_title_missing,
  body_missing: m.community_problem_body_missing,
  own_name_missing: m.community_problem_own_name_missing,
  email_missing: m.community_problem_email_missing,
  email_odd: m.community_problem_email_odd,
  age_unconfirmed: m.community_problem_age_unconfirmed,
};
