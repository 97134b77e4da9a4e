/** Questions, who was asked, what was answered, and answers shared with the community. */
import type { Generated } from 'kysely';
import type { Flag } from '#lib/flag.ts';

declare module '#platform/db/tables.ts' {
  interface Tables {
    questions: QuestionsTable;
    question_people: QuestionPeopleTable;
    posts: PostsTable;
    asked_around_choices: AskedAroundChoicesTable;
    shared_answers: SharedAnswersTable;
    shared_answer_people: SharedAnswerPeopleTable;
    shared_answer_terms: SharedAnswerTermsTable;
  }
}

/** `promised_by`: when an answer was agreed on; `offered_at`: when the asker was offered to ask around. */
export interface QuestionsTable {
  id: string;
  asker_id: string;
  pairing_id: string | null;
  skill_id: string | null;
  title: string;
  body: string;
  tried: Generated<string>;
  tried_for: Generated<string>;
  about_kind: 'meeting' | 'review' | null;
  about_id: string | null;
  state: 'open' | 'helped' | 'closed';
  turn: 'asker' | 'answerer';
  asked_at: number;
  changed_at: number;
  promised_by: number | null;
  offered_at: number | null;
  widened_at: number | null;
  rounds: Generated<number>;
  round_at: number | null;
}

export interface QuestionPeopleTable {
  question_id: string;
  member_id: string;
  came: 'partner' | 'asked_around';
  invited_at: number;
  passed_at: number | null;
}

export interface PostsTable {
  id: string;
  question_id: string;
  from_id: string;
  seen_by: 'partners' | 'everyone_asked';
  body: string;
  written_at: number;
  helped_at: number | null;
  thanks: Generated<string>;
  removed_at: number | null;
}

export interface AskedAroundChoicesTable {
  member_id: string;
  is_willing: Flag;
}

export interface SharedAnswersTable {
  id: string;
  question_id: string | null;
  skill_id: string | null;
  edition: number;
  title: string;
  question: string;
  answer: string;
  state: 'suggested' | 'shared' | 'taken_back';
  /** How many people's words it holds; all of them agree before anybody else reads it. */
  voices: Generated<number>;
  suggested_at: number;
  shared_at: number | null;
  changed_at: number;
}

export interface SharedAnswerPeopleTable {
  shared_answer_id: string;
  member_id: string;
  part: 'asked' | 'answered';
  agreed_edition: number | null;
  agreed_at: number | null;
  is_named: Generated<Flag>;
}

export interface SharedAnswerTermsTable {
  term: string;
  shared_answer_id: string;
  weight: number;
}
