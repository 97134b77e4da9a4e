/** What time it is, as an argument: production uses the system's clock, tests a fixed one. */
export interface Clock {
  /** Epoch milliseconds, UTC. */
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

/** A clock that begins at another time and runs on; for a whole process under test. */
export function shiftedClock(start: number): Clock {
  const shift = start - Date.now();
  return { now: () => Date.now() + shift };
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

export const second = 1000;
export const minute = 60 * second;
export const hour = 60 * minute;
export const day = 24 * hour;
