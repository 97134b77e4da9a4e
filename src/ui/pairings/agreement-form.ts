/** The form of "What we agreed": what stands in its fields, and what can be chosen there. */
import {
  meetingMinutes,
  questionHours,
  reviewMonths,
  rhythms,
  ways,
  type AgreementLines,
} from '#domain/pairings/agreement.ts';
import type { AgreementForm } from '#domain/pairings/agreement.input.ts';
import type { Terms } from '#domain/members/offer.ts';
import type { PairingKind } from '#domain/pairings/pairing.ts';
import { currencies, typedAmount } from '#lib/money.ts';
import { termsWords } from '#ui/members/offer-words.ts';
import { m } from '#words/paraglide/messages.js';
import { everyWords, sayHours, sayMoney, wayWords } from './agreement-words.ts';

interface Choice {
  value: string;
  label: string;
}

/**
 * The fields filled with these lines; an open line stands at "we'll see".
 *
 * @param termsNow what holds about money at the moment, which is kept unless these lines say otherwise
 */
export function formOf(
  { rhythm, where, questions, terms, between, reviewAfterMonths, moves }: AgreementLines,
  termsNow: AgreementLines['terms'],
): AgreementForm {
  const isPriced = terms?.kind === 'charges' && terms.amount !== null;
  return {
    every: rhythm?.every ?? 'see',
    minutes: String(rhythm?.minutes ?? 30),
    way: rhythm?.way ?? 'video',
    where: where ?? '',
    replyHours: String(questions?.replyHours ?? 'see'),
    terms: terms === null ? 'see' : isSame(terms, termsNow) ? 'keep' : terms.kind,
    amount: isPriced ? typedAmount(terms.amount ?? 0, terms.currency) : '',
    currency: terms?.currency || 'EUR',
    between: between ?? '',
    reviewAfterMonths: String(reviewAfterMonths ?? 'see'),
    moves: moves === 'just_do' ? moves : 'see',
  };
}

const isSame = (one: Terms, other: Terms | null): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** Everything that can be chosen, in words; "we'll see" comes first wherever a line may stay open. */
export function choicesFor(termsNow: AgreementLines['terms'], kind: PairingKind) {
  const see = { value: 'see', label: m.pairings_agree_see() };
  return {
    every: [see, ...rhythms.map((value) => ({ value, label: everyWords[value]() }))],
    minutes: meetingMinutes.map((count) => ({
      value: String(count),
      label: m.pairings_agree_minutes({ count }),
    })),
    way: ways.map((value) => ({ value, label: wayWords[value]() })),
    replyHours: [see, ...questionHours.map(replyChoice)],
    terms: [...keepChoice(termsNow, kind), see, ...termsChoices()],
    currency: currencies.map((value) => ({ value, label: value })),
    reviewAfterMonths: [see, ...reviewMonths.map(monthsChoice)],
    moves: [
      { value: 'see', label: m.pairings_moves_ask() },
      { value: 'just_do', label: m.pairings_moves_just_do() },
    ],
  };
}

const replyChoice = (hours: number): Choice => ({
  value: String(hours),
  label: m.pairings_agree_reply_within({ time: sayHours(hours) }),
});

const monthsChoice = (count: number): Choice => ({
  value: String(count),
  label: m.pairings_review_after({ count }),
});

/** What was agreed about money so far, kept to the letter with its note. */
function keepChoice(terms: AgreementLines['terms'], kind: PairingKind): Choice[] {
  if (terms === null) return [];
  return [{ value: 'keep', label: m.pairings_agree_terms_keep({ terms: sayMoney(terms, kind) }) }];
}

const termsChoices = (): Choice[] => [
  { value: 'free', label: termsWords.free() },
  { value: 'pay_what_feels_right', label: termsWords.pay_what_feels_right() },
  { value: 'charges', label: m.pairings_agree_terms_price() },
];
