/**
 * Randomness in tests comes from one number, so that a run can be repeated: TEST_SEED, or a fixed
 * one. Each test starts its own sequence, whichever tests ran before it.
 */
import type { Random } from '#lib/random.ts';
import { Dice } from '../src/demo/dice.ts';

export const seed = Number(process.env['TEST_SEED'] ?? 20_261_130);

/** How many random cases are tried: a fixed part in `npm test`, all of them where a seed is given, as `npm run soak` does. */
export const howMany = ({ test, soak }: { test: number; soak: number }): number =>
  process.env['TEST_SEED'] === undefined ? test : soak;

let current: Random = new Dice(`${seed}`);

/** Starts the sequence of the test with this name; tests/setup.ts calls it before each test. */
export function startSequence(testName: string): void {
  current = new Dice(`${seed} ${testName}`);
}

/** The sequence of the test that is running. */
export const chance = (): Random => current;
