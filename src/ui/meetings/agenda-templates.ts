/** Ready-made things to talk about, in the language of whoever asks for them. */
import { m } from '#words/paraglide/messages.js';

export const templates = ['first', 'code', 'career', 'stuck'] as const;
export type Template = (typeof templates)[number];

const lines: Record<Template, readonly (() => string)[]> = {
  first: [
    m.meetings_template_first_1,
    m.meetings_template_first_2,
    m.meetings_template_first_3,
    m.meetings_template_first_4,
  ],
  code: [m.meetings_template_code_1, m.meetings_template_code_2, m.meetings_template_code_3],
  career: [
    m.meetings_template_career_1,
    m.meetings_template_career_2,
    m.meetings_template_career_3,
  ],
  stuck: [m.meetings_template_stuck_1, m.meetings_template_stuck_2, m.meetings_template_stuck_3],
};

export const templateWords: Record<Template, () => string> = {
  first: m.meetings_template_first,
  code: m.meetings_template_code,
  career: m.meetings_template_career,
  stuck: m.meetings_template_stuck,
};

export const templateLines = (template: Template): string[] =>
  lines[template].map((line) => line());
