/**
 * Chance that can be repeated: the same seed gives the same community on every machine.
 *
 * The generator is SFC32 (Chris Doty-Humphrey, PractRand), started from the seed's text by FNV-1a.
 * It is for invented people only, never for secrets or for orders that must be fair.
 */
export class Dice {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  constructor(seed: string) {
    this.#a = hash(`${seed} a`);
    this.#b = hash(`${seed} b`);
    this.#c = hash(`${seed} c`);
    for (let i = 0; i < 12; i += 1) this.next();
  }

  /** A number from 0 up to, not including, 1. */
  next(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum;
    return (sum >>> 0) / 2 ** 32;
  }

  /** A whole number from `from` to `to`, both possible. */
  between(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  /** True `share` of the time. */
  chance(share: number): boolean {
    return this.next() < share;
  }

  /** One of some things. */
  pick<Thing>(things: readonly [Thing, ...Thing[]] | readonly Thing[]): Thing {
    const thing = things[Math.floor(this.next() * things.length)];
    if (thing === undefined) throw new RangeError('Nothing to pick from');
    return thing;
  }

  /** One of some things, each as likely as its weight says. */
  weigh<Thing>(things: readonly Thing[], weightOf: (thing: Thing) => number): Thing {
    let left = this.next() * things.reduce((sum, thing) => sum + weightOf(thing), 0);
    for (const thing of things) {
      left -= weightOf(thing);
      if (left < 0) return thing;
    }
    return this.pick(things);
  }

  /** The things in a random order, each order equally likely (Fisher and Yates). */
  shuffle<Thing>(things: readonly Thing[]): Thing[] {
    const mixed: Thing[] = [];
    things.forEach((thing, i) => {
      const at = this.between(0, i);
      if (at < i) mixed.push(...mixed.splice(at, 1, thing));
      else mixed.push(thing);
    });
    return mixed;
  }

  /** Random bytes in the shape that ids are made from. */
  bytes(count: number): Uint8Array {
    return Uint8Array.from({ length: count }, () => this.between(0, 255));
  }
}

function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const sign of text) value = Math.imul(value ^ (sign.codePointAt(0) ?? 0), 0x01000193);
  return value;
}

/** A pile that deals every card once before any comes again, so that nothing repeats too soon. */
export class Deck<Card> {
  readonly #cards: readonly Card[];
  readonly #dice: Dice;
  #pile: Card[] = [];
  #dealt = 0;

  constructor(cards: readonly Card[], dice: Dice) {
    this.#cards = cards;
    this.#dice = dice;
  }

  /** True once every card has been dealt. */
  get isSpent(): boolean {
    return this.#dealt >= this.#cards.length;
  }

  deal(): Card {
    if (this.#pile.length === 0) this.#pile = this.#dice.shuffle(this.#cards);
    this.#dealt += 1;
    return this.#pile.pop() ?? this.#dice.pick(this.#cards);
  }
}

/** Things to draw from again and again, each as likely as its weight; a draw takes logarithmic time. */
export class Lot<Thing> {
  readonly #things: readonly Thing[];
  readonly #upTo: readonly number[];

  constructor(things: readonly Thing[], weightOf: (thing: Thing, rank: number) => number) {
    let sum = 0;
    this.#things = things;
    this.#upTo = things.map((thing, rank) => (sum += weightOf(thing, rank)));
  }

  draw(dice: Dice): Thing {
    const mark = dice.next() * (this.#upTo.at(-1) ?? 0);
    let low = 0;
    let high = this.#upTo.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#upTo[middle] ?? 0) > mark) high = middle;
      else low = middle + 1;
    }
    const thing = this.#things[low];
    if (thing === undefined) throw new RangeError('Nothing to draw from');
    return thing;
  }
}

/** Zipf's law, which skills in real lists follow closely: the n-th is about 1/n as common as the first. */
export function byRank(_thing: unknown, rank: number): number {
  return 1 / (rank + 1);
}
