/** Sharing what was asked and answered: everybody whose words it holds agrees to the very same words. */
import { stem, wordsOf } from '#lib/search-words.ts';
import type { SharedWords, SharingState } from './shared-answer-view.ts';

export interface SharedAnswer extends SharedWords {
  readonly id: string;
  /** Null once the question is gone: then nothing new can be agreed to. */
  readonly questionId: string | null;
  readonly skillId: string | null;
  readonly edition: number;
  readonly state: SharingState;
  /** How many people's words it holds, whether or not they are still here. */
  readonly voices: number;
  /** Epoch milliseconds. */
  readonly changedAt: number;
}

/** True where every voice has agreed to this edition: nobody who left before saying yes is passed over. */
export function isAgreed(
  { edition, voices }: Pick<SharedAnswer, 'edition' | 'voices'>,
  agreed: readonly (number | null)[],
): boolean {
  return agreed.length >= voices && agreed.every((each) => each === edition);
}

/** True where two copies say the same. */
export const sameWords = (one: SharedWords, another: SharedWords): boolean =>
  one.title === another.title && one.question === another.question && one.answer === another.answer;

const weights = { title: 8, skill: 4, question: 2, answer: 1 } as const;
const longestTerm = 40;
const mostTerms = 3000;

/** The words something is found by, with their stems, and how much each tells: where it stands counts. */
export function termsOf(texts: Record<keyof typeof weights, string>): Map<string, number> {
  const terms = new Map<string, number>();
  for (const place of ['title', 'skill', 'question', 'answer'] as const) {
    for (const word of wordsOf(texts[place])) {
      for (const term of new Set([word, stem(word)])) {
        if (term.length > longestTerm) continue;
        if (!terms.has(term) && terms.size < mostTerms) terms.set(term, weights[place]);
      }
    }
  }
  return terms;
}
