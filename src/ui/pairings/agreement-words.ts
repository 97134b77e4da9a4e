/** What two people agreed, line by line and in words. */
import type { AgreementLines, Every, Way } from '#domain/pairings/agreement.ts';
import type { PairingKind } from '#domain/pairings/pairing.ts';
import type { Terms } from '#domain/members/offer.ts';
import { sayTerms } from '#ui/members/offer-words.ts';
import { sayDate } from '#ui/time-on-pages.ts';
import { m } from '#words/paraglide/messages.js';

export interface AgreedLine {
  line: 'rhythm' | 'where' | 'moves' | 'questions' | 'terms' | 'between' | 'review';
  term: string;
  text: string;
  /** The text of the same line in what holds now, where this one says something else. */
  was?: string | undefined;
}

interface AgreementContext {
  kind: PairingKind;
  /** When they look at it again, epoch milliseconds; null before they go along, and in versions of the past. */
  reviewAt: number | null;
  now: number;
  timeZone: string;
}

export const everyWords: Record<Every, () => string> = {
  week: m.pairings_every_week,
  two_weeks: m.pairings_every_two_weeks,
  three_weeks: m.pairings_every_three_weeks,
  month: m.pairings_every_month,
  now_and_then: m.pairings_every_now_and_then,
};

export const wayWords: Record<Way, () => string> = {
  video: m.pairings_way_video,
  call: m.pairings_way_call,
  in_person: m.pairings_way_in_person,
  in_writing: m.pairings_way_in_writing,
};

/** Every line in the order of the form; an open one says "we'll see". */
export function sayLines(lines: AgreementLines, about: AgreementContext): AgreedLine[] {
  const see = m.pairings_agree_see();
  return [
    { line: 'rhythm', term: m.pairings_agree_line_rhythm(), text: sayRhythm(lines.rhythm) ?? see },
    { line: 'where', term: m.pairings_agree_line_where(), text: lines.where ?? see },
    {
      line: 'moves',
      term: m.pairings_agree_line_moves(),
      text: lines.moves === 'just_do' ? m.pairings_moves_just_do() : m.pairings_moves_ask(),
    },
    {
      line: 'questions',
      term: m.pairings_agree_line_reply(),
      text: lines.questions === null ? see : sayReplies(lines.questions.replyHours),
    },
    {
      line: 'terms',
      term: m.pairings_agree_line_terms(),
      text: lines.terms === null ? see : sayMoney(lines.terms, about.kind),
    },
    { line: 'between', term: m.pairings_agree_line_between(), text: lines.between ?? see },
    { line: 'review', term: m.pairings_agree_line_review(), text: sayReview(lines, about) },
  ];
}

/** The lines of one version, each that says something else than `current` with what it was. */
export function sayChanges(lines: AgreedLine[], current: readonly AgreedLine[]): AgreedLine[] {
  return lines.map((line) => {
    const before = current.find((each) => each.line === line.line)?.text;
    return before === line.text ? line : { ...line, was: before };
  });
}

/** "Every 2 weeks, about 45 minutes, by video"; undefined where nothing was agreed. */
export function sayRhythm(rhythm: AgreementLines['rhythm']): string | undefined {
  if (rhythm === null) return undefined;
  const every = everyWords[rhythm.every]();
  if (rhythm.way === 'in_writing') return m.pairings_rhythm_writing({ every });
  return m.pairings_rhythm_said({ every, minutes: rhythm.minutes, way: wayWords[rhythm.way]() });
}

/** "a day", "8 hours", "a week": how long an answer may take. */
export function sayHours(hours: number): string {
  if (hours === 168) return m.pairings_time_week();
  return hours % 24 === 0
    ? m.pairings_time_days({ count: hours / 24 })
    : m.pairings_time_hours({ count: hours });
}

const sayReplies = (hours: number): string => m.pairings_reply_said({ time: sayHours(hours) });

/** "Free, you’re swapping"; "€35 an hour. I can write you a bill." */
export function sayMoney(terms: Terms, kind: PairingKind): string {
  const said =
    kind === 'swap' && terms.kind === 'free'
      ? m.pairings_terms_swapping({ terms: sayTerms(terms) })
      : sayTerms(terms);
  return terms.note === '' ? said : m.pairings_terms_with_note({ terms: said, note: terms.note });
}

function sayReview({ reviewAfterMonths }: AgreementLines, about: AgreementContext): string {
  const day = about.reviewAt === null ? undefined : sayDate(about.reviewAt, about);
  if (reviewAfterMonths === null)
    return day === undefined ? m.pairings_agree_see() : m.pairings_review_see({ day });
  const months = m.pairings_review_after({ count: reviewAfterMonths });
  return day === undefined ? months : m.pairings_review_on({ months, day });
}
