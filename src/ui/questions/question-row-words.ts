/** What is said about questions, in the words of the page's language. Times are epoch milliseconds. */
import {
  longestBody,
  longestThanks,
  longestTitle,
  longestTried,
} from '#domain/questions/question.input.ts';
import type { QuestionSummary } from '#domain/questions/question-summary.ts';
import {
  localAt,
  sayDaysFrom,
  sayWeekday,
  sayWeekdayDate,
  type Reader,
} from '#ui/time-on-pages.ts';
import { m } from '#words/paraglide/messages.js';

/** "today", "tomorrow", "Thursday", and "Thursday 3 December" where it is a week away or more. */
export function sayDay(at: number, reader: Reader): string {
  const { now, timeZone } = reader;
  const dateOf = (instant: number) => localAt(instant, timeZone).toPlainDate();
  const { days } = dateOf(now).until(dateOf(at), { largestUnit: 'day' });
  if (days === 0 || days === 1) return sayDaysFrom(at, reader);
  if (days < 0 || days > 6) return sayWeekdayDate(at, timeZone);
  return sayWeekday(at, timeZone);
}

/** For how long somebody tried, as the form offers it. */
const triedWords: Readonly<Record<string, () => string>> = {
  not_yet: m.questions_tried_not_yet,
  half_hour: m.questions_tried_half_hour,
  hours: m.questions_tried_hours,
  day: m.questions_tried_day,
  longer: m.questions_tried_longer,
};

export const triedChoices = (): { value: string; label: string }[] =>
  Object.entries(triedWords).map(([value, label]) => ({ value, label: label() }));

/** Words of somebody's own stand as they are. */
export const sayTriedFor = (triedFor: string): string => triedWords[triedFor]?.() ?? triedFor;

export interface StateShown {
  readonly shape: 'full' | 'half' | 'wait' | 'rest' | 'done';
  readonly words: string;
}

/** Whose turn it is, or how it ended. */
export function sayTurn(line: QuestionSummary, reader: Reader): StateShown {
  if (line.state === 'helped') return { shape: 'done', words: m.questions_state_helped() };
  if (line.state === 'closed') return { shape: 'rest', words: m.questions_state_closed() };
  if (line.part === 'asker') return sayAskersTurn(line, reader);
  if (line.turn === 'yours') return { shape: 'wait', words: sayYourTurn(line, reader) };
  if (line.turn === 'theirs')
    return { shape: 'half', words: m.questions_turn_waiting_name({ name: line.asker.name }) };
  if (line.isAnswered) return { shape: 'rest', words: m.questions_turn_answered() };
  if (line.isWidened) return { shape: 'rest', words: m.questions_turn_calm() };
  return { shape: 'rest', words: m.questions_turn_resting() };
}

function sayAskersTurn(line: QuestionSummary, reader: Reader): StateShown {
  if (line.turn === 'yours') return { shape: 'wait', words: m.questions_turn_read() };
  if (line.turn === null) return { shape: 'rest', words: m.questions_turn_resting() };
  if (line.isAnswered) return { shape: 'half', words: m.questions_turn_wrote() };
  return { shape: 'half', words: sayWaiting(line, reader) };
}

function sayWaiting({ partner, promisedBy, isWidened }: QuestionSummary, reader: Reader): string {
  if (partner === null || isWidened) return m.questions_turn_waiting();
  const { name } = partner;
  if (promisedBy === null || promisedBy <= reader.now)
    return m.questions_turn_waiting_name({ name });
  return m.questions_turn_promised({ name, day: sayDay(promisedBy, reader) });
}

/** A promise that has passed is not held against anybody. */
function sayYourTurn({ part, asker, promisedBy }: QuestionSummary, reader: Reader): string {
  if (part === 'asked_around') return m.questions_turn_may_know();
  const { name } = asker;
  if (promisedBy === null || promisedBy <= reader.now) return m.questions_turn_yours({ name });
  return m.questions_turn_yours_by({ name, day: sayDay(promisedBy, reader) });
}

/** A question in a list. */
export interface RowShown {
  readonly id: string;
  readonly title: string;
  /** Who asked whom, and when. */
  readonly about: string;
  /** What it is about; '' where nobody said. */
  readonly skill: string;
  readonly state: StateShown;
}

export const rowOf = (line: QuestionSummary, reader: Reader): RowShown => ({
  id: line.id,
  title: line.title,
  about: sayWho(line, reader),
  skill: line.skill?.name ?? '',
  state: sayTurn(line, reader),
});

function sayWho(
  { part, asker, partner, isWidened, askedAt }: QuestionSummary,
  reader: Reader,
): string {
  const when = sayDaysFrom(askedAt, reader);
  if (part === 'partner') return m.questions_row_asked_you({ name: asker.name, when });
  if (part === 'asked_around') return m.questions_row_asks_around({ name: asker.name, when });
  if (partner === null) return m.questions_row_you_around({ when });
  const named = { name: partner.name, when };
  return isWidened ? m.questions_row_you_widened(named) : m.questions_row_you_asked(named);
}

const longest: Readonly<Record<string, number>> = {
  title: longestTitle,
  tried: longestTried,
  thanks: longestThanks,
};

/** What to say beside a field. */
export function sayProblem({ field, code }: { field: string; code: string }): string {
  switch (code) {
    case 'title_missing':
      return m.questions_problem_title();
    case 'answer_missing':
      return m.questions_problem_answer();
    case 'too_long':
      return m.questions_problem_long({ most: longest[field] ?? longestBody });
    case 'hidden_characters':
      return m.questions_problem_hidden();
    default:
      return m.questions_problem_body();
  }
}

/** What is wrong with each field, at most one thing for each. */
export function sayProblems(
  issues: readonly { path: readonly PropertyKey[]; message: string }[],
): { field: string; message: string }[] {
  const first = new Map<string, string>();
  for (const { path, message } of issues) {
    const field = String(path[0] ?? 'body');
    if (!first.has(field)) first.set(field, sayProblem({ field, code: message }));
  }
  return Array.from(first, ([field, message]) => ({ field, message }));
}

/** Why a question can't go to a few people, or to nobody else. */
export function sayAroundProblem(code: string): string {
  switch (code) {
    case 'skill_missing':
      return m.questions_problem_skill();
    case 'no_such_skill':
      return m.questions_problem_skill_unknown();
    case 'nobody_to_ask':
      return m.questions_problem_nobody();
    case 'answered':
      return m.questions_problem_answered();
    case 'not_yet':
      return m.questions_problem_not_yet();
    default:
      return m.questions_problem_no_more();
  }
}
