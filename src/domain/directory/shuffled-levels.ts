/** Mentors of equal fit together, each such group shuffled for one viewer and day; list-page.ts states the whole order. */
import { eachBit, type Bits } from '#lib/bit-set.ts';
import { LEVELS } from './mentor-fit.ts';

/** What decides the order of two mentors: their level, then their numbers in the day's shuffle. */
export interface SlotRanking {
  level(slot: number): number;
  /** 32 random bits. */
  number(slot: number): number;
  /** True where `a` comes before `b` among equals. */
  isBefore(a: number, b: number): boolean;
}

/** Numbers are drawn and groups sorted only when someone pages that far. */
export class Order {
  readonly #standing: SlotRanking;
  readonly #groups: Uint32Array[] = [];
  readonly #isSorted = new Uint8Array(LEVELS);

  constructor(present: Bits, standing: SlotRanking) {
    this.#standing = standing;
    const sizes = new Uint32Array(LEVELS);
    eachBit(present, (slot) => {
      const level = standing.level(slot);
      sizes[level] = (sizes[level] ?? 0) + 1;
    });
    this.#groups = Array.from(sizes, (size) => new Uint32Array(size));
    sizes.fill(0);
    eachBit(present, (slot) => {
      const level = standing.level(slot);
      const at = sizes[level] ?? 0;
      sizes[level] = at + 1;
      const group = this.#groups[level];
      if (group) group[at] = slot;
    });
  }

  /** All slots of one level in their order. Not to be changed by the caller. */
  atLevel(level: number): Uint32Array {
    const group = this.#groups[level] ?? new Uint32Array(0);
    if (this.#isSorted[level] === 0) sortByNumber(group, this.#standing);
    this.#isSorted[level] = 1;
    return group;
  }

  /** Puts one more in. Its level and number must be known. */
  add(slot: number): void {
    const level = this.#standing.level(slot);
    const group = this.#groups[level] ?? new Uint32Array(0);
    const at = this.#isSorted[level] === 1 ? this.#placeOf(group, slot) : group.length;
    const longer = new Uint32Array(group.length + 1);
    longer.set(group.subarray(0, at));
    longer[at] = slot;
    longer.set(group.subarray(at), at + 1);
    this.#groups[level] = longer;
  }

  /** Takes one out, while its level and number are still what they were. */
  remove(slot: number): void {
    const level = this.#standing.level(slot);
    const group = this.#groups[level] ?? new Uint32Array(0);
    const at = this.#isSorted[level] === 1 ? this.#placeOf(group, slot) : group.indexOf(slot);
    if (at < 0 || group[at] !== slot) return;
    group.copyWithin(at, at + 1);
    this.#groups[level] = group.subarray(0, -1);
  }

  #placeOf(group: Uint32Array, slot: number): number {
    let low = 0;
    let high = group.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#standing.isBefore(group[middle] ?? 0, slot)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/**
 * Sorts in place. The numbers are uniform, so dealing the slots into as many boxes as there are slots,
 * by the size of their number, leaves each within a step or two of its place; then neighbours are
 * swapped until all is in order. Linear on average, where sorting by comparing is not.
 */
function sortByNumber(slots: Uint32Array, standing: SlotRanking): void {
  deal(slots, standing);
  for (let i = 1; i < slots.length; i++) {
    const slot = slots[i] ?? 0;
    let at = i;
    for (; at > 0 && standing.isBefore(slot, slots[at - 1] ?? 0); at--) {
      slots[at] = slots[at - 1] ?? 0;
    }
    slots[at] = slot;
  }
}

function deal(slots: Uint32Array, standing: SlotRanking): void {
  const box = (slot: number) => Math.floor((standing.number(slot) / 2 ** 32) * slots.length);
  const ends = new Uint32Array(slots.length);
  for (const slot of slots) ends[box(slot)] = (ends[box(slot)] ?? 0) + 1;
  for (let i = 1; i < ends.length; i++) ends[i] = (ends[i] ?? 0) + (ends[i - 1] ?? 0);
  for (const slot of slots.slice()) {
    const at = (ends[box(slot)] ?? 0) - 1;
    ends[box(slot)] = at;
    slots[at] = slot;
  }
}
