import { readFileSync } from 'node:fs';

/** What time it is, as an argument: production uses the system's clock, tests a fixed one. */
export interface Clock {
  /** Epoch milliseconds, UTC. */
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

/**
 * A clock that begins at another time and runs on; for a whole process under test.
 *
 * @param passed a file holding how many milliseconds were skipped since; looked at now and then, so
 *   that a test outside the process can let days pass
 */
export function shiftedClock(start: number, passed?: string): Clock {
  const shift = start - Date.now();
  const skipped = passed === undefined ? () => 0 : numberIn(passed);
  return { now: () => Date.now() + shift + skipped() };
}

const lookAgainAfter = 50;

/** The number a file holds, 0 where there is none; read at most every twentieth of a second. */
function numberIn(file: string): () => number {
  let known = 0;
  let lookedAt = -Infinity;
  return () => {
    if (performance.now() - lookedAt < lookAgainAfter) return known;
    lookedAt = performance.now();
    try {
      known = Number(readFileSync(file, 'utf8')) || 0;
    } catch {
      known = 0;
    }
    return known;
  };
}

/** A clock that stands still until it is moved; for tests, and for reproducing a day. */
export function fixedClock(
  start: number,
): Clock & { set(to: number): void; pass(milliseconds: number): void } {
  let now = start;
  return {
    now: () => now,
    set: (to) => {
      now = to;
    },
    pass: (milliseconds) => {
      now += milliseconds;
    },
  };
}
