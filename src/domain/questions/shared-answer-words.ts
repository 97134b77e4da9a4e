/** Words typed in a search, as the words shared answers are known by. */
import { Lexicon, searchWords, stem } from '#lib/search-words.ts';

/** Short words find only themselves: whoever types "go" does not mean "good". */
const shortestBeginning = 3;
/** So many words one beginning stands for at most; then it tells nothing any more. */
const mostMeanings = 200;

/** All words of all shared answers, to look up what somebody may have meant. */
export class KnownWords {
  readonly #lexicon = new Lexicon();
  readonly #words: string[] = [];

  constructor(words: Iterable<string>) {
    for (const word of words) this.#words[this.#lexicon.numberOf(word)] = word;
  }

  /**
   * For each word of a search the known words it finds: itself, its stem, what begins with it, and where
   * there is none of these, the nearest spellings. Undefined where one of them finds nothing.
   */
  meantBy(text: string): string[][] | undefined {
    const each = searchWords(text).map((word) => this.#lookUp(word));
    return each.some((words) => words.length === 0) ? undefined : each;
  }

  #lookUp(word: string): string[] {
    const numbers = new Set<number>();
    for (const form of [word, stem(word)]) {
      const number = this.#lexicon.find(form);
      if (number !== undefined) numbers.add(number);
    }
    if (word.length >= shortestBeginning || numbers.size === 0)
      for (const number of this.#lexicon.beginningWith(word)) numbers.add(number);
    const found = numbers.size > 0 ? [...numbers] : this.#lexicon.like(word).numbers;
    return found.slice(0, mostMeanings).flatMap((number) => this.#words[number] ?? []);
  }
}
