import type { Confidence, WantPriority } from '#domain/skills/skill.ts';
import { minorDigits } from '#lib/money.ts';
import type { Dice } from './dice.ts';
import type { Place } from './towns.ts';

/** Somebody who does not exist, complete enough to be a member. */
export interface InventedPerson {
  readonly id: string;
  readonly name: string;
  readonly pronouns: string;
  readonly email: string;
  readonly place: string;
  readonly timeZone: string;
  readonly languages: readonly string[];
  readonly words: string;
  readonly links: readonly string[];
  readonly weekHours: string;
  readonly shares: readonly { readonly skill: string; readonly confidence: Confidence }[];
  readonly wants: readonly { readonly skill: string; readonly priority: WantPriority }[];
  readonly offer: InventedOffer;
  /** How many days ago they joined, and last said they are still around. */
  readonly joinedDaysAgo: number;
  readonly confirmedDaysAgo: number;
  readonly isOrganiser: boolean;
}

/** What they offer when they are available for mentoring. `amount` is in minor units an hour. */
export interface InventedOffer {
  readonly isAvailable: boolean;
  readonly capacity: number;
  readonly modes: readonly ('meet' | 'review' | 'answer' | 'swap')[];
  readonly replyDays: number;
  readonly terms: 'free' | 'charges' | 'pay_what_feels_right';
  readonly amount: number | null;
  readonly currency: string;
  readonly note: string;
  readonly isFirstChatFree: boolean;
  readonly whoMayWrite: 'everyone' | 'learners';
}

/** What an offer looks like when nothing else is said: one place, free, for everyone. */
export const plainOffer: InventedOffer = {
  isAvailable: true,
  capacity: 1,
  modes: ['meet', 'review', 'answer'],
  replyDays: 2,
  terms: 'free',
  amount: null,
  currency: '',
  note: '',
  isFirstChatFree: false,
  whoMayWrite: 'everyone',
};

/** An offer as people make them: mostly free, mostly for one or two, answered within days. */
export function drawOffer({
  place,
  wantsSomething,
  isAvailable,
  mayCharge,
  dice,
}: {
  place: Place;
  wantsSomething: boolean;
  isAvailable: boolean;
  mayCharge: boolean;
  dice: Dice;
}): InventedOffer {
  const modes = (['meet', 'review', 'answer'] as const).filter(() => dice.chance(0.75));
  const swap = wantsSomething && dice.chance(0.45) ? (['swap'] as const) : [];
  return {
    isAvailable,
    capacity: dice.weigh([1, 2, 3, 4, 5], (count) => [45, 32, 14, 5, 4][count - 1] ?? 0),
    modes: modes.length + swap.length > 0 ? [...modes, ...swap] : ['answer'],
    replyDays: dice.weigh([1, 2, 3, 7], (days) => (days === 2 ? 35 : days < 4 ? 22 : 14)),
    ...drawTerms({ place, mayCharge, dice }),
    whoMayWrite: dice.chance(0.2) ? 'learners' : 'everyone',
  };
}

type Terms = Pick<InventedOffer, 'terms' | 'amount' | 'currency' | 'note' | 'isFirstChatFree'>;

function drawTerms({
  place,
  mayCharge,
  dice,
}: {
  place: Place;
  mayCharge: boolean;
  dice: Dice;
}): Terms {
  const { terms, amount, currency, note, isFirstChatFree } = plainOffer;
  const fate = mayCharge ? dice.next() : 0;
  if (fate < 0.78) return { terms, amount, currency, note, isFirstChatFree };
  if (fate < 0.86) {
    return {
      terms: 'pay_what_feels_right',
      amount,
      currency,
      note: dice.pick(openNotes),
      isFirstChatFree,
    };
  }
  return {
    terms: 'charges',
    amount:
      roundPrice(place.hour * dice.pick([0.6, 0.8, 1, 1, 1.4])) * 10 ** minorDigits(place.currency),
    currency: place.currency,
    note: dice.pick(paidNotes),
    isFirstChatFree: dice.chance(0.75),
  };
}

const openNotes = [
  '',
  'A coffee is plenty.',
  'Or give it to a charity you like.',
  'Nothing is fine too.',
  'Whatever you’d spend on lunch.',
];

const paidNotes = [
  '',
  'Less if you’re studying or between jobs.',
  'Half an hour is half of it.',
  'Free for people from open-source projects.',
  'Questions in writing cost nothing.',
  'I freelance, so this is part of my week.',
];

/** Two figures that are not zero at most: nobody asks for 33.6. */
function roundPrice(price: number): number {
  const step = Math.max(1, 10 ** Math.floor(Math.log10(price)) / 2);
  return Math.max(step, Math.round(price / step) * step);
}

/** How sure people are of what they share; the first named are the surest. */
export function drawConfidence(dice: Dice, place: number): Confidence {
  if (place === 0) return dice.chance(0.75) ? 3 : 2;
  return dice.weigh([3, 2, 1] as const, (level) => [20, 45, 35][level - 1] ?? 0);
}

/** Letters a to z for addresses that lead nowhere; other letters fall back to what is given. */
export function slugOf(name: string, otherwise: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z]+/g, '-')
    .replace(/^-|-$/g, '');
  return plain.length >= 3 ? plain : otherwise;
}
