/** A small memory that forgets what was not asked for longest. */
export class Recent<Key, Value> {
  readonly #kept = new Map<Key, Value>();
  #most: number;

  /** @param most how many to keep */
  constructor(most: number) {
    this.#most = most;
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
    this.#kept.delete(key);
    this.#kept.set(key, value);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= most) break;
      this.#kept.delete(oldest);
    }
  }

  delete(key: Key): void {
    this.#kept.delete(key);
  }
}
