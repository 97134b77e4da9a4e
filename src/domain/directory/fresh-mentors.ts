/** Whose tick is fresh: known for one moment, and for as long around it as nobody's answer changes. */
import { emptyBits, putBit, withRoom, type Bits } from '#lib/bit-set.ts';

const NEVER = -Infinity;

export class Ticks {
  #freshUntil = new Float64Array(64).fill(NEVER);
  #bits = emptyBits(64);
  /** The moment the bits were made for, and the times from and until which they hold. */
  #now = 0;
  #from = Infinity;
  #until = NEVER;
  #renewals = 0;

  /** How often the answer was made anew because time passed. */
  get renewals(): number {
    return this.#renewals;
  }

  /** Notes until when a tick is fresh (epoch milliseconds); undefined for nobody there. */
  set(slot: number, until: number | undefined): void {
    if (slot >= this.#freshUntil.length) this.#grow(slot * 2);
    this.#freshUntil[slot] = until ?? NEVER;
    this.#place(slot);
  }

  /** Those whose tick is fresh at `now`. Not to be changed by the caller. */
  freshAt(now: number): Bits {
    if (now < this.#from || now > this.#until) {
      this.#now = now;
      this.#from = NEVER;
      this.#until = Infinity;
      this.#renewals += 1;
      for (let slot = 0; slot < this.#freshUntil.length; slot++) this.#place(slot);
    }
    return this.#bits;
  }

  #place(slot: number): void {
    const end = this.#freshUntil[slot] ?? NEVER;
    const isFresh = end >= this.#now;
    putBit(this.#bits, slot, isFresh);
    if (isFresh) this.#until = Math.min(this.#until, end);
    else this.#from = Math.max(this.#from, end + 1);
  }

  #grow(size: number): void {
    const longer = new Float64Array(size).fill(NEVER);
    longer.set(this.#freshUntil);
    this.#freshUntil = longer;
    this.#bits = withRoom(this.#bits, size);
  }
}
