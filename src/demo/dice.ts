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

  constructor(cards: readonly Card[], dice: Dice) {
    this.#cards = cards;
    this.#dice = dice;
  }

  deal(): Card {
    if (this.#pile.length === 0) this.#pile = this.#dice.shuffle(this.#cards);
    return this.#pile.pop() ?? this.#dice.pick(this.#cards);
  }
}

/**
 * Draws from a list in which the first is the most common and the n-th about 1/n as common
 * (Zipf's law, which skills in real lists follow closely).
 */
export function drawByRank<Thing>(things: readonly Thing[], dice: Dice): Thing {
  return dice.weigh([...things.entries()], ([rank]) => 1 / (rank + 1))[1];
}
