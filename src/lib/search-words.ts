/**
 * Finding words the way people type them: without accents, in the plural, half written, with a slip.
 */
import { fold } from './text.ts';

const wordShape = /[\p{L}\p{N}]+[+#]*/gu;

/** Too common to narrow anything; ignored in a search that has other words too. */
const fillers = new Set(
  (
    'a an and are as at be by can do for from get has have help how i if in is it like me more my not of ' +
    'on or our so some someone that the their them they this to us want was we what when who will with ' +
    'would you your als am an auch auf aus bei bin das dem den der des die ein eine einen er es für fur ' +
    'hat ich im in ist mein mich mir mit nicht oder sich sie sind um und uns von war was wer wie wir zu'
  ).split(' '),
);

/** The folded words of a text, in order; keeps the signs in `c++` and `c#`. */
export function wordsOf(text: string): string[] {
  return fold(text).match(wordShape) ?? [];
}

/** The different words of a search, at most `limit`, fillers left out unless there is nothing else. */
export function searchWords(text: string, limit = 8): string[] {
  const words = [...new Set(wordsOf(text))];
  const telling = words.filter((word) => !isFiller(word));
  return (telling.length > 0 ? telling : words).slice(0, limit);
}

export function isFiller(word: string): boolean {
  return fillers.has(word);
}

/**
 * The word without the commonest English endings, so that tests, testing and tested meet at `test`.
 * Deliberately timid: it is compared beside the word itself, never instead of it.
 */
export function stem(word: string): string {
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return word;
  const singular = withoutPlural(word);
  const plain = withoutEnding(singular, 'ing') ?? withoutEnding(singular, 'ed') ?? singular;
  return plain.length > 3 && plain.endsWith('e') ? plain.slice(0, -1) : plain;
}

function withoutPlural(word: string): string {
  if (word.endsWith('ies') && word.length > 4) return `${word.slice(0, -3)}y`;
  if (/(?:ss|x|ch|sh)es$/.test(word)) return word.slice(0, -2);
  return /[^aiosu]s$/.test(word) ? word.slice(0, -1) : word;
}

function withoutEnding(word: string, ending: string): string | undefined {
  if (!word.endsWith(ending)) return undefined;
  const rest = word.slice(0, -ending.length);
  if (rest.length < 3 || !/[aeiouy]/.test(rest)) return undefined;
  return /([bdfgmnprt])\1$/.test(rest) ? rest.slice(0, -1) : rest;
}

/** How many slips are forgiven in a word: none in short ones, two in long ones. */
export function slipsForgiven(word: string): number {
  return word.length < 4 ? 0 : word.length < 8 ? 1 : 2;
}

/**
 * Letters to add, drop, change or swap with a neighbour to make `b` of `a`, or `limit + 1` where it
 * is more than `limit` (optimal string alignment: Damerau 1964, no part edited twice).
 */
export function slipsBetween(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1;
  let twoUp = new Uint8Array(b.length + 1);
  let above = Uint8Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = new Uint8Array(b.length + 1);
    row[0] = i;
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const isSame = a[i - 1] === b[j - 1];
      let cost = Math.min(
        (above[j - 1] ?? 0) + (isSame ? 0 : 1),
        (above[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
      );
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, (twoUp[j - 2] ?? 0) + 1);
      }
      row[j] = cost;
      least = Math.min(least, cost);
    }
    if (least > limit) return limit + 1;
    twoUp = above;
    above = row;
  }
  return Math.min(above[b.length] ?? 0, limit + 1);
}

/** A growing set of words that is searched by beginning and by likeness. Each has a number. */
export class Lexicon {
  readonly #numbers = new Map<string, number>();
  readonly #words: string[] = [];
  /** Which of 32 letter classes occur in a word: one slip changes two bits at most. */
  #letters = new Uint32Array(64);
  #sorted: string[] = [];
  #unsorted: string[] = [];

  /** The number of a word, which is added when new: 0, 1, 2 … */
  numberOf(word: string): number {
    const known = this.#numbers.get(word);
    if (known !== undefined) return known;
    const made = this.#words.length;
    this.#numbers.set(word, made);
    this.#words.push(word);
    this.#unsorted.push(word);
    if (made === this.#letters.length) {
      const longer = new Uint32Array(made * 2);
      longer.set(this.#letters);
      this.#letters = longer;
    }
    this.#letters[made] = lettersOf(word);
    return made;
  }

  /** The number of a word, undefined where it is not here. */
  find(word: string): number | undefined {
    return this.#numbers.get(word);
  }

  /** Numbers of the words that begin with `start` and go on. */
  beginningWith(start: string): number[] {
    this.#sort();
    const found: number[] = [];
    for (let at = placeOf(this.#sorted, start); at < this.#sorted.length; at++) {
      const word = this.#sorted[at] ?? '';
      if (!word.startsWith(start)) break;
      if (word !== start) found.push(this.#numbers.get(word) ?? 0);
    }
    return found;
  }

  /** The numbers of the words fewest slips away, if that is within what is forgiven; at least one. */
  like(word: string): { slips: number; numbers: number[] } {
    let slips = slipsForgiven(word);
    let numbers: number[] = [];
    if (slips === 0) return { slips, numbers };
    const letters = lettersOf(word);
    for (let n = 0; n < this.#words.length; n++) {
      const other = this.#words[n] ?? '';
      if (Math.abs(other.length - word.length) > slips) continue;
      if (differing((this.#letters[n] ?? 0) ^ letters) > 2 * slips) continue;
      const distance = slipsBetween(word, other, slips);
      if (distance > slips) continue;
      if (distance < slips) numbers = [];
      slips = distance;
      numbers.push(n);
    }
    return { slips, numbers };
  }

  #sort(): void {
    const fresh = this.#unsorted;
    if (fresh.length === 0) return;
    this.#unsorted = [];
    if (fresh.length > 50) {
      this.#sorted = this.#sorted.concat(fresh).sort();
    } else {
      for (const word of fresh) this.#sorted.splice(placeOf(this.#sorted, word), 0, word);
    }
  }
}

/** Where `word` stands or would stand among sorted words. */
function placeOf(sorted: readonly string[], word: string): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? '') < word) low = middle + 1;
    else high = middle;
  }
  return low;
}

function lettersOf(word: string): number {
  let letters = 0;
  for (let i = 0; i < word.length; i++) letters |= 1 << (word.charCodeAt(i) & 31);
  return letters >>> 0;
}

function differing(word: number): number {
  let count = 0;
  for (let rest = word; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}
