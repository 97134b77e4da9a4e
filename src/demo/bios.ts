import { isCommonNoun, skillInSentence } from '#domain/skills/vocabulary.ts';
import { asides } from './asides.ts';
import { Deck, type Dice } from './dice.ts';
import * as sentences from './sentences.ts';

/**
 * Writes the words people say about themselves out of ready sentences. Each kind of sentence is dealt
 * from its own deck, so that no sentence comes twice before all have come once.
 */
export class BioWriter {
  readonly #dice: Dice;
  readonly #aboutTool: Deck<string>;
  readonly #aboutCraft: Deck<string>;
  readonly #aboutTwoTools: Deck<string>;
  readonly #aboutTwo: Deck<string>;
  readonly #habits: Deck<string>;
  readonly #toolWishes: Deck<string>;
  readonly #wishes: Deck<string>;
  readonly #closings: Deck<string>;
  readonly #asides: ReadonlyMap<string, Deck<string>>;

  constructor(dice: Dice) {
    this.#dice = dice;
    this.#aboutTool = new Deck(sentences.openingsAboutTools, dice);
    this.#aboutCraft = new Deck(sentences.openingsAboutCrafts, dice);
    this.#aboutTwoTools = new Deck(
      [...sentences.openingsAboutTwoTools, ...sentences.openingsAboutTwo],
      dice,
    );
    this.#aboutTwo = new Deck(sentences.openingsAboutTwo, dice);
    this.#habits = new Deck(sentences.habits, dice);
    this.#toolWishes = new Deck([...sentences.wishesForTools, ...sentences.wishes], dice);
    this.#wishes = new Deck(sentences.wishes, dice);
    this.#closings = new Deck(sentences.closings, dice);
    this.#asides = new Map(
      Object.entries(asides).map(([name, lines]) => [name, new Deck(lines, dice)]),
    );
  }

  /** A few sentences about what someone shares and wants, skill names in order of confidence. */
  write({ shares, wants }: { shares: readonly string[]; wants: readonly string[] }): string {
    const told = [this.#opening(shares)];
    if (this.#dice.chance(0.6)) told.push(this.#habits.deal());
    const [wish] = wants;
    if (wish !== undefined && this.#dice.chance(0.85)) {
      const wishes = isCommonNoun(wish) ? this.#wishes : this.#toolWishes;
      told.push(fill(wishes.deal(), { w: wish }));
    } else if (this.#dice.chance(0.25)) told.push(this.#closings.deal());
    return told.join(' ');
  }

  #opening(shares: readonly string[]): string {
    const own = shares.slice(0, 4);
    const told = this.#dice.pick(own);
    const aside = this.#asides.get(told);
    if (aside !== undefined && this.#dice.chance(aside.isSpent ? 0.1 : 0.55)) return aside.deal();
    const [a = told, b] = [told, ...own.filter((name) => name !== told)];
    if (b !== undefined && this.#dice.chance(0.4)) {
      const bothTools = !isCommonNoun(a) && !isCommonNoun(b);
      return fill((bothTools ? this.#aboutTwoTools : this.#aboutTwo).deal(), { a, b });
    }
    return fill((isCommonNoun(a) ? this.#aboutCraft : this.#aboutTool).deal(), { a });
  }
}

function fill(sentence: string, skills: Readonly<Record<string, string>>): string {
  return sentence.replace(/\{(\w)\}/g, (_, slot: string) => skillInSentence(skills[slot] ?? ''));
}
