/**
 * How long the process answered nobody: all code runs in one event loop, and what keeps that busy keeps
 * everybody waiting. Measured all the time, at hardly any cost: a timer that comes late says by how much.
 */
import type { Clock } from './clock.server.ts';
import type { Log } from './log.server.ts';

/** Milliseconds between two looks. */
const lookEvery = 50;
/** Shorter stalls are not written down; milliseconds. */
const worthALine = 100;

export interface Stall {
  /** Rounded down; up to {@link lookEvery} milliseconds more passed. */
  readonly milliseconds: number;
  /** When it was over, epoch milliseconds. */
  readonly at: number;
  /** What was under way, such as '/(public)/mentors' or 'job busy-clock'; one of them was it. */
  readonly during: readonly string[];
}

interface Work {
  readonly what: string;
}

interface Stopwatch {
  readonly clock: Clock;
  readonly log: Log;
  /** Milliseconds since any fixed moment, never set back. */
  readonly elapsed?: () => number;
}

/** Watches the event loop of this process. */
export class StallWatch {
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #elapsed: () => number;
  readonly #running = new Set<Work>();
  /** What ended since the last look. */
  readonly #ended = new Set<Work>();
  #lookedAt: number;
  #longest: Stall | null = null;
  #timer: NodeJS.Timeout | undefined;

  constructor({ clock, log, elapsed = () => performance.now() }: Stopwatch) {
    this.#clock = clock;
    this.#log = log;
    this.#elapsed = elapsed;
    this.#lookedAt = elapsed();
  }

  /** The longest stall since the process started; null where there was none. */
  get longest(): Stall | null {
    return this.#longest;
  }

  /** Begins to look, without keeping the process alive. */
  start(): void {
    this.#lookedAt = this.#elapsed();
    this.#timer = setInterval(() => this.look(), lookEvery).unref();
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /**
   * Says that something begins.
   *
   * @param what a route or a kind of job, without anything personal
   * @returns what to call when it has ended
   */
  begin(what: string): () => void {
    const work = { what };
    this.#running.add(work);
    return () => {
      if (this.#running.delete(work)) this.#ended.add(work);
    };
  }

  /** Looks at how late it is; the timer calls it. */
  look(): void {
    const now = this.#elapsed();
    const milliseconds = Math.floor(now - this.#lookedAt - lookEvery);
    this.#lookedAt = now;
    if (milliseconds > (this.#longest?.milliseconds ?? 0) || milliseconds >= worthALine)
      this.#note(milliseconds);
    this.#ended.clear();
  }

  #note(milliseconds: number): void {
    const during = [...new Set([...this.#ended, ...this.#running].map(({ what }) => what))];
    const stall = { milliseconds, at: this.#clock.now(), during };
    if (milliseconds > (this.#longest?.milliseconds ?? 0)) this.#longest = stall;
    if (milliseconds >= worthALine)
      this.#log.warn({ ms: milliseconds, during }, 'the event loop stood still');
  }
}
