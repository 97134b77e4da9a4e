/**
 * A shuffle that many processes agree on without talking: everyone gets a keyed pseudo-random number
 * and the order is by that number. If the numbers are independent and uniform, every order is equally
 * likely, which sorting with a random comparator never achieves.
 *
 * The numbers come from HalfSipHash-2-4 with 64-bit output (J.-P. Aumasson and D. J. Bernstein,
 * "SipHash: a fast short-input PRF", 2012, and the 32-bit variant beside their reference code),
 * chosen because it is a real pseudo-random function made of 32-bit additions and rotations, which
 * JavaScript does fast. Two numbers of 64 bits are equal once in 1.8e19 pairs.
 */

/** A 64-bit number as two unsigned 32-bit halves, the more significant first. */
export type Wide = { readonly high: number; readonly low: number };

/**
 * Draws the numbers of one shuffle: make one for each order wanted, then ask it for each thing to be
 * ordered, which is named by its {@link digest}.
 *
 * @example
 * const today = new Shuffle('2026-11-23 Ana');
 * people.sort((a, b) => today.high(digest(a.id)) - today.high(digest(b.id)));
 */
export class Shuffle {
  readonly #key: Wide;

  /** @param seed names the shuffle; different seeds give unrelated orders */
  constructor(seed: string) {
    this.#key = digest(seed);
  }

  /** The more significant half of a thing's number: enough to order by, nearly always. */
  high(thing: Wide): number {
    return this.highOf(thing.high, thing.low);
  }

  /** As {@link high}, for callers that keep digests in two columns. */
  highOf(high: number, low: number): number {
    return mix({ key: this.#key, high, low, isLow: false });
  }

  /** Both halves of a thing's number, for ties and for a place to go on from. */
  number(thing: Wide): Wide {
    return halfSipHash(this.#key, thing);
  }
}

/** A text of any length as 64 bits. */
export function digest(text: string): Wide {
  let chained: Wide = { high: text.length, low: 0x626f7468 };
  for (let i = 0; i < text.length; i += 4) {
    chained = halfSipHash(chained, { high: pairAt(text, i), low: pairAt(text, i + 2) });
  }
  return chained;
}

/** HalfSipHash-2-4-64 of the eight bytes of `message` under the eight bytes of `key`. */
export function halfSipHash(key: Wide, message: Wide): Wide {
  const { high, low } = message;
  return {
    high: mix({ key, high, low, isLow: false }),
    low: mix({ key, high, low, isLow: true }),
  };
}

/** Two UTF-16 units as one word; past the end counts as zero. */
function pairAt(text: string, i: number): number {
  return ((text.charCodeAt(i) || 0) | ((text.charCodeAt(i + 1) || 0) << 16)) >>> 0;
}

const BYTES_OF_MESSAGE = 8 << 24;

/**
 * One half of the output: two rounds for each of the three words (the message, then its length),
 * four more for the high half, another four for the low half. One flat loop, since this runs
 * for every member of a large community.
 */
function mix(input: { key: Wide; high: number; low: number; isLow: boolean }): number {
  const { key, high, low } = input;
  let v0 = key.high | 0;
  let v1 = key.low ^ 0xee;
  let v2 = 0x6c796765 ^ key.high;
  let v3 = 0x74656462 ^ key.low;
  const last = input.isLow ? 14 : 10;
  for (let round = 0; round < last; round++) {
    const word = round < 2 ? high : round < 4 ? low : BYTES_OF_MESSAGE;
    if (round === 0 || round === 2 || round === 4) v3 ^= word;
    else if (round === 6) v2 ^= 0xee;
    else if (round === 10) v1 ^= 0xdd;
    v0 = (v0 + v1) | 0;
    v1 = ((v1 << 5) | (v1 >>> 27)) ^ v0;
    v0 = (v0 << 16) | (v0 >>> 16);
    v2 = (v2 + v3) | 0;
    v3 = ((v3 << 8) | (v3 >>> 24)) ^ v2;
    v0 = (v0 + v3) | 0;
    v3 = ((v3 << 7) | (v3 >>> 25)) ^ v0;
    v2 = (v2 + v1) | 0;
    v1 = ((v1 << 13) | (v1 >>> 19)) ^ v2;
    v2 = (v2 << 16) | (v2 >>> 16);
    if (round === 1 || round === 3 || round === 5) v0 ^= word;
  }
  return (v1 ^ v3) >>> 0;
}
