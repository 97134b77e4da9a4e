import {
  addAll,
  addBit,
  countCommon,
  emptyBits,
  hasBit,
  removeBit,
  withRoom,
  type Bits,
} from './bit-set.ts';

/** What {@link Posting} packs beside each number: a whole number from 0 to 3. */
export type Weight = number;

/** With more entries than one in this many of all numbers, a mirror of bits is worth its memory. */
const DENSE = 64;

/**
 * A growing and shrinking set of small whole numbers, each with a weight from 0 to 3, sorted, packed
 * in one array. A set that holds a good part of all numbers also keeps itself as bits, so that it
 * can be counted together with others word by word.
 */
export class Posting {
  #entries = new Uint32Array(4);
  #length = 0;
  #bits: Bits | undefined;

  get size(): number {
    return this.#length;
  }

  /** Adds a number or changes its weight. Appending in rising order is cheapest. */
  add(n: number, weight: Weight): void {
    const at = this.#find(n);
    const packed = (n << 2) | weight;
    if (at < this.#length && (this.#entries[at] ?? 0) >>> 2 === n) {
      this.#entries[at] = packed;
      return;
    }
    if (this.#length === this.#entries.length) {
      const longer = new Uint32Array(this.#length * 2);
      longer.set(this.#entries);
      this.#entries = longer;
    }
    this.#entries.copyWithin(at + 1, at, this.#length);
    this.#entries[at] = packed;
    this.#length += 1;
    if (this.#bits) {
      this.#bits = withRoom(this.#bits, n + 1);
      addBit(this.#bits, n);
    }
  }

  remove(n: number): void {
    const at = this.#find(n);
    if (at === this.#length || (this.#entries[at] ?? 0) >>> 2 !== n) return;
    this.#entries.copyWithin(at, at + 1, this.#length);
    this.#length -= 1;
    if (this.#bits) removeBit(this.#bits, n);
  }

  has(n: number): boolean {
    if (this.#bits) return hasBit(this.#bits, n);
    const at = this.#find(n);
    return at < this.#length && (this.#entries[at] ?? 0) >>> 2 === n;
  }

  /** The weight of a number, 0 where it is not in the set. */
  weightOf(n: number): Weight {
    const packed = this.#entries[this.#find(n)] ?? 0;
    return packed >>> 2 === n && this.has(n) ? packed & 3 : 0;
  }

  /** Calls `visit` with each number and its weight, in rising order. */
  each(visit: (n: number, weight: Weight) => void): void {
    for (let i = 0; i < this.#length; i++) {
      const packed = this.#entries[i] ?? 0;
      visit(packed >>> 2, packed & 3);
    }
  }

  /** Adds all numbers to `target`, which must have room for them. */
  addTo(target: Bits): void {
    if (this.#isDenseIn(target)) addAll(target, this.#mirror());
    else this.#addEach(target);
  }

  /** How many of the numbers are in `set` too. */
  countIn(set: Bits): number {
    if (this.#isDenseIn(set)) return countCommon(this.#mirror(), set);
    let count = 0;
    for (let i = 0; i < this.#length; i++) {
      if (hasBit(set, (this.#entries[i] ?? 0) >>> 2)) count += 1;
    }
    return count;
  }

  #isDenseIn(set: Bits): boolean {
    return this.#length * DENSE > set.length << 5;
  }

  #addEach(target: Bits): void {
    for (let i = 0; i < this.#length; i++) addBit(target, (this.#entries[i] ?? 0) >>> 2);
  }

  #mirror(): Bits {
    if (this.#bits === undefined) {
      const last = this.#length === 0 ? 0 : (this.#entries[this.#length - 1] ?? 0) >>> 2;
      this.#bits = emptyBits(last + 1);
      this.#addEach(this.#bits);
    }
    return this.#bits;
  }

  /** Where `n` stands or would stand. */
  #find(n: number): number {
    let low = 0;
    let high = this.#length;
    if (high > 0 && (this.#entries[high - 1] ?? 0) >>> 2 < n) return high;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.#entries[middle] ?? 0) >>> 2 < n) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
