/** A small memory that forgets what was not asked for longest. */
export class LruCache<Key, Value> {
  readonly #kept = new Map<Key, Value>();
  #most: number;
  #weight = 0;
  readonly #weigh: (value: Value) => number;

  /**
   * @param most how many to keep, or how much where values are weighed
   * @param weigh how much a value counts
   */
  constructor(most: number, weigh: (value: Value) => number = () => 1) {
    this.#most = most;
    this.#weigh = weigh;
  }

  get(key: Key): Value | undefined {
    const value = this.#kept.get(key);
    if (value !== undefined) this.set(key, value);
    return value;
  }

  /**
   * Keeps a value as the one asked for last.
   * @param most how many to keep from now on, where that depends on how large they are
   */
  set(key: Key, value: Value, most = this.#most): void {
    this.#most = most;
    this.delete(key);
    this.#kept.set(key, value);
    this.#weight += this.#weigh(value);
    for (const oldest of this.#kept.keys()) {
      if (this.#weight <= most) break;
      this.delete(oldest);
    }
  }

  delete(key: Key): void {
    const value = this.#kept.get(key);
    if (value !== undefined) this.#weight -= this.#weigh(value);
    this.#kept.delete(key);
  }
}
