/** What may be sent from "What we agreed". Each refusal is a code the page has words for. */
import { z } from 'zod';
import { currencies, parseAmount } from '#lib/money.ts';
import { lengthOf, tidyLine, tidyText } from '#lib/text.ts';
import type { Terms } from '#domain/members/offer.ts';
import {
  meetingMinutes,
  movesChoices,
  questionHours,
  reviewMonths,
  rhythms,
  ways,
  type AgreementLines,
} from './agreement.ts';

const longestWhere = 200;
const longestBetween = 2000;

/** The form as it was typed; '' and "see" are lines that say "we'll see". */
export interface AgreementForm {
  every: string;
  minutes: string;
  way: string;
  where: string;
  replyHours: string;
  /** "keep" leaves the terms as they are. */
  terms: string;
  amount: string;
  currency: string;
  between: string;
  reviewAfterMonths: string;
  moves?: string;
}

export interface AgreementProblem {
  field: keyof AgreementForm;
  code: 'choose_one' | 'too_long' | 'amount_unusable';
}

const isOpen = (text: string) => text === '' || text === 'see';

const words = (limit: number, tidy: (text: string) => string) =>
  z
    .string()
    .transform(tidy)
    .refine((text) => lengthOf(text) <= limit, 'too_long')
    .transform((text) => (text === '' ? null : text));

const numberIn = (choices: readonly number[]) =>
  z
    .string()
    .refine((text) => isOpen(text) || choices.includes(Number(text)), 'choose_one')
    .transform((text) => (isOpen(text) ? null : Number(text)));

const oneOf = <Choice extends string>(choices: readonly Choice[]) =>
  z.string().transform((text, context) => {
    const found = choices.find((choice) => choice === text);
    if (found === undefined && !isOpen(text))
      context.addIssue({ code: 'custom', message: 'choose_one' });
    return found ?? null;
  });

const form = z.object({
  every: oneOf(rhythms),
  minutes: numberIn(meetingMinutes),
  way: oneOf(ways),
  where: words(longestWhere, tidyLine),
  replyHours: numberIn(questionHours),
  between: words(longestBetween, tidyText),
  reviewAfterMonths: numberIn(reviewMonths),
  moves: oneOf(movesChoices).optional(),
});

/**
 * The lines a form describes, or what to mend in it.
 *
 * @param termsNow what the two agreed about money so far; stays unless the form says otherwise
 */
export function parseAgreement(
  typed: AgreementForm,
  termsNow: Terms | null,
): { lines: AgreementLines } | { problems: AgreementProblem[] } {
  const parsed = form.safeParse(typed);
  const money = parseTerms(typed, termsNow);
  if (!parsed.success || 'code' in money) {
    const issues = parsed.success ? [] : parsed.error.issues;
    const problems = issues.map((issue) => problemFrom(issue));
    return { problems: 'code' in money ? [...problems, money] : problems };
  }
  const { every, minutes, way, replyHours, ...rest } = parsed.data;
  const rhythm = every === null ? null : { every, minutes: minutes ?? 30, way: way ?? 'video' };
  const questions = replyHours === null ? null : { replyHours };
  return { lines: { rhythm, questions, terms: money.terms, ...rest } };
}

const fields = [
  'every',
  'minutes',
  'way',
  'where',
  'replyHours',
  'between',
  'reviewAfterMonths',
  'moves',
] as const;

function problemFrom(issue: z.core.$ZodIssue): AgreementProblem {
  const field = fields.find((each) => each === issue.path[0]) ?? 'every';
  return { field, code: issue.message === 'too_long' ? 'too_long' : 'choose_one' };
}

const free: Terms = { kind: 'free', amount: null, currency: '', note: '', firstChatFree: false };

function parseTerms(
  typed: AgreementForm,
  termsNow: Terms | null,
): { terms: Terms | null } | AgreementProblem {
  switch (typed.terms) {
    case '':
    case 'keep':
      return { terms: termsNow };
    case 'see':
      return { terms: null };
    case 'free':
      return { terms: free };
    case 'pay_what_feels_right':
      return { terms: { ...free, kind: 'pay_what_feels_right' } };
    case 'charges':
      return parsePrice(typed);
    default:
      return { field: 'terms', code: 'choose_one' };
  }
}

function parsePrice(typed: AgreementForm): { terms: Terms } | AgreementProblem {
  const currency = currencies.find((each) => each === typed.currency);
  if (currency === undefined) return { field: 'currency', code: 'choose_one' };
  const amount = parseAmount(typed.amount, currency);
  if (amount === null) return { field: 'amount', code: 'amount_unusable' };
  return { terms: { ...free, kind: 'charges', amount, currency } };
}
