/** What a note says, what is amiss with it and why it cannot go, in words. */
import { noteLimits, starts, type NoteProblem, type Start } from '#domain/requests/note.ts';
import type { HelpMode, Terms } from '#domain/members/offer.ts';
import { sayTerms } from '#ui/members/offer-words.ts';
import { m } from '#words/paraglide/messages.js';

/** How somebody would like to start, in a few words. */
export const startWords: Readonly<Record<Start, () => string>> = {
  chat: m.requests_start_chat,
  rhythm: m.requests_start_rhythm,
  review: m.requests_start_review,
  questions: m.requests_start_questions,
  you_tell_me: m.requests_start_you_tell_me,
};

const startHints: Readonly<Record<Start, (said: { name: string }) => string>> = {
  chat: () => m.requests_start_chat_hint(),
  rhythm: () => m.requests_start_rhythm_hint(),
  review: () => m.requests_start_review_hint(),
  questions: () => m.requests_start_questions_hint(),
  you_tell_me: m.requests_start_you_tell_me_hint,
};

/** What a way of starting needs the other to be up for; the rest is always possible. */
const startNeeds: Partial<Record<Start, HelpMode>> = {
  rhythm: 'meet',
  review: 'review',
  questions: 'answer',
};

/** The ways of starting with somebody called `name` who helps in these ways. */
export function startChoices(
  name: string,
  modes: readonly HelpMode[],
): { value: Start; label: string; hint: string }[] {
  const isOffered = (start: Start) => {
    const mode = startNeeds[start];
    return mode === undefined || modes.includes(mode);
  };
  return starts.filter(isOffered).map((value) => ({
    value,
    label: startWords[value](),
    hint: startHints[value]({ name }),
  }));
}

/** "Ana charges €35 an hour, first chat free.", with their own words about it. */
export function sayTermsOf(name: string, terms: Terms): string {
  const said = {
    free: () => m.requests_terms_free({ name }),
    pay_what_feels_right: () => m.requests_terms_open({ name }),
    charges: () => m.requests_terms_charges({ name, terms: sayTerms(terms) }),
  }[terms.kind]();
  return terms.note === '' ? said : `${said} ${terms.note}`;
}

/** "Ana usually replies in about 3 days." */
export function sayUsually(name: string, days: number): string {
  if (days <= 1) return m.requests_usually_1({ name });
  if (days === 7) return m.requests_usually_7({ name });
  return days === 14
    ? m.requests_usually_14({ name })
    : m.requests_usually_days({ name, count: days });
}

/** What happens when nobody answers, said beforehand. */
export const saySilence = (name: string, replyDays: number): string =>
  m.requests_silence({ name, count: Math.min(replyDays, 6) });

/** The field to mend and the sentence beside it. */
export function problemOf(code: NoteProblem): { field: string; message: string } {
  switch (code) {
    case 'working_missing':
    case 'working_short':
      return { field: 'working', message: m.requests_problem_working() };
    case 'working_long': {
      const limit = String(noteLimits.working);
      return { field: 'working', message: m.requests_problem_working_long({ limit }) };
    }
    case 'share_long': {
      const limit = String(noteLimits.share);
      return { field: 'share', message: m.requests_problem_share_long({ limit }) };
    }
    case 'skills_many': {
      const limit = String(noteLimits.skills);
      return { field: 'skills', message: m.requests_problem_skills({ limit }) };
    }
    case 'times_many':
      return { field: 'times', message: m.requests_problem_times() };
  }
}
